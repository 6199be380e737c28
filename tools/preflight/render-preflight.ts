/** The report as text, JSON and Markdown. */
import { painter, printable } from "../../config/findings/terminal";
import { versionedJson } from "../text/json-form";
import { code, prose, tableOf } from "../text/markdown";
import { CHECK_CODES, type Group } from "./check-codes";
import { countByStatus, type Outcome, type Report, type Status, STATUSES } from "./outcome";

export const FORMATS = ["text", "json", "markdown"] as const;
export type Format = (typeof FORMATS)[number];

const LABELS: Record<Status, string> = {
  pass: "ok",
  warning: "warning",
  fail: "FAIL",
  unverified: "unverified",
  skipped: "skipped",
};
const STATUS_WIDTH = Math.max(...Object.values(LABELS).map((label) => label.length));
const CODE_WIDTH = Math.max(...Object.values(CHECK_CODES).flatMap((codes) => codes.map((code) => code.length)));
const HELP_INDENT = " ".repeat(STATUS_WIDTH + CODE_WIDTH + 6);

/** Ends in a line feed. */
export function renderReport(report: Report, format: Exclude<Format, "text">): string {
  return format === "json" ? renderJson(report) : renderMarkdown(report);
}

/** One line of text per outcome, the group's name before its first; whatever Azure named cannot steer the terminal. */
export function textLines(colour: boolean): (outcome: Outcome) => string {
  let group: Group | undefined;
  return (outcome) => {
    const heading = outcome.group === group ? "" : `${group === undefined ? "" : "\n"}${outcome.group}\n`;
    group = outcome.group;
    return `${heading}${textLine(outcome, colour)}`;
  };
}

function textLine({ status, code, subject, message, help }: Outcome, colour: boolean): string {
  const shown = painter(colour)(status, LABELS[status].padEnd(STATUS_WIDTH));
  const what = subject === undefined ? "" : `${subject}: `;
  const hints = (help?.split("\n") ?? []).map((line) => `${HELP_INDENT}${printable(line)}\n`).join("");
  return `  ${shown}  ${code.padEnd(CODE_WIDTH)}  ${printable(what + message)}\n${hints}`;
}

/** What stands below the lines of the text form. */
export function textSummary({ outcomes, adopt }: Report): string {
  const list = `in Azure already; to take over what Terraform does not manage: ${adoptYaml(adopt)}`;
  return `\n${adopt.length > 0 ? `${printable(list)}\n` : ""}${countByStatus(outcomes)}\n`;
}

function adoptYaml(adopt: readonly string[]): string {
  return `adopt: [${adopt.join(", ")}]`;
}

function renderJson({ environment, outcomes, adopt }: Report): string {
  const summary = Object.fromEntries(
    STATUSES.map((status) => [status, outcomes.filter((one) => one.status === status).length]),
  );
  const results = outcomes.map(({ group, code, subject, status, message, help }) => ({
    group,
    code,
    ...(subject !== undefined && { subject }),
    status,
    message,
    ...(help !== undefined && { help }),
  }));
  return versionedJson({ environment, results, adopt, summary });
}

function renderMarkdown({ environment, outcomes, adopt }: Report): string {
  const rows = outcomes.map(({ status, code: check, subject = "", message, help = "" }) => [
    label(status),
    code(check),
    prose(subject),
    prose(message),
    help.split("\n").map(prose).join("<br>"),
  ]);
  return [
    `## Preflight of ${prose(environment)}: ${countByStatus(outcomes)}`,
    "",
    tableOf(["result", "check", "of", "finding", "what to do"], rows),
    "",
    ...(adopt.length > 0 ? [`In Azure already: ${code(adoptYaml(adopt))}`, ""] : []),
  ].join("\n");
}

function label(status: Status): string {
  return status === "pass" || status === "skipped" ? LABELS[status] : `**${LABELS[status]}**`;
}
