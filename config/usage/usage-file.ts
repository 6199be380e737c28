/**
 * Measured usage as it is saved beside the configuration: `usage.csv`, a header with the version of the format, then one
 * line a deployment and day. It may come out of a merge of two branches: lines in any order, headers and days repeated.
 */
import { type Place, type Report, warning } from "../findings/report";
import { DEPLOYMENT_NAME } from "../models/rules";
import { compareText, plural, PROGRAM } from "../text";
import { isDate } from "../values";

/** What is counted, with the names of the columns. */
const COLUMNS = {
  inputTokens: "input_tokens",
  outputTokens: "output_tokens",
  requests: "requests",
  throttled: "throttled_429",
  serverErrors: "server_errors_5xx",
} as const;

export type Count = keyof typeof COLUMNS;
export const COUNTS = Object.keys(COLUMNS) as Count[];

/** What one deployment did on one day. What is missing is unknown, which is never zero. */
export interface UsageDay extends Readonly<Partial<Record<Count, number>>> {
  /** YYYY-MM-DD, in UTC as Azure counts. */
  readonly day: string;
  /** Name of a deployment, perhaps of one that is gone. */
  readonly deployment: string;
}

/** What a file of measured usage says. */
export interface MeasuredUsage {
  /** Sorted by day and deployment, each pair once. */
  readonly days: readonly UsageDay[];
  /** Lines that could not be read: what they say is unknown. */
  readonly unreadLines: number;
}

const VERSION = 1;
const headerOf = (version: number | string): string => `day (version ${version})`;
const HEADER = [headerOf(VERSION), "deployment", ...Object.values(COLUMNS)].join(",");

/** The file's text. Ends in a line feed. */
export function usageText(days: readonly UsageDay[]): string {
  return `${[HEADER, ...mergeUsage(days).map(lineOf)].join("\n")}\n`;
}

function lineOf(one: UsageDay): string {
  return [one.day, one.deployment, ...COUNTS.map((count) => one[count] ?? "")].join(",");
}

/**
 * Each day of each deployment once, sorted; days of which nothing is known are left out. Of two readings of one day the
 * larger number counts: a day may have been read before Azure had counted all of it.
 */
export function mergeUsage(...lists: readonly (readonly UsageDay[])[]): UsageDay[] {
  const merged = new Map<string, UsageDay>();
  for (const one of lists.flat()) {
    const key = `${one.day},${one.deployment}`;
    const counts = countsOf((count) => larger(merged.get(key)?.[count], one[count]));
    if (Object.keys(counts).length > 0) merged.set(key, { day: one.day, deployment: one.deployment, ...counts });
  }
  return [...merged.values()].sort((a, b) => compareText(a.day, b.day) || compareText(a.deployment, b.deployment));
}

function larger(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

/** The counts that are known. */
export function countsOf(valueOf: (count: Count) => number | undefined): Partial<Record<Count, number>> {
  const pairs = COUNTS.map((count) => [count, valueOf(count)] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
}

/**
 * Reads a file's text.
 * @param file as findings show it
 * @returns undefined when nothing in it can be read
 */
export function parseUsage(file: string, text: string, report: Report): MeasuredUsage | undefined {
  const lines = text.split(/\r?\n/);
  const header = lines[0] ?? "";
  if (header !== HEADER) {
    report(placeOf(file, 0, header), headerProblem(header));
    return undefined;
  }
  const days: UsageDay[] = [];
  let unreadLines = 0;
  for (const [index, line] of lines.entries()) {
    if (line === "" || line === HEADER) continue;
    const read = dayOf(line);
    if (typeof read === "object") {
      days.push(read);
      continue;
    }
    unreadLines += 1;
    report(placeOf(file, index, line), warning("usage-file", `the line is not read: ${read}`, BAD_LINE));
  }
  return { days: mergeUsage(days), unreadLines };
}

const BAD_LINE = `mend or delete it: ${PROGRAM} usage --save reads up to 93 days back anew`;

function headerProblem(header: string) {
  const version = /^day \(version ([^)]*)\)/.exec(header)?.[1];
  if (version === undefined || version === String(VERSION)) {
    return warning("usage-file", "the file is not read: its first line is not the header", `write ${HEADER}`);
  }
  const message = `the file is not read: it has version ${version}, and this program knows version ${VERSION}`;
  return warning("usage-file", message, "bring the program up to date, or save the usage again");
}

function placeOf(file: string, index: number, line: string): Place {
  return { file, line: index + 1, column: 1, length: Math.max(1, line.length) };
}

/** What a line says, or what is wrong with it. */
function dayOf(line: string): UsageDay | string {
  const [day = "", deployment = "", ...values] = line.split(",");
  if (values.length !== COUNTS.length) {
    return `it has ${plural(values.length + 2, "field")} where there should be ${COUNTS.length + 2}`;
  }
  if (!isDate(day)) return "it does not begin with a day as YYYY-MM-DD";
  if (!DEPLOYMENT_NAME.accepts(deployment)) return "its second field cannot be the name of a deployment";
  const wrong = COUNTS.find((_, index) => !/^\d{0,15}$/.test(values[index] ?? ""));
  if (wrong !== undefined) return `${COLUMNS[wrong]} is not a whole number; what is unknown stays empty`;
  const counts = countsOf((count) => {
    const value = values[COUNTS.indexOf(count)];
    return value ? Number(value) : undefined;
  });
  return { day, deployment, ...counts };
}
