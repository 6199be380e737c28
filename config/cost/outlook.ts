/** What a monthly cost means: how long credits last, and how far self-hosting is. */
import type { Cost } from "./monthly-cost";
import type { Estimate } from "../model";
import type { Balance } from "./spend";

/** Hours in a month as cloud prices count them: 365 days of 24 hours over 12 months. */
export const HOURS_PER_MONTH = 730;

/** Beyond a century no month is worth naming. */
const MAX_MONTHS = 1200;

/** How long credits last. */
export type Runway =
  | {
      /** At most, when the cost is at least, or what is left at most. */
      readonly kind: "known" | "at-most";
      /** Whole months, rounded; `most` is null when the low estimate costs nothing. */
      readonly months: { readonly least: number; readonly most: number | null };
      /** The months YYYY-MM in which they end; null when that is never, or more than a century away. */
      readonly ends: { readonly first: string | null; readonly last: string | null };
    }
  /** Nothing is spent. */
  | { readonly kind: "endless" }
  | { readonly kind: "unknown"; readonly missing: readonly string[] };

/**
 * How long credits last at a cost.
 * @param credits what is left of them
 * @param monthly the part of the cost that credits pay for
 * @param today YYYY-MM-DD
 */
export function runwayOf(credits: Balance, monthly: Cost, today: string): Runway {
  if (monthly.kind === "unknown") return monthly;
  const { low, high } = monthly.usd;
  if (high === 0) return monthly.kind === "known" ? { kind: "endless" } : { kind: "unknown", missing: monthly.missing };
  const least = Math.round(credits.usd.low / high);
  const most = low > 0 ? Math.round(credits.usd.high / low) : null;
  return {
    kind: monthly.kind === "known" && !credits.isAtMost ? "known" : "at-most",
    months: { least, most },
    ends: { first: monthAfter(today, least), last: most === null ? null : monthAfter(today, most) },
  };
}

/** The month YYYY-MM so many months after a day's month. */
export function monthAfter(day: string, months: number): string | null {
  if (months > MAX_MONTHS) return null;
  const [year = 0, month = 1] = day.split("-").map(Number);
  const index = year * 12 + (month - 1) + months;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
}

/** Where a cost stands against the one above which self-hosting pays. */
export interface SelfHosting {
  /** Parts of the threshold; at least these when the cost is at least. */
  readonly share: Estimate;
  readonly verdict: "below" | "high estimate above" | "above";
  /** By how much the volume would have to be multiplied to reach the threshold; null when nothing is spent. */
  readonly timesVolume: { readonly least: number | null; readonly most: number | null };
  /** Tokens a month, in millions, that cost the threshold at today's mix; null when volumes are missing. */
  readonly breakEvenMTok: Estimate | null;
}

/**
 * How far a cost is from the one above which self-hosting pays.
 * @param thresholdUsd cost a month above which self-hosting pays, more than 0
 * @param mTok tokens of the month in millions, those of all layers when the cost is known; undefined when nobody counted
 * @returns undefined when nothing is known of the cost
 */
export function selfHostingOf(
  thresholdUsd: number,
  monthly: Cost,
  mTok: Estimate | undefined,
): SelfHosting | undefined {
  if (monthly.kind === "unknown") return undefined;
  const { low, high } = monthly.usd;
  const factor = (usd: number): number | null => (usd > 0 ? thresholdUsd / usd : null);
  const [least, most] = [factor(high), factor(low)];
  return {
    share: { low: low / thresholdUsd, high: high / thresholdUsd },
    verdict: low > thresholdUsd ? "above" : high > thresholdUsd ? "high estimate above" : "below",
    timesVolume: { least, most },
    breakEvenMTok: monthly.kind === "known" && mTok !== undefined ? breakEven(mTok, most, least) : null,
  };
}

/** Low and high estimates may differ in their mix, so either of them may need more tokens to cost as much. */
function breakEven(mTok: Estimate, low: number | null, high: number | null): Estimate | null {
  if (low === null || high === null) return null;
  const volumes = [mTok.low * low, mTok.high * high];
  return { low: Math.min(...volumes), high: Math.max(...volumes) };
}
