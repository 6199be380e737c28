/** How far self-hosting is. */
import { times } from "../../config/cost/monthly-cost";
import type { CostReport, Outlook } from "./cost-report";
import type { Section } from "./cost-section";
import { costSpan, percent, quantity, span, usd } from "../text/figures";
import { HOURS_PER_MONTH } from "../../config/cost/outlook";

/** Share of the threshold, break-even and what an idle GPU pool costs. */
export function selfHostingSection(report: CostReport): Section {
  const { published, outlooks } = report;
  const threshold = published.selfHostingAboveUsdPerMonth;
  const gpu = published.gpuNodePoolUsdPerHour;
  const idle = gpu && times(gpu, HOURS_PER_MONTH);
  const gpuNotes =
    gpu && idle
      ? [
          `one idle GPU node pool: ${span(idle, usd)} USD a month, ${HOURS_PER_MONTH} hours at ${span(gpu, usd)} (${gpu.source})`,
          "idle GlobalStandard deployments: 0.00 USD a month",
        ]
      : [];
  if (threshold === undefined) {
    const notes = ["nothing says when it pays: write cost.selfHostingAboveUsdPerMonth into account.yaml", ...gpuNotes];
    return { title: "Self-hosting", notes };
  }
  const rows = outlooks.flatMap(rowOf);
  return {
    title: "Self-hosting",
    ...(rows.length > 0 && {
      table: { head: ["from", "USD a month", "share of the threshold", "break-even at"], rows, right: [] },
    }),
    notes: [
      `threshold: self-hosting pays above ${usd(threshold.amount)} USD a month (${threshold.source})`,
      ...outlooks.flatMap((outlook) => verdictOf(outlook, threshold.amount)),
      ...outlooks.flatMap(tokensThere),
      ...gpuNotes,
      ...breakEvenNotes(report, threshold.amount),
    ],
  };
}

function rowOf({ basis, monthly, selfHosting }: Outlook): string[][] {
  if (selfHosting === undefined || selfHosting.timesVolume.least === null) return [];
  const isPartial = monthly.kind === "at-least";
  const { share, timesVolume } = selfHosting;
  return [
    [
      basis,
      costSpan(monthly),
      `${isPartial ? "at least " : ""}${span(share, percent)}`,
      `${isPartial ? "at most " : ""}${factorsText(selfHosting.timesVolume.least, timesVolume.most)} times the volume`,
    ],
  ];
}

function tokensThere({ basis, selfHosting }: Outlook): string[] {
  if (!selfHosting?.breakEvenMTok) return [];
  return [`by the ${basis} it is reached at ${span(selfHosting.breakEvenMTok, quantity)} million tokens a month`];
}

/** `95 to 222` */
export function factorsText(least: number, most: number | null): string {
  return most === null ? `${quantity(least)} or more` : span({ low: least, high: most }, quantity);
}

function verdictOf({ basis, monthly, selfHosting }: Outlook, thresholdUsd: number): string[] {
  if (monthly.kind === "unknown" || selfHosting === undefined || selfHosting.verdict === "below") return [];
  const which = selfHosting.verdict === "above" ? "even the low estimate" : "the high estimate";
  const amount = selfHosting.verdict === "above" ? monthly.usd.low : monthly.usd.high;
  const partial = monthly.kind === "at-least" ? "at least " : "";
  return [
    `${which} by the ${basis}, ${partial}${usd(amount)} USD a month, is above the self-hosting threshold of ${usd(thresholdUsd)}`,
  ];
}

/** Without volumes or measured usage there is no mix: then the two ends of every mix are worth knowing. */
function breakEvenNotes({ outlooks, prices }: CostReport, thresholdUsd: number): string[] {
  const isMixed = ({ basis, selfHosting }: Outlook): boolean =>
    selfHosting !== undefined && (basis === "measured usage" || selfHosting.breakEvenMTok !== null);
  if (outlooks.some(isMixed)) return [];
  return prices.flatMap(({ model, quotes }) => {
    const used = quotes.find(({ isUsed }) => isUsed)?.quote;
    if (used?.output === undefined || used.output === 0 || used.input === 0) return [];
    const mTok = { low: thresholdUsd / used.output, high: thresholdUsd / used.input };
    return [
      `${usd(thresholdUsd)} USD buys ${quantity(mTok.low)} million output or ${quantity(mTok.high)} million input tokens of ${model}`,
    ];
  });
}
