/** The page as text: what it says first, what it never does, and that it is sound HTML. */
import { HtmlValidate } from "html-validate";
import { dayPlus } from "../../../config/days";
import { usageText } from "../../../config/usage/usage-file";
import { layoutEngine } from "../../../tools/overview/engine";
import type { OverviewFacts } from "../../../tools/overview/facts";
import { markup } from "../../../tools/overview/markup";
import { environmentPage, indexPage } from "../../../tools/overview/page/page";
import type { LayoutEngine } from "../../../tools/overview/pictures/graph-layout";
import { folderSource } from "../../../config/files/source";
import { ACCOUNT, LLM_CONFIG, MODELS, TODAY } from "../../helpers/config";
import { factsFrom, factsWith, HOSTILE, hostileFacts, largeFiles } from "../../helpers/overview";
import { ROOT } from "../../helpers/workspace";

let engine: LayoutEngine;
beforeAll(async () => {
  engine = await layoutEngine();
});

const COMMITTED = () => factsFrom(folderSource("config/environments", ROOT));
const COST = `cost:
  monthlyEstimateUsd: { low: 45, high: 105, source: the guide }
  creditsUsd: { amount: 1000, source: the guide }
  selfHostingAboveUsdPerMonth: { amount: 10000, source: the guide }
  gpuNodePoolUsdPerHour: { low: 2, high: 8, source: the guide }
`;

