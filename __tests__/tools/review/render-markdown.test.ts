import MarkdownIt from "markdown-it";
import fc from "fast-check";
import { MAX_COMMENT_BYTES, MARKER, renderReviewMarkdown } from "../../../tools/review/render-markdown";
import { renderReviewText } from "../../../tools/review/render-text";
import type { EnvironmentReview, Review } from "../../../tools/review/review-model";
import { code, preformatted, prose } from "../../../tools/text/markdown";
import { ACCOUNT, LLM_CONFIG, MODELS, filesWith } from "../../helpers/config";
import { reviewed, withText } from "../../helpers/review";
import { IDENTITY, logs, WORKSPACE } from "../../helpers/sections";

// Without bare domains, which GitHub leaves alone as well.
const markdown = new MarkdownIt({ html: true, linkify: true });
markdown.linkify.set({ fuzzyLink: false });

const NASTY = [
  "</details><script>alert(1)</script>",
  "| a |",
  "`` ` ``",
  "[x](https://example.com)",
  "![x](https://example.com/x.png)",
  "<img src=x onerror=alert(1)>",
  "@octocat",
  "#1",
  "https://example.com www.example.com a@example.com",
  "**bold** _it_ ~~no~~",
  "\n\n# heading\n",
  "</pre></code>",
  "\u202egnp.exe\u0000\u001b[31m",
  "<!-- ",
  "$x$ \\ &amp; &#60;",
];

/** The text a reader sees, and the tags that stand around it. */
function seen(html: string): { text: string; tags: string[] } {
  const names: Record<string, string> = { lt: "<", gt: ">", quot: '"', amp: "&" };
  const text = html
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:#(\d+)|(\w+));/g, (_, point?: string, name = "") =>
      point === undefined ? names[name]! : String.fromCodePoint(Number(point)),
    );
  return {
    text,
    tags: [...new Set((html.match(/<\/?[a-z0-9]+/g) ?? []).map((tag) => tag.replace(/<\/?/, "")))].sort(),
  };
}

describe.each(NASTY)("%j", (value) => {
  test("stays text in code", () => {
    const { text, tags } = seen(markdown.render(`| h |\n|---|\n| ${code(value)} |\n`));
    expect(tags.filter((tag) => !["code", "table", "thead", "tbody", "tr", "th", "td"].includes(tag))).toEqual([]);
    expect(text.replace(/[\s\u200b]+/g, "")).toBe(`h${visible(value)}`);
  });

  test("stays text in a cell, and links to nobody", () => {
    const { text, tags } = seen(markdown.render(`| h |\n|---|\n| a ${prose(value)} |\n`));
    expect(tags.filter((tag) => !["table", "thead", "tbody", "tr", "th", "td"].includes(tag))).toEqual([]);
    expect(text.replace(/[\s\u200b]+/g, "")).toBe(`ha${visible(value)}`);
    expect(text).not.toMatch(/@\w|#\d|www\./i);
  });

  test("stays text in a block", () => {
    const { text, tags } = seen(markdown.render(`${preformatted(value)}\n`));
    expect([tags, text.replace(/\s+/g, "")]).toEqual([["pre"], visible(value.replaceAll("\n", " "))]);
  });

  test("stays text in the comment, wherever the configuration can say it", () => {
    const comment = renderReviewMarkdown(withText(value), value);
    const { tags } = seen(markdown.render(comment.replace(MARKER, "")));
    const own = [
      "blockquote",
      "code",
      "details",
      "h3",
      "li",
      "ol",
      "p",
      "pre",
      "strong",
      "summary",
      "table",
      "tbody",
      "td",
      "th",
      "thead",
      "tr",
      "ul",
    ];
    expect(tags).toEqual(own);
    expect(markdown.render(comment).match(/<details>/g)).toHaveLength(2);
  });
});

/** The value without spaces, control characters as the one sign that stands for each. */
function visible(value: string): string {
  return [...value]
    .map((character) => (/[\p{Cc}\p{Cf}]/u.test(character) ? "\ufffd" : character))
    .join("")
    .replace(/\s+/g, "");
}

test("a value of the YAML stays text from end to end", () => {
  const nasty = '"</details><script>"';
  const head = filesWith({ "llm-config.yaml": LLM_CONFIG.replace("gpt-5.4", `${nasty}, fallbacks: ["| a |"]`) });
  const comment = renderReviewMarkdown(reviewed({ dev: filesWith() }, { dev: head }), "");
  expect(comment).not.toContain("<script");
  expect(comment).toContain("| decision: gpt-5.4 → ");
  expect(seen(markdown.render(comment)).text).toContain("</details><script>");
  expect(seen(markdown.render(comment)).text).toContain("| a |");
});

test("any text in any place keeps the comment whole and below the limit", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (value) => {
      const comment = renderReviewMarkdown(withText(value), `x${value}`);
      expect(comment.match(/<details>/g)).toHaveLength(2);
      expect(comment.match(/<\/details>/g)).toHaveLength(2);
      expect(comment.split("\n").filter((line) => line.startsWith("| ") && line.endsWith(" |"))).toHaveLength(2);
    }),
    { numRuns: 60 },
  );
});

