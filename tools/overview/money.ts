/** What the page says of money, from the same functions as `cost`. What is not known stays unknown. */
import { type Cost, monthlyCost, type MonthlyCost, times } from "../../config/cost/monthly-cost";
import { HOURS_PER_MONTH, type Runway, runwayOf, type SelfHosting, selfHostingOf } from "../../config/cost/outlook";
import { wholeBalance } from "../../config/cost/spend";
import type { Estimate } from "../../config/model";
import type { PublishedCosts } from "../../config/sections/cost/rules";
import { decimal, grouped } from "../../config/text";
import { rounded, span } from "../text/figures";
import type { OverviewFacts } from "./facts";

/** One way to know what a month costs, and what follows from it. */
export interface MonthView {
  readonly basis: "published estimate" | "volumes in the configuration";
  readonly monthly: Cost;
  /** Undefined where no credits are given. */
  readonly runway: Runway | undefined;
  /** Undefined where the cost, or where self-hosting would pay, is not known. */
  readonly selfHosting: SelfHosting | undefined;
}

export interface Money {
  readonly published: PublishedCosts;
  readonly byVolumes: MonthlyCost;
  /** Those of which something is known, the one to go by first. */
  readonly views: readonly MonthView[];
  /** A GPU node pool that nobody uses, USD a month. */
  readonly idlePool: Estimate | undefined;
}

export function moneyOf({ environment, prices, today }: OverviewFacts): Money {
  const published = environment.cost ?? {};
  const byVolumes = monthlyCost(environment, prices);
  const { monthlyEstimateUsd: estimate, creditsUsd, selfHostingAboveUsdPerMonth: threshold } = published;
  const view = (basis: MonthView["basis"], monthly: Cost, paidByCredits: Cost): MonthView => ({
    basis,
    monthly,
    runway: creditsUsd && runwayOf(wholeBalance(creditsUsd.amount), paidByCredits, today),
    selfHosting: threshold && selfHostingOf(threshold.amount, monthly, undefined),
  });
  const expected: Cost | undefined = estimate && { kind: "known", usd: { low: estimate.low, high: estimate.high } };
  const { total, covered } = byVolumes;
  return {
    published,
    byVolumes,
    views: [
      ...(expected ? [view("published estimate", expected, expected)] : []),
      ...(total.kind === "unknown" ? [] : [view("volumes in the configuration", total, covered)]),
    ],
    idlePool: published.gpuNodePoolUsdPerHour && times(published.gpuNodePoolUsdPerHour, HOURS_PER_MONTH),
  };
}

/** `$45`, `$1,460`, `$0.35`; an amount that is there is not nothing. */
export function dollars(value: number): string {
  if (value > 0 && value < 0.005) return "less than $0.01";
  const digits = Number.isInteger(rounded(value, 2)) ? 0 : 2;
  return `$${value >= 1000 ? grouped(Math.round(value)) : decimal(rounded(value, 2), digits)}`;
}

/** `$45 to $105`, `at least $12`, `not known`. */
export function costWords(cost: Cost): string {
  if (cost.kind === "unknown") return "not known";
  return `${cost.kind === "at-least" ? "at least " : ""}${span(cost.usd, dollars)}`;
}

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** `2027-09` or a day of it as `September 2027`. */
export function monthName(month: string): string {
  const [year = "", number = "1"] = month.split("-");
  return `${MONTHS[Number(number) - 1] ?? ""} ${year}`;
}

/** When credits end, such as `between September 2027 and September 2028`. */
export function runwayWords(runway: Runway | undefined): string {
  if (runway === undefined) return "not known: no credits are given";
  if (runway.kind === "unknown") return "not known";
  if (runway.kind === "endless") return "for as long as nothing is called";
  const { first, last } = runway.ends;
  if (first === null) return "for more than a century";
  const end = monthName(first);
  if (runway.kind === "at-most") return `until ${end} at the latest`;
  if (last === null) return `at least until ${end}`;
  return first === last ? `until ${end}` : `until ${end} at the high estimate, ${monthName(last)} at the low one`;
}