/** What stands on the page outside markup. */
function textOf(page: string): string {
  const body = page.slice(page.indexOf("<body>"));
  return body
    .replace(/<svg[^]*?<\/svg>/g, " ")
    .replaceAll("<wbr>", "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
const shown = (facts: OverviewFacts) => textOf(environmentPage(facts, engine));

test("the first 600 characters say the month, when credits end, and that nothing costs nothing", () => {
  const first = shown(factsWith({ "account.yaml": ACCOUNT + COST })).slice(0, 600);

  expect(first).toContain("The expected month is $45 to $105, and $0 when nothing is called.");
  expect(first).toContain("Credits last until September 2027 at the high estimate, September 2028 at the low one.");
  expect(first).toMatch(/Next retirement: gpt-5\.4 on 2027-09-02, in 284 days/);
});

test("what is not known is said to be so, and never as an amount", () => {
  const text = shown(factsWith());

  expect(text).toContain("The expected month is not known, and $0 when nothing is called.");
  expect(text).toContain("Credits last not known: no credits are given.");
  expect(text).toContain("Not known: no layer has volumes and a price, and nothing was measured.");
  expect(text.replaceAll("$0", "")).not.toContain("$");
});

test("volumes that are known have a month, a share and what it is made of", () => {
  const usage = "{ inputMTokPerMonth: { low: 10, high: 20 }, outputMTokPerMonth: { low: 1, high: 2 } }";
  const text = shown(
    factsWith({
      "account.yaml": ACCOUNT + COST,
      "llm-config.yaml": LLM_CONFIG.replace("gpt-5.4 }", `gpt-5.4, usage: ${usage} }`),
    }),
  );

  expect(text).toMatch(/computed: volumes of llm-config\.yaml times prices \$[\d.]+ to \$[\d.]+/);
  expect(text).toContain("gpt-5.4 decision $");
});

test("measured usage is what the month is told from, with the published figure beside it", () => {
  const days = Array.from({ length: 30 }, (_, index) => ({
    day: `2026-10-${String(index + 1).padStart(2, "0")}`,
    deployment: "gpt-5.4",
    inputTokens: 200_000,
    outputTokens: 20_000,
    requests: 10,
  }));
  const text = shown(factsWith({ "account.yaml": ACCOUNT + COST, "usage.csv": usageText(days) }));
  const rows = /From A month Credits then last (.*?) Usage was measured/.exec(text)?.[1];

  expect(text).toContain("Usage was measured from 2026-10-01 to 2026-10-30.");
  expect(rows).toMatch(
    /^measured: a month at the rate of the days to 2026-10-30 \$[\d.]+ to \$[\d.]+ until .*published: the guide \$45 to \$105 /,
  );
  expect(text.slice(0, 200)).not.toContain("$45");
  expect(text).not.toContain("no measured usage");
});

test("of usage that is measured in part every figure is a bound", () => {
  const days = Array.from({ length: 30 }, (_, index) => ({
    day: dayPlus("2026-10-23", index),
    deployment: "gpt-5.4",
    inputTokens: 200_000,
    outputTokens: 20_000,
  }));
  const models = `${MODELS}  - name: gpt-5.4-mini\n`;
  const text = shown(
    factsWith({ "account.yaml": ACCOUNT + COST, "models.yaml": models, "usage.csv": usageText(days) }),
  );

  expect(text).toContain("The expected month is at least $10.64 to $24.32, and");
  expect(text).toContain("We expect at least $10.64 to $24.32 a month, at least 0.1 % to 0.2 % of the $10,000");
  expect(text).toContain("and to know the month from it 1 figure is missing.");
  expect(text).toContain("on, spending at least $10.64 to $24.32 a month.");
  expect(text).toContain("until April 2030 at the high estimate, September 2034 at the low one, both at the latest");
  expect(text).toContain("the high estimate at least $24.32 at most 41 2030-04 at the latest");
  expect(text).toContain("the low estimate at least $10.64 at most 94 2034-09 at the latest");
  expect(text).toContain("Volumes would have to grow at most 411 times");
});

test("a version that its entry calls retired is not the next to retire", () => {
  const waiver = "waivers: [{ code: retired, subject: gpt-5.4, reason: tests, until: 2027-01-01 }]\n";
  const models = `${MODELS}    lifecycle: Retired\n  - name: gpt-5.4-mini\n`;
  const text = shown(factsWith({ "account.yaml": ACCOUNT + waiver, "models.yaml": models }));

  expect(text).toContain("Retired gpt-5.4 Next retirement gpt-5.4-mini on 2027-09-21");
  expect(text).toContain("gpt-5.4 2026-03-05 Retired 2027-09-02 , retired already");
  const page = environmentPage(factsWith({ "account.yaml": ACCOUNT + waiver, "models.yaml": models }), engine);
  expect(page).toContain("gpt-5.4 2026-03-05 has retired.");
});

test("guards are told as they are switched on, and no id of a tenant or subscription is", () => {
  const complete = environmentPage(factsFrom(folderSource("docs/examples/complete", ROOT)), engine);
  const text = textOf(complete);

  expect(text).toContain("no key works: every caller signs in at Entra ID");
  expect(text).toContain(
    "aucert-llm-client-prod, for llm-client in backend, evaluation, with the role Cognitive Services User",
  );
  expect(text).toContain("only 20.42.7.9, 20.42.8.0/24");
  expect(text).toContain("105 a month in the currency of the bill; notices at 50 %, 80 %, 100 %");
  // Of the example: its subscription, its tenant and its cluster's issuer.
  for (const id of ["5f0c2a9e", "8d3b1c72", "2b6e4d10"]) expect(complete).not.toContain(id);
  const facts = factsWith();
  const account = { ...facts.environment.account, localAuth: true };
  expect(shown({ ...facts, environment: { ...facts.environment, account } })).toContain("API keys work");
});

test("the past is told in words, is said to be cut off, or is said to be unknown", () => {
  const change = { day: TODAY, commit: "0123456789ab", subject: "feat: a layer", effects: ["layer x is added"] };
  const known = (isShallow: boolean) =>
    shown(factsWith({}, { history: { kind: "known", changes: [change], isShallow } }));

  expect(known(false)).toMatch(/last changed on 2026-11-22.*feat: a layer 0123456789ab layer x is added/);
  expect(known(false)).not.toContain("shallow");
  expect(known(true)).toContain("This copy of the repository is shallow");
  expect(shown(factsWith({}, { history: { kind: "unknown", reason: "git is not installed" } }))).toContain(
    "The past is not known here: git is not installed.",
  );
});

test("findings stand with their fix, the worst first", () => {
  const text = shown(factsWith({ "account.yaml": ACCOUNT }, { today: "2027-08-20" }));

  expect(text).toMatch(/error : gpt-5\.4 retires on 2027-09-02, in 13 days What to do: /);
});

test("the same facts give the same bytes, within the sizes that were promised", () => {
  const committed = environmentPage(COMMITTED(), engine);

  expect(environmentPage(COMMITTED(), engine)).toBe(committed);
  expect(Buffer.byteLength(committed)).toBeLessThan(400 * 1024);
  expect(Buffer.byteLength(environmentPage(factsWith(largeFiles()), engine))).toBeLessThan(1.5 * 1024 * 1024);
});

test("nothing is loaded from elsewhere, and the policy of the page allows nothing", () => {
  const page = environmentPage(COMMITTED(), engine);

  expect(page).toContain(`content="default-src &#39;none&#39;; style-src &#39;sha256-`);
  expect(page).not.toMatch(/<script|<iframe|<object|@import|url\(|<[^>]+ (src|style|on\w+)=/);
  expect(
    [...page.matchAll(/href="([^"]*)"/g)]
      .map(([, to = ""]) => to)
      .filter((to) => !/^(#|data:,$|index\.html$)/.test(to)),
  ).toEqual([]);
});

test.each([
  ["the committed configuration", COMMITTED],
  ["the largest case", () => factsWith(largeFiles())],
  ["texts that are markup elsewhere", hostileFacts],
])("%s is sound HTML", async (_, facts) => {
  const validate = new HtmlValidate({
    extends: ["html-validate:recommended"],
    // Ours is in lower case.
    rules: { "doctype-style": "off" },
  });
  const report = await validate.validateString(environmentPage(facts(), engine));

  expect(
    report.results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`),
    ),
  ).toEqual([]);
});

test("text in a template stays text, and characters that nobody sees are shown as codes", () => {
  expect(markup`<b title="${HOSTILE}">${["a", markup`<i>${"<"}</i>`, undefined, 3]}</b>`.text).toBe(
    `<b title="&lt;script&gt;document.title = &quot;run&quot;&lt;/script&gt;&amp;amp;&quot;&#39;\\u202eאב">a<i>&lt;</i>3</b>`,
  );
});

test("the list of environments leads to each", () => {
  const page = indexPage([factsWith(), COMMITTED()]);

  expect(page).toContain('<a href="dev.html">dev</a>');
  expect(textOf(page)).toContain("The expected month is $45 to $105");
});
