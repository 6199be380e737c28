/** A review for the terminal. */
import { renderText as renderFindings, type TextOptions } from "../../config/findings/diagnostic-text";
import { painter, printable } from "../../config/findings/terminal";
import { fieldText, findingLine, headline, summaryLines } from "./phrases";
import type { Change, EnvironmentReview, Review } from "./review-model";
import { byWeight } from "./weight";

const SIGNS: Readonly<Record<Change["action"], string>> = { create: "+", update: "~", replace: "-/+", delete: "-" };

/** Ends in a line feed. */
export function renderReviewText(review: Review, options: TextOptions): string {
  const environments = review.environments.map((one) => renderEnvironment(one, options.colour));
  const findings = review.findings.length === 0 ? [] : [renderFindings(review.findings, options).trimEnd()];
  const gone = review.removed.map((one) => `  ${findingLine(one)}`);
  const mended = gone.length === 0 ? [] : [["no longer found:", ...gone].join("\n")];
  return `${[...environments, ...findings, ...mended].join("\n\n")}\n`;
}

function renderEnvironment(one: EnvironmentReview, colour: boolean): string {
  const { name, changes, summary } = one;
  const outage = summary.outage.length > 0 ? `; OUTAGE of ${summary.outage.map(printable).join(", ")}` : "";
  const title = `${printable(name)}: ${headline(one)}${outage}`;
  if (changes.length + summary.notes.length + summary.refused.length === 0) return title;
  const lines = summaryLines(one).flatMap(([label, texts]) => block(label, texts));
  const details = byWeight(changes).flatMap((change) => renderChange(change, colour));
  return [title, "", ...details, ...(details.length > 0 ? [""] : []), ...lines].join("\n");
}

function renderChange(change: Change, colour: boolean): string[] {
  const { kind, name, address, action, fields, note, severity } = change;
  const head = `${SIGNS[action].padStart(3)} ${action} ${kind} ${printable(name)}`;
  const paint = painter(colour && severity !== "note");
  const width = Math.max(0, ...fields.map(({ field }) => field.length));
  return [
    `${paint(severity, head)}${address === null ? "" : `  (${printable(address)})`}`,
    ...(note === undefined ? [] : [`      ${severity}: ${printable(note)}`]),
    ...fields.map((field) => `      ${printable(field.field).padEnd(width)}  ${fieldText(field, action)}`),
  ];
}

function block(label: string, texts: readonly string[]): string[] {
  return texts.length === 1 ? [`  ${label}: ${texts[0]}`] : [`  ${label}:`, ...texts.map((text) => `    ${text}`)];
}