describe("size", () => {
  const many = (count: number, changed: number, nameLength = 10, from = (index: number) => index + 1): Review => {
    const entry = (index: number, capacity: number): string =>
      `  - { name: ${`m${index}-`.padEnd(nameLength, "x")}, format: OpenAI, version: "1", capacity: ${capacity} }\n`;
    const list = (more: number): string =>
      `version: 1\nmodels:\n${Array.from({ length: count }, (_, index) => entry(index, from(index) + (index < changed ? more : 0))).join("")}`;
    const side = (more: number) => ({ dev: filesWith({ "models.yaml": list(more) }) });
    return reviewed(side(0), side(1));
  };

  test("of 300 changes that differ 20 are rows, and the rest are counts", () => {
    const comment = renderReviewMarkdown(many(1000, 300), "");
    expect(Buffer.byteLength(comment)).toBeLessThan(MAX_COMMENT_BYTES);
    expect(comment.match(/^\| update \|/gm)).toHaveLength(20);
    expect(comment).toContain("\n\nand 280 updates more: `npx aucert-foundry review` shows all\n");
  });

  test("300 changes that are the same are one row", () => {
    const comment = renderReviewMarkdown(
      many(300, 300, 10, () => 1),
      "",
    );
    expect(comment.match(/^\| update \|/gm)).toHaveLength(1);
    expect(comment).toContain("and 292 more | capacity 1 → 2 |");
  });

  test.each([
    ["600 changes of long names", many(600, 600, 64)],
    ["texts of every script", withText("語".repeat(10_000))],
    ["texts that grow when they are escaped", withText("<".repeat(10_000))],
    [
      "3,000 environments",
      {
        ...withText("x"),
        environments: Array<EnvironmentReview>(3_000).fill(withText("<&>".repeat(50)).environments[0]!),
      },
    ],
  ])("%s are cut, and the comment says so", (_name, review) => {
    const text = renderReviewText(review, { colour: false, textOf: () => undefined });
    const comment = renderReviewMarkdown(review, text);
    expect(Buffer.byteLength(comment)).toBeLessThan(MAX_COMMENT_BYTES);
    expect(comment).toMatch(/npx aucert-foundry review\b/);
    expect(comment.match(/<details>/g)?.length).toBe(comment.match(/<\/details>/g)?.length);
    expect(comment.match(/<pre>/g)?.length).toBe(comment.match(/<\/pre>/g)?.length);
  });

  test("time grows linearly with the models", () => {
    const seconds = (count: number): number => {
      const start = process.cpuUsage();
      many(count, 50);
      return process.cpuUsage(start).user / 1e6;
    };
    seconds(200);
    // Ten times the models; quadratic growth would be a hundred times the work.
    expect(seconds(2000) / seconds(200)).toBeLessThan(40);
  });
});

test("the comment begins with its marker, then the risk, destruction, a line for each environment, the table, the rest folded, the deploy", () => {
  const head = filesWith({
    "models.yaml": "version: 1\ndefaults: { capacity: 250 }\nmodels:\n  - name: gpt-5.4-mini\n",
    "llm-config.yaml": LLM_CONFIG.replace("gpt-5.4", "gpt-5.4-mini"),
  });
  const comment = renderReviewMarkdown(reviewed({ dev: filesWith() }, { dev: head }), "a finding");
  const parts = [
    MARKER,
    "### Risk: outage",
    "> [!CAUTION]",
    "- `dev`: 1 delete",
    "| Action |",
    "<details>",
    "**Deploy**: ",
  ];
  const places = parts.map((text) => comment.indexOf(text));
  expect(places[0]).toBe(0);
  expect([...places].sort((a, b) => a - b)).toEqual(places);
  expect(comment.match(/^\|---/gm)).toHaveLength(1);
});

test("the table says what changes, without unfolding anything", () => {
  const routing = LLM_CONFIG.replace("decision: {", "analysis: {");
  const rowsOf = (head: Record<string, string>): string[] =>
    renderReviewMarkdown(reviewed({ dev: filesWith() }, { dev: filesWith(head) }), "")
      .split("\n")
      .filter((line) => /^\| (create|delete|update|note) /.test(line))
      .map((line) => line.replace("| ", "").split(" | ").slice(0, 3).join(" | "));

  expect(rowsOf({ "models.yaml": MODELS.replace("250", "200") })).toEqual([
    "update | deployment `gpt-5.4` | capacity 250 → 200",
  ]);
  expect(rowsOf({ "llm-config.yaml": LLM_CONFIG.replace("stage: L4", "stage: L3") })).toEqual([
    "note | layer `decision` | stage L4 → L3",
  ]);
  expect(rowsOf({ "llm-config.yaml": routing })).toEqual([
    "update | ConfigMap `default/llm-config` | analysis: new, gpt-5.4<br>decision: gone",
  ]);
});

test("where two long values differ is seen in their row", () => {
  const rowOf = (before: string, after: string): string =>
    renderReviewMarkdown(
      reviewed(
        { dev: filesWith({ "account.yaml": ACCOUNT + before }) },
        { dev: filesWith({ "account.yaml": ACCOUNT + after }) },
      ),
      "",
    )
      .split("\n")
      .filter((line) => line.startsWith("| update | section"))
      .join("\n");

  const issuers = rowOf(IDENTITY, IDENTITY.replace("/2b6e4d10-", "/3c6e4d10-"));
  expect(issuers).toMatch(/oidcIssuerUrl [^|]*\/2b6e4d10-[^|]* → [^|]*\/3c6e4d10-/);
  const workspaces = rowOf(logs(), logs(WORKSPACE.replace("test-logs", "other-logs")));
  expect(workspaces).toMatch(/workspaceId [^|]*\/test-logs → [^|]*\/other-logs/);
});
