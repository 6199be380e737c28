/** What the deployments of a list ask of Azure's quota, in units of capacity: thousands of tokens a minute. */
import type { Deployment } from "../../config/model";
import { grouped } from "../../config/text";
import { type DeployedModel, isSameName, type OfferedModel, type UsageFacts } from "./facts";
import { offerOf, offerOfDeployed, usageOf } from "./offer";

/** What Azure said. */
export interface QuotaFacts {
  readonly models: readonly OfferedModel[];
  readonly usages: readonly UsageFacts[];
  /** What the account holds. */
  readonly deployed: readonly DeployedModel[];
}

/** What the deployments of one usage name ask of its quota. */
export interface Demand {
  readonly usageName: string;
  readonly names: readonly string[];
  /** What they need when all is done, beyond what the account holds today. */
  readonly after: number;
  /** The most they need on the way: Terraform may raise, create and delete in any order. */
  readonly peak: number;
  /** What the account holds today. */
  readonly held: number;
  /** Undefined when Azure lists no such quota. */
  readonly usage: UsageFacts | undefined;
}

export interface Demands {
  readonly demands: readonly Demand[];
  /** Names of deployments that the region does not offer. */
  readonly notOffered: readonly string[];
  /** Names of deployments of which Azure names no quota. */
  readonly withoutQuota: readonly string[];
}

/** Joined by the usage name that Azure gives for the SKU. */
export function quotaDemands(deployments: readonly Deployment[], facts: QuotaFacts): Demands {
  const byUsageName = new Map<string, Deployment[]>();
  const notOffered: string[] = [];
  const withoutQuota: string[] = [];
  for (const deployment of deployments) {
    const offer = offerOf(deployment, facts.models);
    const usageName = offer?.sku.usageName;
    if (offer === undefined) notOffered.push(deployment.name);
    else if (usageName === undefined) withoutQuota.push(deployment.name);
    else byUsageName.set(usageName, [...(byUsageName.get(usageName) ?? []), deployment]);
  }
  return {
    demands: [...byUsageName].map(([usageName, wanted]) => demandOf(wanted, usageName, facts)),
    notOffered,
    withoutQuota,
  };
}

function demandOf(wanted: readonly Deployment[], usageName: string, { models, usages, deployed }: QuotaFacts): Demand {
  const holding = deployed.filter((one) => offerOfDeployed(one, models)?.sku.usageName === usageName);
  const held = sum(holding.map((one) => one.capacity ?? 0));
  const raises = wanted.map(({ name, capacity }) => {
    const now = holding.find((one) => isSameName(one.name, name))?.capacity ?? 0;
    return Math.max(0, capacity.thousands - now);
  });
  return {
    ...{ usageName, names: wanted.map(({ name }) => name), held, usage: usageOf(usageName, usages) },
    ...{ after: sum(wanted.map((one) => one.capacity.thousands)) - held, peak: sum(raises) },
  };
}

/** Whether it fits: also not on the way, not even when all is done, or nobody knows. */
export type Fit = "fits" | "not-on-the-way" | "does-not-fit" | "unknown";

export function fitOf({ after, peak, usage }: Demand): Fit {
  if (usage === undefined) return "unknown";
  const left = usage.limit - usage.current;
  if (peak === 0) return "fits";
  if (after > left) return "does-not-fit";
  return peak > left ? "not-on-the-way" : "fits";
}

/** `needs 250 more capacity, over the quota by 150 (100 of 1,000 left, 0 held by this account)`. */
export function demandText(demand: Demand): string {
  const { after, peak, held, usage, usageName } = demand;
  if (usage === undefined) return `Azure lists no quota named ${usageName}`;
  const left = usage.limit - usage.current;
  const state = `${grouped(left)} of ${grouped(usage.limit)} left, ${grouped(held)} held by this account`;
  if (peak === 0) return `needs no more capacity (${state})`;
  const more = Math.max(0, after);
  const peakNote = peak > more ? `, ${grouped(peak)} at the peak of the change` : "";
  const need = `needs ${grouped(more)} more capacity${peakNote}`;
  switch (fitOf(demand)) {
    case "does-not-fit":
      return `${need}, over the quota by ${grouped(after - left)} (${state})`;
    case "not-on-the-way":
      return `${need}, which is ${grouped(peak - left)} too much (${state})`;
    default:
      return `${need} (${state})`;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
