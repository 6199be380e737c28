/** When a deployment was called, as far as saved usage says. */
import { daysFrom } from "../days";
import { COUNTS, type UsageDay } from "./usage-file";

/** Whether a deployment was called in a span of days. */
export type Calls =
  /** It was, last on this day; of later days nothing may be known. */
  | { readonly kind: "called"; readonly lastDay: string }
  /** It was not: every day was counted, and there was none. */
  | { readonly kind: "none" }
  /** No call is known, but on these days there may have been some. */
  | { readonly kind: "unknown"; readonly days: readonly string[] };

/**
 * Whether a deployment was called.
 * @param first and `last`: days YYYY-MM-DD, both counted; `first` not after `last`
 */
export function callsBetween(
  days: readonly UsageDay[],
  deployment: string,
  { first, last }: { readonly first: string; readonly last: string },
): Calls {
  const within = days.filter((one) => one.deployment === deployment && one.day >= first && one.day <= last);
  const called = within.filter((one) => COUNTS.some((count) => (one[count] ?? 0) > 0)).at(-1);
  if (called !== undefined) return { kind: "called", lastDay: called.day };
  const quiet = new Set(within.filter(({ requests }) => requests === 0).map(({ day }) => day));
  const open = daysFrom(first, last).filter((day) => !quiet.has(day));
  return open.length === 0 ? { kind: "none" } : { kind: "unknown", days: open };
}
