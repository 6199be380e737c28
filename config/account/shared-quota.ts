/** Which environments draw on one quota of Azure. */
import type { QuotaScope } from "../catalog/azure-facts";

/** Where an environment's deployments are. */
export interface QuotaPlace {
  readonly location: string | undefined;
  readonly subscriptionId: string | undefined;
}

/**
 * What has to be assumed for two environments to draw on one quota: nothing, or words for it, such as `one subscription`.
 * @param scope whose quota it is; undefined when Azure has not said it
 * @returns undefined when they do not
 */
export function sharedQuota(one: QuotaPlace, other: QuotaPlace, scope: QuotaScope | undefined): string[] | undefined {
  const ids = [one.subscriptionId, other.subscriptionId].map((id) => id?.toLowerCase());
  const isKnown = ids.every((id) => id !== undefined);
  const isOneRegion = one.location === other.location;
  if ((isKnown && ids[0] !== ids[1]) || (scope === "region" && !isOneRegion)) return undefined;
  return [
    ...(isKnown ? [] : ["one subscription"]),
    ...(isOneRegion || scope === "subscription"
      ? []
      : [scope === "data-zone" ? "one data zone" : "one quota for all regions"]),
  ];
}

/** ` (assumed: one subscription)`; nothing where nothing is. */
export function assumedText(assumed: readonly string[]): string {
  const words = [...new Set(assumed)];
  return words.length === 0 ? "" : ` (assumed: ${words.join(" and ")})`;
}
