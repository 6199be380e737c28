/** The difference of the monthly bill. */

/** An amount of USD a month, low and high estimate. */
export interface Usd {
  readonly low: number;
  readonly high: number;
}

/** What is not known is never counted as zero. */
export type CostDifference =
  | { readonly kind: "known"; readonly usdPerMonth: Usd }
  | { readonly kind: "unknown"; readonly missing: readonly string[] };
