/** A review as a comment on a pull request: the risk, destruction, a line for each environment, one table, the rest folded, what to deploy. */
import type { Severity } from "../../config/findings/severity";
import { listed, plural, PROGRAM } from "../../config/text";
import { code, markup, preformatted, prose, sentence, tableHead, tableRow } from "../text/markdown";
import { short } from "./cut";
import { catalogLines, costText, deployText, headline, isFree, isUnchanged } from "./phrases";
import { quotaText } from "./quota";
import { renderEnvironment } from "./render-text";
import { ACTIONS, type Change, type EnvironmentReview, isPlanned, type Review, type SideFinding } from "./review-model";
import { RISK_MEANING } from "./risk";
import { type Row, rowsOf } from "./rows";
import { byWeight } from "./weight";

/** First line of the comment: by it a bot finds its own comment again. */
export const MARKER = "<!-- aucert-foundry-review -->";

/**
 * Most that a comment may have. GitHub takes 65,536 characters; counting bytes stays below that in every script. Nothing is cut
 * to it: the parts below leave room for what stands around them, which the tests hold against it.
 * @see https://docs.github.com/rest/issues/comments
 */
export const MAX_COMMENT_BYTES = 65_000;

/** Parts of the whole, in bytes, so that none can push out another. */
const BUDGET = { destruction: 6_000, summary: 8_000, table: 28_000, deploy: 4_000, findings: 4_000, details: 12_000 };

const MAX_LAYERS = 8;
const MAX_LINES = 8;
/** Holds all values of a row, which are cut already, and their names. */
const MAX_LINE = 320;
const MAX_NOTE = 600;
/** What an environment has to say may hold commands, which help nobody when they are cut. */
const MAX_SAID = 1500;
const MAX_FINDINGS = 5;
/** Rows outside the folded part; of the rest, counts. */
const MAX_ROWS = 20;
const MAX_DESTRUCTION = 5;

const MARKS: Readonly<Record<Severity, string>> = { error: "🛑 ", warning: "⚠️ ", note: "" };

const KIND_NAMES: Readonly<Record<Change["kind"], string>> = {
  account: "account",
  deployment: "deployment",
  section: "section",
  configMap: "ConfigMap",
  provider: "provider",
  layer: "layer",
};

/**
 * Ends in a line feed.
 * @param findings the findings as text, shown folded; empty for none
 * @param pages where the project's pages stand, such as `https://github.com/OWNER/NAME/blob/HEAD`; else links start at its root
 */
