/** A review as a comment on a pull request: destruction first, one line of summary, one table, the rest folded. */
import type { Severity } from "../../config/findings/severity";
import { code, markup, preformatted, prose, tableHead, tableRow } from "../text/markdown";
import { PROGRAM } from "../text/program";
import { changeText, costText, headline } from "./phrases";
import { renderReviewText } from "./render-text";
import type { Change, EnvironmentReview, Review, SideFinding } from "./review-model";
import { byWeight } from "./weight";

/** First line of the comment: by it a bot finds its own comment again. */
export const MARKER = "<!-- aucert-foundry-review -->";

/**
 * Most that a comment may have. GitHub takes 65,536 characters; counting bytes stays below that in every script.
 * @see https://docs.github.com/rest/issues/comments
 */
export const MAX_COMMENT_BYTES = 65_000;

/** Parts of the whole, in bytes, so that none can push out another. */
const BUDGET = { destruction: 8_000, summary: 8_000, table: 28_000, findings: 4_000, details: 14_000 };

const MAX_LAYERS = 8;
const MAX_NOTE = 300;
const MAX_FINDINGS = 8;

const MARKS: Readonly<Record<Severity, string>> = { error: "🛑 ", warning: "⚠️ ", note: "" };

type Row = { readonly environment: string; readonly change: Change };

/** Ends in a line feed. @param findings the findings as text, shown folded; empty for none */
export function renderReviewMarkdown(review: Review, findings: string): string {
  const rows = review.environments.flatMap(({ name, changes }) =>
    changes.map((change): Row => ({ environment: name, change })),
  );
  const sections = [
    MARKER,
    "### What this change does",
    destruction(rows),
    fit(review.environments.map(summaryLine), BUDGET.summary, (left) => `- and ${left} more environments`),
    table(rows),
    findingList("New findings:", review.added),
    findingList("No longer found:", review.removed),
    folded("Findings of the configuration", findings, BUDGET.findings),
    folded("Details", rows.length === 0 ? "" : details(review), BUDGET.details),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function destruction(rows: readonly Row[]): string {
  const gone = rows.filter(({ change }) => change.action === "delete" || change.action === "replace");
  const real = byWeight(gone.map(({ change }) => change)).filter(({ address }) => address !== null);
  if (real.length === 0) return "";
  const lines = real.map(({ action, kind, name, outage, layers }) => {
    const effect = outage ? `: **outage** of ${layersText(layers)}` : "";
    return `> - **${action}** ${kind} ${code(short(name))}${effect}`;
  });
  const title = real.some(({ outage }) => outage) ? "> [!CAUTION]" : "> [!WARNING]";
  return `${title}\n${fit(lines, BUDGET.destruction, (left) => `> - and ${left} more`)}`;
}

function summaryLine(one: EnvironmentReview): string {
  const { name, summary } = one;
  const outage = summary.outage.length > 0 ? `, outage of ${layersText(summary.outage)}` : "";
  const steps = summary.order.map((step, index) => `\n  ${index + 1}. ${prose(short(step))}`);
  const order = steps.length === 0 ? "" : `\n\n  To do it without an outage, deploy in this order:\n${steps.join("")}`;
  const notes = [...summary.refused.map((reason) => `refused: ${reason}`), ...summary.notes]
    .map((note) => `\n  - ${prose(short(note, MAX_NOTE))}`)
    .join("");
  return `- ${code(short(name))}: ${headline(one)}${outage}; cost ${prose(short(costText(summary.cost)))}${notes}${order}`;
}

function table(rows: readonly Row[]): string {
  if (rows.length === 0) return "";
  const environmentOf = new Map(rows.map(({ environment, change }) => [change, environment]));
  const lines = byWeight(rows.map(({ change }) => change)).map((change) => {
    const { action, kind, name, layers, note = "", severity } = change;
    return tableRow([
      code(short(environmentOf.get(change) ?? "")),
      action,
      kind,
      code(short(name)),
      prose(short(changeText(change))),
      layersText(layers),
      `${MARKS[severity]}${prose(short(note, MAX_NOTE))}`,
    ]);
  });
  const head = tableHead(["Environment", "Action", "Kind", "Name", "Change", "Layers", "Note"]);
  return `${head}\n${fit(lines, BUDGET.table, (left) => `\n${left} more changes: ${code(`${PROGRAM} review`)} shows all`)}`;
}

function findingList(title: string, findings: readonly SideFinding[]): string {
  if (findings.length === 0) return "";
  const lines = findings.slice(0, MAX_FINDINGS).map(({ severity, code: word, file, line, message }) => {
    const place = code(short(`${file}:${line}`));
    return `- ${MARKS[severity]}${code(word)} ${place}: ${prose(short(message, MAX_NOTE))}`;
  });
  const left = findings.length - lines.length;
  return [title, "", ...lines, ...(left > 0 ? [`- and ${left} more`] : [])].join("\n");
}

function details(review: Review): string {
  return renderReviewText(
    { ...review, findings: [], removed: [] },
    { colour: false, textOf: () => undefined },
  ).trimEnd();
}

function folded(title: string, text: string, budget: number): string {
  if (text === "") return "";
  const lines = text.split("\n");
  const cut = linesThatFit(lines, budget, markup);
  const more = cut < lines.length ? [`(cut here: ${PROGRAM} review shows ${lines.length - cut} more lines)`] : [];
  const block = preformatted([...lines.slice(0, cut), ...more].join("\n"));
  return `<details><summary>${title}</summary>\n\n${block}\n\n</details>`;
}

/** As many lines as the budget holds, and a last one that says how many are left out. */
function fit(lines: readonly string[], budget: number, more: (left: number) => string): string {
  const count = linesThatFit(lines, budget, (line) => line);
  const left = lines.length - count;
  return [...lines.slice(0, count), ...(left > 0 ? [more(left)] : [])].join("\n");
}

function linesThatFit(lines: readonly string[], budget: number, written: (line: string) => string): number {
  let used = 0;
  const first = lines.findIndex((line) => (used += Buffer.byteLength(written(line)) + 1) > budget);
  return first === -1 ? lines.length : first;
}

function layersText(layers: readonly string[]): string {
  const names = layers.slice(0, MAX_LAYERS).map((name) => code(short(name)));
  const left = layers.length - names.length;
  return [...names, ...(left > 0 ? [`${left} more`] : [])].join(", ");
}

function short(text: string, length = 120): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
