/** What a plan does in one digest, and as Markdown that cannot lie to who approves it. */
import path from "node:path";
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { ROOT, run, temporaryFolder, writeFiles } from "../helpers/workspace";

const { fenced } = jest.requireActual<{ fenced: (text: string) => string }>("../../tools/ci/fenced.cjs");

function ci(script: string, files: Record<string, string>, ...args: string[]): string {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  const { stdout, stderr } = run(folder, process.execPath, [path.join(ROOT, "tools/ci", script), ...args]);
  return stdout + stderr;
}

describe("the digest", () => {
  const digest = (plan: object) =>
    ci("plan-digest.cjs", { "plan.json": JSON.stringify({ format_version: "1.2", ...plan }) }, "plan.json");
  const [a, b] = ["a", "b"].map((address) => ({
    address,
    change: { actions: ["update"], before: { x: [1, 2], y: 1 } },
  }));
  const PLAN = { resource_changes: [a, b], output_changes: { one: { actions: ["create"], after: 1 } } };

  test("does not look at order, nor at when and how the plan was made", () => {
    const reordered = { change: { before: { y: 1, x: [1, 2] }, actions: ["update"] }, address: "a" };

    expect(digest(PLAN)).toMatch(/^[0-9a-f]{64}\n$/);
    expect(digest({ ...PLAN, timestamp: "2026-11-28T12:00:00Z", resource_changes: [b, reordered] })).toBe(digest(PLAN));
  });

  test.each([
    ["another resource", { ...PLAN, resource_changes: [a] }],
    ["another action", { ...PLAN, resource_changes: [{ ...a, change: { ...a?.change, actions: ["delete"] } }, b] }],
    [
      "another order in a list",
      { ...PLAN, resource_changes: [{ ...a, change: { ...a?.change, before: { x: [2, 1], y: 1 } } }, b] },
    ],
    [
      "another value in Azure",
      { ...PLAN, resource_changes: [{ ...a, change: { ...a?.change, before: { x: [1, 2], y: 2 } } }, b] },
    ],
    ["another output", { ...PLAN, output_changes: { one: { actions: ["create"], after: 2 } } }],
  ])("sees %s", (_, plan) => {
    expect(digest(plan)).not.toBe(digest(PLAN));
  });
});

describe("the summary", () => {
  const summary = (text: string, changes: object[] = []) =>
    ci(
      "plan-summary.cjs",
      { "plan.json": JSON.stringify({ resource_changes: changes }), "plan.txt": text },
      "foundry-dev",
      "plan.json",
      "plan.txt",
    );
  const tokens = (markdown: string) => new MarkdownIt("commonmark").parse(markdown, {});

  test("of a plain plan is that plan", () => {
    expect(summary("# a will be created\n\nPlan: 1 to add, 0 to change, 0 to destroy.\n")).toBe(
      [
        "## Plan of foundry-dev\n\n**0 to import, 0 to create, 0 to change, 0 to replace, 0 to destroy**\n",
        "````\n    # a will be created\n    \n    Plan: 1 to add, 0 to change, 0 to destroy.\n````\n",
      ].join("\n"),
    );
  });

  test("counts from the data, whatever the text says", () => {
    const change = (...actions: string[]) => ({ change: { actions } });
    const changes = [
      change("create"),
      change("update"),
      change("create", "delete"),
      change("delete", "create"),
      change("delete"),
    ];
    const imported = { change: { actions: ["no-op"], importing: { id: "x" } } };

    expect(summary("No changes.", [...changes, imported])).toContain(
      "**1 to import, 1 to create, 1 to change, 2 to replace, 1 to destroy**",
    );
  });

  test("stays one block when a tag holds a carriage return and a fence", () => {
    const markdown = summary('+ tags = {\n  + "a" = "x\r````\r\r# No changes\r\r````\r"\n}\n~~~~\n    ````\n');

    expect(
      tokens(markdown)
        .map(({ type }) => type)
        .filter((type) => type === "fence" || type === "heading_open"),
    ).toEqual(["heading_open", "fence"]);
    expect(markdown).not.toContain("\r");
    expect(markdown).toContain("x\\u{d}````\\u{d}");
  });

  test("shows what nobody would see: characters that hide, turn or colour the text", () => {
    expect(summary("a\u202eb\u200bc\u001b[8md\u2028e\u0000")).toContain(
      "    a\\u{202e}b\\u{200b}c\\u{1b}[8md\\u{2028}e\\u{0}\n",
    );
  });

  test("says first that it is cut, and keeps below GitHub's limit whatever the plan holds", () => {
    for (const character of ["\n", "\u202e", "`", "界"]) {
      const markdown = summary(character.repeat(150_000) + "end");
      expect(markdown.indexOf("**This is not the whole plan**")).toBeGreaterThan(0);
      expect(markdown.indexOf("**This is not the whole plan**")).toBeLessThan(200);
      expect(Buffer.byteLength(markdown)).toBeLessThan(1024 * 1024);
    }
  });

  test("law: any text is one block, and the text of the block is the text without its unseen characters", () => {
    const pieces = fc.constantFrom(
      "```",
      "````",
      "~~~",
      "\r",
      "\n",
      "    ",
      "\t",
      "a",
      "</details>",
      "- ",
      "\u202e",
      "`",
    );

    fc.assert(
      fc.property(
        fc.array(pieces).map((list) => list.join("")),
        (text) => {
          const [block, ...rest] = tokens(`${fenced(text)}\n`);
          expect([block?.type, rest]).toEqual(["fence", []]);
          const shown = block?.content
            .replace(/^ {4}/gm, "")
            .replaceAll("\\u{d}", "\r")
            .replaceAll("\\u{202e}", "\u202e");
          expect(shown).toBe(`${text.replace(/[ \t\n]+$/, "")}\n`);
        },
      ),
    );
  });
});