export function renderReviewMarkdown(review: Review, findings: string, pages?: string): string {
  const { environments, risk } = review;
  const shown = environments.filter((one) => !isUnchanged(one));
  const rows = byWeight(shown.flatMap(rowsOf), ({ change }) => change);
  // A policy that refuses the change stands with its environment.
  const added = review.added.filter(({ code: word, severity }) => word !== "policy-violation" || severity !== "error");
  const lists = [findingList("New findings:", added), findingList("No longer found:", review.removed)];
  const isQuiet = shown.length === 0 && risk === "none" && lists.every((list) => list === "");
  const changes = shown.flatMap((one) => one.changes);
  const sections = [
    MARKER,
    isQuiet ? quiet(environments) : `### Risk: ${risk} (${RISK_MEANING[risk]})`,
    destruction(rows, shown),
    isQuiet ? "" : fit(summaryLines(environments, shown), BUDGET.summary, (left) => `- and ${left} more environments`),
    table(rows, pages),
    ...lists,
    folded("Findings of the configuration", findings, BUDGET.findings),
    folded("Details", changes.length === 0 ? "" : details(shown), BUDGET.details),
    isQuiet ? "" : deploys(shown),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

/** The one line of a change that changes nothing. */
function quiet(environments: readonly EnvironmentReview[]): string {
  const names = environments.map(({ name }) => code(short(name)));
  return `**Risk: none** (${RISK_MEANING.none}): no change of ${listed(names)}.`;
}

/** What goes, or goes and comes again; what is refused does neither. */
function destruction(rows: readonly Row[], environments: readonly EnvironmentReview[]): string {
  const gone = rows.filter(({ change }) => isPlanned(change) && change.risk !== "refused" && isGone(change.action));
  const removed = environments.filter(({ standing }) => standing === "removed");
  const lines = [
    ...removed.map(
      ({ name, summary }) => `> - **delete** environment ${code(short(name))}${outageText(summary.outage)}`,
    ),
    ...gone.map(
      ({ change: { action, kind, outage, layers }, names }) =>
        `> - **${action}** ${whatText(kind, names)}${outageText(outage ? layers : [])}`,
    ),
  ];
  if (lines.length === 0) return "";
  const count = Math.min(
    MAX_DESTRUCTION,
    linesThatFit(lines, BUDGET.destruction, (line) => line),
  );
  const more = lines.length > count ? [`> - and ${lines.length - count} more`] : [];
  const isOutage = lines.some((line) => line.includes("**outage**"));
  return [isOutage ? "> [!CAUTION]" : "> [!WARNING]", ...lines.slice(0, count), ...more].join("\n");
}

function isGone(action: Change["action"]): boolean {
  return action === "delete" || action === "replace";
}

function outageText(layers: readonly string[]): string {
  return layers.length === 0 ? "" : `: **outage** of ${layersText(layers)}`;
}

/** Whether a row is about how long a model lives: not where only its capacity moves, say. */
function saysLife({ kind, name, action, fields }: Change, model: string): boolean {
  return (
    kind === "deployment" && name === model && (action !== "update" || fields.some(({ field }) => field === "version"))
  );
}

/** A line for each environment that changes, and one for all others. */
function summaryLines(all: readonly EnvironmentReview[], shown: readonly EnvironmentReview[]): string[] {
  const others = all.filter((one) => !shown.includes(one)).map(({ name }) => code(short(name)));
  return [...shown.map(summaryLine), ...(others.length > 0 ? [`- ${listed(others)}: no change`] : [])];
}

function summaryLine(one: EnvironmentReview): string {
  const { name, changes, summary, standing } = one;
  const outage = summary.outage.length > 0 ? `, outage of ${layersText(summary.outage)}` : "";
  const cost =
    isFree(summary.cost) || standing === "removed" ? "" : `; token cost ${prose(short(costText(summary.cost)))}`;
  const steps = summary.order.map((step, index) => `\n  ${index + 1}. ${sentence(short(step, MAX_SAID))}`);
  const order = steps.length === 0 ? "" : `\n\n  To do it without an outage, in this order:\n${steps.join("")}`;
  const notes = [
    ...summary.refused.map((reason) => `refused: ${reason}`),
    ...(summary.quota === null ? [] : [`quota: ${quotaText(summary.quota)}`]),
    ...summary.notes,
    ...catalogLines(summary, (model) => changes.some((change) => saysLife(change, model))).map(
      ([label, texts]) => `${label}: ${texts.join(", ")}`,
    ),
  ];
  const [only] = notes;
  const said =
    notes.length === 1 && only !== undefined
      ? `; ${sentence(short(only, MAX_SAID))}`
      : notes.map((note) => `\n  - ${sentence(short(note, MAX_SAID))}`).join("");
  return `- ${code(short(name))}: ${prose(headline(one))}${outage}${cost}${said}${order}`;
}

function table(rows: readonly Row[], pages: string | undefined): string {
  if (rows.length === 0) return "";
  const isSeveral = new Set(rows.map(({ environment }) => environment)).size > 1;
  const lines = rows.slice(0, MAX_ROWS).map((row) => tableRow(cells(row, isSeveral, pages)));
  const head = tableHead([...(isSeveral ? ["Environment"] : []), "Action", "What", "Change", "Layers", "Note"]);
  const count = linesThatFit(lines, BUDGET.table, (line) => line);
  const rest = rows.slice(count);
  const more = rest.length === 0 ? "" : `\n\n${restText(rest)}`;
  return `${[head, ...lines.slice(0, count)].join("\n")}${more}`;
}

function cells({ environment, change, names, lines }: Row, isSeveral: boolean, pages: string | undefined): string[] {
  const { action, kind, address, layers, outage, note = "", severity, runbook } = change;
  const shown = lines.slice(0, MAX_LINES).map((line) => prose(short(line, MAX_LINE)));
  const left = lines.length - shown.length;
  const said = sentence(short(note, MAX_NOTE));
  return [
    ...(isSeveral ? [code(short(environment))] : []),
    address === null ? "note" : action,
    whatText(kind, names),
    [...shown, ...(left > 0 ? [`${left} more`] : [])].join("<br>"),
    // Of the account it is all of them, which matters when they lose it.
    kind === "account" && !outage ? "" : layersText(layers),
    `${MARKS[severity]}${said}${runbook === undefined ? "" : `${said === "" ? "" : " "}(${link(runbook, pages)})`}`,
  ];
}

function link(page: string, pages: string | undefined): string {
  const title = page.replace(/^.*\//, "").replace(/\.md$/, "");
  return `[${title}](${pages === undefined ? page : `${pages}/${page}`})`;
}

/** `deployments a, b and 3 more`. */
function whatText(kind: Change["kind"], names: readonly string[]): string {
  const shown = names.slice(0, MAX_LAYERS).map((name) => code(short(name)));
  const left = names.length - shown.length;
  return `${KIND_NAMES[kind]}${names.length > 1 ? "s" : ""} ${shown.join(", ")}${left > 0 ? ` and ${left} more` : ""}`;
}

function restText(rows: readonly Row[]): string {
  const counts = ACTIONS.flatMap((action) => {
    const count = rows.filter(({ change }) => change.action === action).flatMap(({ names }) => names).length;
    return count > 0 ? [plural(count, action)] : [];
  });
  return `and ${counts.join(", ")} more: ${code(`${PROGRAM} review`)} shows all`;
}

function deploys(environments: readonly EnvironmentReview[]): string {
  const changed = environments.filter(
    ({ summary, risk, unknown }) => summary.deploy.length + unknown.length > 0 || risk === "refused",
  );
  if (changed.length === 0) return "**Deploy**: nothing";
  const isSeveral = environments.length > 1;
  const lines = changed.map((one) => {
    const name = isSeveral ? `${code(short(one.name))} ` : "";
    return `${name}${deployText(one, (text) => code(short(text)))}`;
  });
  const count = linesThatFit(lines, BUDGET.deploy, (line) => line);
  const left = lines.length - count;
  return `**Deploy**: ${[...lines.slice(0, count), ...(left > 0 ? [`and ${left} more environments`] : [])].join("; ")}`;
}

function findingList(title: string, findings: readonly SideFinding[]): string {
  if (findings.length === 0) return "";
  const lines = findings.slice(0, MAX_FINDINGS).map(({ severity, code: word, file, line, message }) => {
    const place = code(short(`${file}:${line}`));
    return `- ${MARKS[severity]}${code(word)} ${place}: ${prose(short(message, 300))}`;
  });
  const left = findings.length - lines.length;
  return [title, "", ...lines, ...(left > 0 ? [`- and ${left} more`] : [])].join("\n");
}

function details(environments: readonly EnvironmentReview[]): string {
  return environments.map((one) => renderEnvironment(one, { colour: false })).join("\n\n");
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
