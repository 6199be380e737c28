/** The answer in three sentences: what a month costs, how long credits last, how far self-hosting is. */
import { plural, PROGRAM } from "../../config/text";
import type { CostReport, Outlook } from "./cost-report";
import { costSpan, dayName, monthName, quantity, span, usd } from "../text/figures";
import { factorsText } from "./section-self-hosting";

/** One sentence each; what is not known is said to be, with what to do. */
export function answerOf(report: CostReport): [month: string, credits: string, selfHosting: string] {
  return [monthSentence(report), creditsSentence(report), selfHostingSentence(report)];
}

function monthSentence({ answer, published, measured, environment }: CostReport): string {
  if (answer === undefined) {
    return `What a month costs is not known: save measured usage (${PROGRAM} usage --env ${environment} --save), or give layers volumes (docs/cost.md).`;
  }
  const source = {
    "published estimate": `the published estimate (${published.monthlyEstimateUsd?.source ?? ""})`,
    volumes: "the volumes in llm-config.yaml",
    "measured usage": measured === undefined ? "" : `measured usage up to ${dayName(measured.last)}`,
  }[answer.basis];
  return `A month costs ${costSpan(answer.monthly)} USD by ${source}.`;
}

function creditsSentence({ answer, published, balance, spend }: CostReport): string {
  const credits = published.creditsUsd;
  if (credits === undefined || balance === undefined) {
    return "How long credits last is not known: account.yaml has no cost.creditsUsd.";
  }
  if (balance.usd.high <= 0) return `The credits of ${usd(credits.amount)} USD are used up.`;
  const left = `${balance.isAtMost ? "at most " : ""}${span(balance.isAtMost ? { ...balance.usd, low: balance.usd.high } : balance.usd, usd)} USD`;
  const what =
    spend === undefined
      ? `The credits of ${usd(credits.amount)} USD`
      : `Of ${usd(credits.amount)} USD of credits ${left} are left; they`;
  return `${what} ${lastingText(answer?.runway)}.`;
}

function lastingText(runway: Outlook["runway"]): string {
  if (runway === undefined || runway.kind === "unknown")
    return "last nobody knows how long, since what a month costs is not known";
  if (runway.kind === "endless") return "do not end: nothing is spent";
  const { least, most } = runway.months;
  const isOne = least === most && least <= 1;
  const months =
    most === null
      ? `${quantity(least)} months or longer`
      : `${span({ low: least, high: most }, monthsText)} month${isOne ? "" : "s"}`;
  const [limit, latest] = runway.kind === "at-most" ? ["at most ", "at the latest "] : ["", ""];
  return `last ${limit}${months} at that rate and end ${latest}${endText(runway.ends, most !== null)}`;
}

/** A count of months; one that is rounded to nothing is still there. */
export function monthsText(months: number): string {
  return months === 0 ? "less than 1" : quantity(months);
}

function endText(
  { first, last }: { readonly first: string | null; readonly last: string | null },
  hasEnd: boolean,
): string {
  if (first === null) return "in more than 100 years";
  if (first === last) return `in ${monthName(first)}`;
  if (last === null) return `in ${monthName(first)} at the earliest${hasEnd ? ", or in more than 100 years" : ""}`;
  return `between ${monthName(first)} and ${monthName(last)}`;
}

function selfHostingSentence({ answer, published }: CostReport): string {
  const threshold = published.selfHostingAboveUsdPerMonth;
  if (threshold === undefined) {
    return "How far self-hosting is, is not known: account.yaml has no cost.selfHostingAboveUsdPerMonth.";
  }
  const pays = `Self-hosting pays above ${usd(threshold.amount)} USD a month`;
  const distance = answer?.selfHosting;
  if (distance === undefined) return `${pays}; how far that is, is not known.`;
  const { verdict, timesVolume } = distance;
  if (verdict === "above") return `${pays}, and a month costs more than that.`;
  if (verdict === "high estimate above") return `${pays}, which the high estimate is above.`;
  if (timesVolume.least === null) return `${pays}, and nothing is spent.`;
  const limit = answer?.monthly.kind === "at-least" ? "at most " : "";
  return `${pays}, ${limit}${factorsText(timesVolume.least, timesVolume.most)} times that.`;
}

/** `1 day ago` */
export function agoText(days: number): string {
  return days === 0 ? "today" : `${plural(days, "day")} ago`;
}
