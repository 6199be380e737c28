/** What the deployments of a list ask of Azure's quota, in units of capacity: thousands of tokens a minute. */
import { assumedText, sharedQuota } from "../../config/account/shared-quota";
import type { Environment } from "../../config/environment";
import type { Deployment } from "../../config/model";
import { SKU } from "../../config/models/rules";
import { grouped, listed } from "../../config/text";
import { type DeployedModel, isSameName, type OfferedModel, type UsageFacts } from "./facts";
import { offerOf, offerOfDeployed, scopeOf, usageOf } from "./offer";

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
  /** Other environments that draw on the same quota, and what all of them ask together when all is done. */
  readonly together: Together;
}

export interface Together {
  readonly others: readonly string[];
  readonly wanted: number;
  /** What has to be assumed for them to share it. */
  readonly assumed: readonly string[];
}

/** What of an environment its demand depends on. */
export type Asking = Pick<Environment, "name" | "account" | "deployments">;

export interface Demands {
  readonly demands: readonly Demand[];
  /** Names of deployments that the region does not offer. */
  readonly notOffered: readonly string[];
  /** Names of deployments of which Azure names no quota. */
  readonly withoutQuota: readonly string[];
}

/**
 * Joined by the usage name that Azure gives for the SKU.
 * @param others all other environments, which may draw on the same quota
 */
export function quotaDemands(environment: Asking, others: readonly Asking[], facts: QuotaFacts): Demands {
  const { deployments } = environment;
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
    demands: [...byUsageName].map(([usageName, wanted]) =>
      demandOf(wanted, usageName, facts, togetherIn(environment, others)),
    ),
    notOffered,
    withoutQuota,
  };
}

type Sharing = (usageName: string, facts: QuotaFacts) => Together;

/** What other environments ask of a quota; what they hold already is in Azure's count, whoever holds it. */
function togetherIn(environment: Asking, others: readonly Asking[]): Sharing {
  return (usageName, { models, usages }) => {
    const usage = usageOf(usageName, usages);
    const wantedBy = ({ deployments }: Asking): number =>
      sum(deployments.flatMap((one) => (usageNameOf(one, models) === usageName ? [one.capacity.thousands] : [])));
    const sharing = others.flatMap((other) => {
      const assumed = sharedQuota(placeOf(environment), placeOf(other), usage && scopeOf(usage));
      const wanted = wantedBy(other);
      return assumed === undefined || wanted === 0 ? [] : [{ name: other.name, assumed, wanted }];
    });
    return {
      others: sharing.map(({ name }) => name),
      wanted: wantedBy(environment) + sum(sharing.map(({ wanted }) => wanted)),
      assumed: sharing.flatMap(({ assumed }) => assumed),
    };
  };
}

/** By the name of the model alone where the list has another version, as another region may. */
function usageNameOf({ name, format, version }: Deployment, models: readonly OfferedModel[]): string | undefined {
  return offerOfDeployed({ name, model: name, format, version, sku: SKU }, models)?.sku.usageName;
}

function placeOf({ account: { location, subscriptionId } }: Asking) {
  return { location, subscriptionId };
}

function demandOf(wanted: readonly Deployment[], usageName: string, facts: QuotaFacts, sharing: Sharing): Demand {
  const { models, usages, deployed } = facts;
  const holding = deployed.filter((one) => offerOfDeployed(one, models)?.sku.usageName === usageName);
  const held = sum(holding.map((one) => one.capacity ?? 0));
  const raises = wanted.map(({ name, capacity }) => {
    const now = holding.find((one) => isSameName(one.name, name))?.capacity ?? 0;
    return Math.max(0, capacity.thousands - now);
  });
  return {
    ...{ usageName, names: wanted.map(({ name }) => name), held, usage: usageOf(usageName, usages) },
    together: sharing(usageName, facts),
    ...{ after: sum(wanted.map((one) => one.capacity.thousands)) - held, peak: sum(raises) },
  };
}

/** Whether it fits: also not on the way, not even when all is done, or nobody knows. */
export type Fit = "fits" | "not-on-the-way" | "does-not-fit" | "unknown";

export function fitOf({ after, peak, usage, together }: Demand): Fit {
  if (usage === undefined) return "unknown";
  const left = usage.limit - usage.current;
  if (peak === 0) return "fits";
  if (after > left || isTooMuch(together, usage)) return "does-not-fit";
  return peak > left ? "not-on-the-way" : "fits";
}

/** Whether what all environments ask is more than there is, whoever else draws on it. */
function isTooMuch({ others, wanted }: Together, { limit }: UsageFacts): boolean {
  return others.length > 0 && wanted > limit;
}

/** `needs 250 more capacity, over the quota by 150 (100 of 1,000 left, 0 held by this account)`. */
export function demandText(demand: Demand): string {
  const { after, peak, held, usage, usageName, together } = demand;
  if (usage === undefined) return `Azure lists no quota named ${usageName}`;
  const left = usage.limit - usage.current;
  const state = `${grouped(left)} of ${grouped(usage.limit)} left, ${grouped(held)} held by this account`;
  if (peak === 0) return `needs no more capacity (${state})`;
  const more = Math.max(0, after);
  const peakNote = peak > more ? `, ${grouped(peak)} at the peak of the change` : "";
  const need = `needs ${grouped(more)} more capacity${peakNote}`;
  switch (fitOf(demand)) {
    case "does-not-fit": {
      if (after > left) return `${need}, over the quota by ${grouped(after - left)} (${state})`;
      const { others, wanted, assumed } = together;
      const all = `with ${listed(others)} the list asks for ${grouped(wanted)}${assumedText(assumed)}`;
      return `${need}, but ${all}, over the quota by ${grouped(wanted - usage.limit)} (${state})`;
    }
    case "not-on-the-way":
      return `${need}, which is ${grouped(peak - left)} too much (${state})`;
    default:
      return `${need} (${state})`;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
