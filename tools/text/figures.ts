/** Numbers as text, the same on every machine. */
import type { Cost } from "../../config/cost/monthly-cost";
import type { CostChange } from "../../config/cost/cost-change";
import type { Estimate } from "../../config/model";
import { decimal } from "../../config/text";

/** Rounds half away from zero, after taking off the noise that sums of binary fractions leave. */
export function rounded(value: number, digits: number): number {
  const shifted = Number((Math.abs(value) * 10 ** digits).toPrecision(14));
  const result = Math.round(shifted) / 10 ** digits;
  return value < 0 && result > 0 ? -result : result;
}

/** `1,234.50`; an amount that is there but below half a cent is `<0.01`, not nothing. */
export function usd(value: number): string {
  if (value > 0 && value < 0.005) return "<0.01";
  return decimal(rounded(value, 2), 2);
}

/** A price per million tokens, with as many digits as it has: `0.125`, `15.00`. */
export function price(value: number | undefined): string {
  return value === undefined ? "-" : decimal(rounded(value, 6), 2, 6);
}

/** `45.00 to 105.00`, or one number where both are the same. */
export function span({ low, high }: Estimate, format: (value: number) => string): string {
  const [from, to] = [format(low), format(high)];
  return from === to ? from : `${from} to ${to}`;
}

/** Millions of tokens or factors: whole from 10 on, one digit below. */
export function quantity(value: number): string {
  return value >= 10 ? decimal(rounded(value, 0), 0) : decimal(rounded(value, value >= 1 ? 1 : 3), 0, 3);
}

/** `1.1 %` */
export function percent(share: number): string {
  if (share > 0 && share < 0.0005) return "<0.1 %";
  return `${decimal(rounded(share * 100, 1), 1)} %`;
}

/** One bound of a cost: `12.00`, `at least 12.00` or `unknown`. */
export function costBound(cost: Cost, bound: keyof Estimate): string {
  if (cost.kind === "unknown") return "unknown";
  return `${cost.kind === "at-least" ? "at least " : ""}${usd(cost.usd[bound])}`;
}

/** Both bounds. */
export function costSpan(cost: Cost): string {
  if (cost.kind === "unknown") return "unknown";
  return `${cost.kind === "at-least" ? "at least " : ""}${span(cost.usd, usd)}`;
}

const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];

/** A month YYYY-MM as `September 2027`. */
export function monthName(month: string): string {
  const [year = "", number = ""] = month.split("-");
  return `${MONTHS[Number(number) - 1] ?? number} ${year}`;
}

/** A day YYYY-MM-DD as `31 July 2026`; a month, which some sources give instead, as `July 2026`. */
export function dayName(date: string): string {
  const day = date.split("-")[2];
  return day === undefined ? monthName(date) : `${Number(day)} ${monthName(date)}`;
}

/** One bound of a difference, with its sign. */
export function changeBound(change: CostChange, bound: keyof Estimate): string {
  if (change.kind === "unknown") return "unknown";
  const value = rounded(change.usd[bound], 2);
  return `${value > 0 ? "+" : value < 0 ? "-" : ""}${decimal(Math.abs(value), 2)}`;
}

const BAR_WIDTH = 10;

/** A share of 0 to 1 as a bar of ten cells; a share that is there has at least one. */
export function bar(share: number): string {
  const cells = share > 0 ? Math.max(1, Math.round(share * BAR_WIDTH)) : 0;
  return "█".repeat(cells) + "░".repeat(BAR_WIDTH - cells);
}
