/** What is left of the credits, and how long it lasts. */
import { movesSentence } from "../../config/cost/price-moves";
import { plural } from "../../config/text";
import { monthsText } from "./answer";
import type { CostReport, Outlook } from "./cost-report";
import type { Section } from "./cost-section";
import { costSpan, dayName, span, usd } from "../text/figures";

/** By each way to know the cost; where nothing says what credits there are, one line that says what to do. */
export function creditsSection(report: CostReport): Section {
  const { cost, published, outlooks, options } = report;
  const { creditsUsd: credits, monthlyEstimateUsd: estimate } = published;
  const isAllCovered = cost.layers.every(({ isCovered }) => isCovered);
  const rows = outlooks.flatMap(rowOf);
  const endless = outlooks.filter(({ runway }) => runway?.kind === "endless").map(({ basis }) => basis);
  return {
    title: "Credits",
    ...(rows.length > 0 && { table: { head: ["from", "USD a month", "months they last", "end in"], rows, right: [] } }),
    notes: [
      credits
        ? `credits: ${usd(credits.amount)} USD (${credits.source})`
        : "nothing says how many there are: write cost.creditsUsd into account.yaml (docs/cost.md)",
      ...endless.map((basis) => `by the ${basis} nothing is spent, so that they do not end`),
      ...spendNotes(report),
      ...(estimate ? [`published estimate: ${span(estimate, usd)} USD a month (${estimate.source})`] : []),
      ...[movesSentence(report.moves) ?? []].flat(),
      ...(estimate && !isAllCovered ? ["the published estimate is counted as if credits covered all of it"] : []),
      ...(estimate && options.reroutes.length > 0 ? ["the published estimate is for the models as configured"] : []),
    ],
  };
}

function rowOf({ basis, monthly, runway }: Outlook): string[][] {
  if (runway === undefined || runway.kind === "unknown" || runway.kind === "endless") return [];
  const { months, ends } = runway;
  const limit = runway.kind === "at-most" ? "at most " : "";
  const upTo = (from: string, to: string): string => (from === to ? from : `${from} to ${to}`);
  const century = "over 100 years";
  return [
    [
      basis,
      costSpan(monthly),
      limit + upTo(monthsText(months.least), months.most === null ? "no end" : monthsText(months.most)),
      limit + upTo(ends.first ?? century, ends.last ?? (months.most === null ? "no end" : century)),
    ],
  ];
}

function spendNotes({ spend, balance, published }: CostReport): string[] {
  if (spend === undefined || balance === undefined || published.creditsUsd === undefined) return [];
  const { since, until, days, cost, gaps } = spend;
  const span_ = `since ${dayName(since)}`;
  if (cost.kind === "unknown") return [`spent ${span_}: not known, no day up to ${dayName(until)} is measured`];
  const left = balance.isAtMost ? `at most ${usd(balance.usd.high)}` : span(balance.usd, usd);
  return [
    `spent ${span_}: ${costSpan(cost)} USD by measured usage of ${plural(days, "day")} up to ${dayName(until)}; ${left} USD are left`,
    ...(gaps.length > 0
      ? [`days without data: ${gaps.map((gap) => `${gap.deployment} ${gap.days} of ${days}`).join(", ")}`]
      : []),
  ];
}
