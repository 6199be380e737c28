/** What the page says of money: what `cost` worked out, in words. What is not known stays unknown. */
import type { MeasuredCost } from "../../config/cost/measured-cost";
import { type Cost, type MonthlyCost, times } from "../../config/cost/monthly-cost";
import { HOURS_PER_MONTH, type Runway, type SelfHosting } from "../../config/cost/outlook";
import type { Balance } from "../../config/cost/spend";
import type { Estimate } from "../../config/model";
import type { PublishedCosts } from "../../config/sections/cost/rules";
import { decimal, grouped } from "../../config/text";
import { monthName, rounded, span } from "../text/figures";

/** One way to know what a month costs, and what follows from it. */
export interface MonthView {
  readonly basis: "published estimate" | "volumes" | "measured usage";
  readonly monthly: Cost;
  /** Undefined where no credits are given. */
  readonly runway: Runway | undefined;
  /** Undefined where the cost, or where self-hosting would pay, is not known. */
  readonly selfHosting: SelfHosting | undefined;
}

/** As much of the report of `cost` as the page shows. */
export interface CostFacts {
  readonly published: PublishedCosts;
  /** By volumes times prices. */
  readonly cost: MonthlyCost;
  /** Undefined where none is saved. */
  readonly measured: MeasuredCost | undefined;
  /** What is left of the credits; undefined where nobody says what there was. */
  readonly balance: Balance | undefined;
  readonly outlooks: readonly MonthView[];
  /** The one to go by; undefined when nothing is known. */
  readonly answer: MonthView | undefined;
}

/** Those of which something is known, the one to go by first. */
export function viewsOf({ outlooks, answer }: CostFacts): MonthView[] {
  const others = outlooks.filter((one) => one !== answer && one.monthly.kind !== "unknown");
  return answer === undefined ? others : [answer, ...others];
}

/** A GPU node pool that nobody uses, USD a month; undefined where nobody says. */
export function idlePoolOf({ gpuNodePoolUsdPerHour: gpu }: PublishedCosts): Estimate | undefined {
  return gpu && times(gpu, HOURS_PER_MONTH);
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
  return `${boundWords(cost).least}${span(cost.usd, dollars)}`;
}

/** What stands before amounts of a cost, and before what gets smaller as it grows: nothing where all of it is known. */
export function boundWords({ kind }: Cost): { readonly least: string; readonly most: string } {
  return kind === "at-least" ? { least: "at least ", most: "at most " } : { least: "", most: "" };
}

/** When credits end, such as `between September 2027 and September 2028`. */
export function runwayWords(runway: Runway | undefined): string {
  if (runway === undefined) return "not known: no credits are given";
  if (runway.kind === "unknown") return "not known";
  if (runway.kind === "endless") return "for as long as nothing is called";
  const { first, last } = runway.ends;
  const isAtMost = runway.kind === "at-most";
  if (first === null) return isAtMost ? "not known" : "for more than a century";
  const end = monthName(first);
  if (first === last) return `until ${end}${isAtMost ? " at the latest" : ""}`;
  if (last === null) return isAtMost ? `until ${end} at the latest at the high estimate` : `at least until ${end}`;
  return `until ${end} at the high estimate, ${monthName(last)} at the low one${isAtMost ? ", both at the latest" : ""}`;
}
