/** No character that steers a terminal, or hides in a comment, gets out of any form that people read. */
import { loadCatalog } from "../../../config/catalog/catalog";
import type { Diagnostic } from "../../../config/findings/diagnostic";
import { costReport } from "../../../tools/cost/cost-report";
import { renderCost } from "../../../tools/cost/render-cost";
import type { Outcome, Report } from "../../../tools/preflight/outcome";
import { renderReport, textLines, textSummary } from "../../../tools/preflight/render-preflight";
import { renderReviewMarkdown } from "../../../tools/review/render-markdown";
import { renderReviewText } from "../../../tools/review/render-text";
import { renderResults } from "../../../tools/smoke/render-smoke";
import { renderFindings } from "../../../tools/validate/render-findings";
import { environmentOfCosts, pricesOfCosts } from "../../helpers/cost";
import { withText } from "../../helpers/review";

const STEERING: readonly (readonly [first: number, last: number])[] = [
  [0x00, 0x1f],
  [0x7f, 0xa0],
  [0xad, 0xad],
  [0x061c, 0x061c],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x2069],
  [0xfeff, 0xfeff],
];

/** `a`, the character, `b`, for every character. */
const TEXTS = STEERING.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, index) => `a${String.fromCodePoint(first + index)}b`),
);
const NO_COLOUR = { colour: false, textOf: () => undefined };

const outcome = (text: string): Outcome => ({
  group: "access",
  code: "subscription",
  subject: text,
  status: "fail",
  message: text,
  help: oneLine(text),
});
const report = (text: string): Report => ({ environment: "dev", outcomes: [outcome(text)], adopt: [text] });

const COST = costReport(environmentOfCosts(), pricesOfCosts(), loadCatalog(), {
  today: "2026-11-22",
  reroutes: [],
  scale: 1,
});
const costFrom = (source: string) => ({
  ...COST,
  published: { ...COST.published, creditsUsd: { amount: 1, source } },
});

const FORMS: Readonly<Record<string, (text: string) => string | Promise<string>>> = {
  "validate as text": (text) => renderFindings([finding(text)], "text", NO_COLOUR),
  "review as text": (text) => renderReviewText(withText(text), NO_COLOUR),
  "review as Markdown": (text) => renderReviewMarkdown(withText(text), oneLine(text)),
  "preflight as text": (text) => textLines(false)(outcome(text)) + textSummary(report(text)),
  "preflight as Markdown": (text) => renderReport(report(text), "markdown"),
  "cost as text": (text) => renderCost([costFrom(text)], "text"),
  "cost as Markdown": (text) => renderCost([costFrom(text)], "markdown"),
  "smoke as text": (text) => renderResults([{ ...CALL, error: text, help: text }], "text"),
};

const CALL = { layer: "x", model: "m", api: "responses", ok: false, latencyMs: 1, attempts: 1 };

function finding(text: string): Diagnostic {
  return { code: "unknown-model", severity: "error", message: text, help: text, file: text, line: 1, column: 1 };
}

/** For a text that may have several lines. */
function oneLine(text: string): string {
  return text.replace("\n", "\t");
}

test.each(Object.entries(FORMS))("%s shows one sign for each", async (_, render) => {
  const expected = await render("a\ufffdb");
  expect(expected).toContain("a\ufffdb");
  for (const text of TEXTS) expect([text, await render(text)]).toEqual([text, expected]);
});

test("an excerpt keeps its columns", async () => {
  const textOf = (): string => "\ta\u200fb: x";
  const shown = await renderFindings([{ ...finding("m"), column: 3 }], "text", { colour: false, textOf });
  expect(shown).toContain("1 |  a\ufffdb: x\n  |   ^\n");
});
