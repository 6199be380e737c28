/** A review for the terminal. */
import { renderText as renderFindings, type TextOptions } from "../../config/findings/diagnostic-text";
import { painter, printable } from "../../config/findings/terminal";
import { deployText, fieldText, findingLine, headline, isSilent, isUnchanged, summaryLines } from "./phrases";
import type { Change, EnvironmentReview, Review } from "./review-model";
import { RISK_MEANING, severityOf } from "./risk";
import { byWeight } from "./weight";

const SIGNS: Readonly<Record<Change["action"], string>> = { create: "+", update: "~", replace: "-/+", delete: "-" };

/** Ends in a line feed. */
export function renderReviewText(review: Review, options: TextOptions): string {
  const { risk, environments } = review;
  const paint = painter(options.colour);
  const findings = review.findings.length === 0 ? [] : [renderFindings(review.findings, options).trimEnd()];
  const gone = review.removed.map((one) => `  ${findingLine(one)}`);
  const mended = gone.length === 0 ? [] : [["no longer found:", ...gone].join("\n")];
  const changed = environments.filter(({ summary, unknown }) => summary.deploy.length + unknown.length > 0);
  const deploys = changed.map((one) => `deploy ${printable(one.name)}: ${deployText(one, printable)}`);
  const first = `${paint(severityOf(risk), `risk: ${risk}`)} (${RISK_MEANING[risk]})`;
  const isQuiet = environments.every(isUnchanged);
  const head = isQuiet
    ? [`${first}: no change of ${environments.map(({ name }) => printable(name)).join(", ")}`]
    : [first, ...environments.map((one) => renderEnvironment(one, options))];
  const blocks = [...head, ...findings, ...mended];
  return `${[...blocks, ...(deploys.length > 0 ? [deploys.join("\n")] : [])].join("\n\n")}\n`;
}

export function renderEnvironment(one: EnvironmentReview, { colour }: Pick<TextOptions, "colour">): string {
  const { name, changes, summary } = one;
  const outage = summary.outage.length > 0 ? `; OUTAGE of ${summary.outage.map(printable).join(", ")}` : "";
  const title = `${printable(name)}: ${printable(headline(one))}${outage}`;
  if (isSilent(one)) return title;
  const lines = summaryLines(one).flatMap(([label, texts]) => block(label, texts));
  const details = byWeight(changes, (change) => change).flatMap((change) => renderChange(change, colour));
  return [title, "", ...details, ...(details.length > 0 ? [""] : []), ...lines].join("\n");
}

function renderChange(change: Change, colour: boolean): string[] {
  const { kind, name, address, action, fields, note, severity, runbook } = change;
  const head = `${SIGNS[action].padStart(3)} ${action} ${kind} ${printable(name)}`;
  const paint = painter(colour && severity !== "note");
  const width = Math.max(0, ...fields.map(({ field }) => field.length));
  return [
    `${paint(severity, head)}${address === null ? "" : `  (${printable(address)})`}`,
    ...(note === undefined || note === "" ? [] : [`      ${severity}: ${printable(note)}`]),
    ...(runbook === undefined ? [] : [`      see ${printable(runbook)}`]),
    ...fields.map((field) => `      ${printable(field.field).padEnd(width)}  ${fieldText(field, action)}`),
  ];
}

function block(label: string, texts: readonly string[]): string[] {
  return texts.length === 1 ? [`  ${label}: ${texts[0]}`] : [`  ${label}:`, ...texts.map((text) => `    ${text}`)];
}
