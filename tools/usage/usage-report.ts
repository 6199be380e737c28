/** What `usage` has to say about one environment, computed first; renderers only read it. */
import type { Environment } from "../../config/environment";
import { daysFrom } from "../../config/days";
import { compareText, sortedTexts } from "../../config/text";
import { type Count, COUNTS, type UsageDay } from "../../config/usage/usage-file";

/** Where the numbers come from. */
export type UsageSource = "Azure Monitor" | { readonly file: string };

/** Something that could not be read. */
export interface Unread {
  /** What, such as names of metrics. */
  readonly what: string;
  readonly reason: string;
}

export interface UsageReport {
  readonly environment: string;
  readonly account: string;
  readonly source: UsageSource;
  /** Days of the span, YYYY-MM-DD. */
  readonly span: readonly string[];
  /** Those of which anything is known, by name. */
  readonly deployments: readonly DeploymentUsage[];
  /** Deployments of the configuration of which nothing is known. */
  readonly withoutData: readonly string[];
  readonly unread: readonly Unread[];
  /** What is known, as it would be saved. */
  readonly days: readonly UsageDay[];
}

export interface DeploymentUsage {
  readonly deployment: string;
  /** Tokens a minute that the configuration allows; undefined for a deployment that it lacks. */
  readonly tokensPerMinute: number | undefined;
  /** Sums over the days on which each is known; what is known of no day is missing. */
  readonly totals: Readonly<Partial<Record<Count, Total>>>;
  /** Tokens in and out, by day of the span; undefined where either is unknown. */
  readonly tokensByDay: readonly (number | undefined)[];
}

export interface Total {
  readonly value: number;
  /** Days that are in it. */
  readonly days: number;
}

/**
 * Pure: the same usage gives the same report.
 * @param days may hold others than those of the span
 * @param span days YYYY-MM-DD, both counted
 */
export function usageReport(
  { name, account, deployments }: Pick<Environment, "name" | "account" | "deployments">,
  days: readonly UsageDay[],
  span: { readonly first: string; readonly last: string },
  { source, unread }: Pick<UsageReport, "source" | "unread">,
): UsageReport {
  const within = days.filter(({ day }) => day >= span.first && day <= span.last);
  const all = daysFrom(span.first, span.last);
  const seen = [...new Set(within.map(({ deployment }) => deployment))].sort(compareText);
  return {
    environment: name,
    account: account.name,
    source,
    span: all,
    deployments: seen.map((deployment) => {
      const own = within.filter((one) => one.deployment === deployment);
      return {
        deployment,
        tokensPerMinute: deployments.find((one) => one.name === deployment)?.capacity.tokensPerMinute,
        totals: totalsOf(own),
        tokensByDay: all.map((day) => tokensOf(own.find((one) => one.day === day))),
      };
    }),
    withoutData: sortedTexts(deployments.map((one) => one.name).filter((one) => !seen.includes(one))),
    unread,
    days: within,
  };
}

function totalsOf(days: readonly UsageDay[]): DeploymentUsage["totals"] {
  const totals = COUNTS.map((count) => {
    const values = days.flatMap((one) => (one[count] === undefined ? [] : [one[count]]));
    return [count, { value: values.reduce((sum, value) => sum + value, 0), days: values.length }] as const;
  });
  return Object.fromEntries(totals.filter(([, total]) => total.days > 0));
}

function tokensOf({ inputTokens, outputTokens }: Partial<UsageDay> = {}): number | undefined {
  return inputTokens === undefined || outputTokens === undefined ? undefined : inputTokens + outputTokens;
}
