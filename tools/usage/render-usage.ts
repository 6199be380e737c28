/** The report in every form that `usage` prints. */
import { printable } from "../../config/findings/terminal";
import { columns, grouped, plural } from "../../config/text";
import { type Count, COUNTS, usageText } from "../../config/usage/usage-file";
import { versionedJson } from "../text/json-form";
import { sparkline } from "./sparkline";
import type { DeploymentUsage, UsageReport } from "./usage-report";

/** Output forms; the first is the default. */
export const FORMATS = ["text", "json", "csv"] as const;
/** One of them. */
export type Format = (typeof FORMATS)[number];

/** Ends in a line feed. */
export function renderUsage(report: UsageReport, format: Format): string {
  switch (format) {
    case "text":
      return textOf(report);
    case "json":
      return versionedJson(jsonOf(report));
    case "csv":
      return usageText(report.days);
  }
}

const HEADINGS: Readonly<Record<Count, string>> = {
  inputTokens: "input tokens",
  outputTokens: "output tokens",
  requests: "requests",
  throttled: "429",
  serverErrors: "5xx",
};

function textOf(report: UsageReport): string {
  const { span, deployments, withoutData, unread } = report;
  const notes = [
    ...(deployments.length === 0
      ? ["no data at all: nothing is known of any day, which is not the same as no calls"]
      : []),
    ...(deployments.length > 0 && withoutData.length > 0
      ? [`no data: ${withoutData.join(", ")} (unknown, which is not the same as no calls)`]
      : []),
    ...unread.map(({ what, reason }) => `not read: ${what}: ${reason}`),
    ...(deployments.length > 0
      ? ["bars: tokens in and out, each deployment by its own largest; · where a day has no data"]
      : []),
    ...(deployments.some(({ totals }) => (totals.throttled?.value ?? 0) > 0) ? [ABOUT_429] : []),
  ];
  const rows = deployments.map((one) => rowOf(one, span.length));
  const head = ["deployment", ...COUNTS.map((count) => HEADINGS[count]), "limit a minute", "day by day"];
  const table = rows.length > 0 ? columns([head, ...rows], [1, 2, 3, 4, 5, 6]) : [];
  return `${[titleOf(report), "", ...[...table, ...notes].map((line) => `  ${printable(line)}`)].join("\n")}\n`;
}

/** What the two numbers are, without an advice that they do not carry. */
const ABOUT_429 =
  "429 and limit: Azure holds the prompt and the longest answer asked for against the limit when a request arrives; " +
  "the tokens here are those processed";

function titleOf({ environment, account, source, span }: UsageReport): string {
  const from = source === "Azure Monitor" ? "as Azure counted" : `by ${printable(source.file)}`;
  return `${environment}: usage of ${account}, ${span[0]} to ${span.at(-1)} (${plural(span.length, "day")}, UTC), ${from}`;
}

function rowOf({ deployment, tokensPerMinute, totals, tokensByDay }: DeploymentUsage, days: number): string[] {
  const cell = (count: Count): string => {
    const total = totals[count];
    if (total === undefined) return "unknown";
    return `${total.days < days ? `${plural(total.days, "day")}: ` : ""}${grouped(total.value)}`;
  };
  const limit = tokensPerMinute === undefined ? "not configured" : grouped(tokensPerMinute);
  return [deployment, ...COUNTS.map(cell), limit, sparkline(tokensByDay)];
}

/** The keys are contract. What is not known is null. */
function jsonOf({ environment, account, source, span, deployments, withoutData, unread, days }: UsageReport) {
  return {
    environment,
    account,
    source: source === "Azure Monitor" ? { kind: "azure-monitor" } : { kind: "file", file: source.file },
    first: span[0] ?? null,
    last: span.at(-1) ?? null,
    deployments: deployments.map(({ deployment, tokensPerMinute, totals }) => ({
      deployment,
      tokensPerMinute: tokensPerMinute ?? null,
      totals: Object.fromEntries(COUNTS.map((count) => [count, totals[count] ?? null])),
    })),
    withoutData,
    unread,
    days: days.map((one) => ({
      day: one.day,
      deployment: one.deployment,
      ...Object.fromEntries(COUNTS.map((count) => [count, one[count] ?? null])),
    })),
  };
}
