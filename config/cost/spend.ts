/** What measured usage has cost since a day, and what that leaves of the credits. */
import { daysBetween, dayPlus } from "../days";
import type { Estimate } from "../model";
import { compareText } from "../text";
import type { UsageDay } from "../usage/usage-file";
import { type MeasuredInput, missingUsage, tokenCost } from "./measured-cost";
import { type Cost, sumOf } from "./monthly-cost";
import type { PriceList } from "./prices";

/** Of what Azure credits pay for. */
export interface Spend {
  /** First and last day, YYYY-MM-DD; both count. */
  readonly since: string;
  readonly until: string;
  readonly days: number;
  /** At least so much when days are without data. */
  readonly cost: Cost;
  /** Deployments with days of which nothing is known, and how many, by name. */
  readonly gaps: readonly { readonly deployment: string; readonly days: number }[];
}

/**
 * What was spent from a day up to yesterday. Deployments that are gone count as far as they were measured.
 * @param isCovered whether credits pay for a deployment that the configuration lacks
 * @param since and `today`: YYYY-MM-DD
 */
export function spendSince(
  { usage, deployments }: MeasuredInput,
  prices: PriceList,
  isCovered: (deployment: string) => boolean,
  { since, today }: { readonly since: string; readonly today: string },
): Spend {
  const until = dayPlus(today, -1);
  const days = Math.max(0, daysBetween(since, until) + 1);
  const within = (usage?.days ?? []).filter(({ day }) => day >= since && day <= until);
  const configured = new Map(deployments.map((one) => [one.name, one]));
  const names = [...new Set([...configured.keys(), ...within.map(({ deployment }) => deployment)])];
  const covered = names.filter((name) => configured.get(name)?.directFromAzure ?? isCovered(name)).sort(compareText);
  const parts = covered.map((name) => {
    const measured = within.flatMap((one) => (one.deployment === name && isWhole(one) ? [one] : []));
    const gap = configured.has(name) ? days - measured.length : 0;
    const quote = prices.best(name, configured.get(name)?.version);
    const costs = measured.map((one) => ({
      cost: tokenCost({ input: one.inputTokens, output: one.outputTokens }, quote, name),
    }));
    const unknown: Cost = { kind: "unknown", missing: [missingUsage(name)] };
    return { name, gap, cost: sumOf([...costs, ...(gap > 0 ? [{ cost: unknown }] : [])]) };
  });
  return {
    since,
    until,
    days,
    cost: sumOf(parts),
    gaps: parts.flatMap(({ name, gap }) => (gap > 0 ? [{ deployment: name, days: gap }] : [])),
  };
}

type WholeDay = UsageDay & { readonly inputTokens: number; readonly outputTokens: number };

function isWhole(one: UsageDay): one is WholeDay {
  return one.inputTokens !== undefined && one.outputTokens !== undefined;
}

/** What is left of credits. */
export interface Balance {
  readonly usd: Estimate;
  /** Whether it may be less, since not all that was spent is known. */
  readonly isAtMost: boolean;
}

/** Credits of which nothing was spent. */
export function wholeBalance(creditsUsd: number): Balance {
  return { usd: { low: creditsUsd, high: creditsUsd }, isAtMost: false };
}

/** Never below nothing. */
export function balanceAfter(creditsUsd: number, { cost }: Pick<Spend, "cost">): Balance {
  const { low, high } = cost.kind === "unknown" ? { low: 0, high: 0 } : cost.usd;
  const left = (spent: number): number => Math.max(0, creditsUsd - spent);
  return { usd: { low: left(high), high: left(low) }, isAtMost: cost.kind !== "known" };
}
