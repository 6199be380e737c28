/** How far self-hosting is. */
import { times } from "../../config/cost/monthly-cost";
import type { CostReport, Outlook } from "./cost-report";
import type { Section } from "./cost-section";
import { costSpan, percent, quantity, span, usd } from "../text/figures";
import { HOURS_PER_MONTH, type SelfHosting } from "../../config/cost/outlook";

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
    return { title: "Self-hosting", notes: ["account.yaml has no cost.selfHostingAboveUsdPerMonth", ...gpuNotes] };
  }
  return {
    title: "Self-hosting",
    table: {
      head: ["from", "USD a month", "share of the threshold", "break-even at", "million tokens a month there"],
      rows: outlooks.map(({ basis, monthly, selfHosting }) => [
        basis,
        costSpan(monthly),
        ...selfHostingText(selfHosting, monthly.kind === "at-least"),
      ]),
      right: [],
    },
    notes: [
      `threshold: self-hosting pays above ${usd(threshold.amount)} USD a month (${threshold.source})`,
      ...outlooks.flatMap((outlook) => verdictOf(outlook, threshold.amount)),
      ...gpuNotes,
      ...breakEvenNotes(report, threshold.amount),
    ],
  };
}

function selfHostingText(selfHosting: SelfHosting | undefined, isPartial: boolean): string[] {
  if (selfHosting === undefined) return ["unknown", "unknown", "unknown"];
  const { share, timesVolume, breakEvenMTok } = selfHosting;
  const { least, most } = timesVolume;
  const factors = least === null ? "never" : `${factorsText(least, most)} times the volume`;
  return [
    `${isPartial ? "at least " : ""}${span(share, percent)}`,
    isPartial && least !== null ? `at most ${factors}` : factors,
    breakEvenMTok === null ? "unknown" : span(breakEvenMTok, quantity),
  ];
}

function factorsText(least: number, most: number | null): string {
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

/** Without volumes there is no mix: then the two ends of every mix are worth knowing. */
function breakEvenNotes({ outlooks, prices }: CostReport, thresholdUsd: number): string[] {
  if (outlooks.some(({ selfHosting }) => selfHosting?.breakEvenMTok)) return [];
  return prices.flatMap(({ model, quotes }) => {
    const used = quotes.find(({ isUsed }) => isUsed)?.quote;
    if (used?.output === undefined || used.output === 0 || used.input === 0) return [];
    const mTok = { low: thresholdUsd / used.output, high: thresholdUsd / used.input };
    return [
      `${usd(thresholdUsd)} USD buys ${quantity(mTok.low)} million output or ${quantity(mTok.high)} million input tokens of ${model}`,
    ];
  });
}
