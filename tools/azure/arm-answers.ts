/** Answers of Azure Resource Manager, reduced to the facts that preflight keeps. Pure: what comes in is what Azure sent. */
import type { Account, Deployment, Model, ModelSku, NetworkRuleSet, Usage } from "@azure/arm-cognitiveservices";
import type * as z from "zod/mini";
import { ACCOUNT_KIND } from "../../config/account/rules";
import { compareText, sortedTexts } from "../../config/text";
import { FACTS, isSameName, type Facts, type Place, type Question } from "./facts";
import { tagsWithoutIds, withoutIds } from "./masked-ids";
import { UnusableAnswer } from "./reason";

/** Only what the schema of the question takes. @throws UnusableAnswer */
export function factsOf<Q extends Question>(question: Q, value: unknown): Facts[Q] {
  const parsed = FACTS[question].safeParse(said(value));
  if (!parsed.success) throw new UnusableAnswer();
  return parsed.data as Facts[Q];
}

/**
 * The items by name. One without a name is none of the list's, unless all are so. One with a name is there: left out for the
 * rest of it, it would count as absent.
 * @throws UnusableAnswer
 */
function usable<Q extends "models" | "usages" | "deployments" | "deletedAccounts">(
  question: Q,
  items: readonly { readonly name?: unknown }[],
): Facts[Q] {
  const { element } = FACTS[question].def;
  const named = said(items).filter(({ name }) => name !== undefined);
  if (named.length === 0 && items.length > 0) throw new UnusableAnswer();
  const values = named.map((item) => {
    const { data, error } = element.safeParse(item);
    if (error !== undefined) throw new UnusableAnswer(`has an unexpected shape ${placeOf(item, error)}`);
    return data as Facts[Q][number];
  });
  return values.sort((a, b) => compareText(sortKey(a), sortKey(b))) as unknown as Facts[Q];
}

function placeOf({ name }: { readonly name?: unknown }, { issues }: z.core.$ZodError): string {
  const item = typeof name === "string" ? withoutIds(name) : "an item";
  return `in ${item} (at ${issues[0]?.path.join(".")})`;
}

function sortKey(item: { readonly name: string; readonly format?: unknown; readonly version?: unknown }): string {
  return [item.name, item.format, item.version].map((part) => String(part ?? "")).join("\u0000");
}

export function accountFacts(account: Account): Facts["account"] {
  const { name, kind, location, tags = {}, properties = {} } = said(account);
  return factsOf("account", {
    name,
    kind,
    location: programmatic(location),
    subdomain: properties.customSubDomainName,
    localAuth: properties.disableLocalAuth !== true,
    projectManagement: properties.allowProjectManagement === true,
    state: properties.provisioningState,
    network: {
      rules: properties.networkAcls && rulesOf(properties.networkAcls),
      outboundHosts: properties.restrictOutboundNetworkAccess
        ? sortedTexts(properties.allowedFqdnList ?? [])
        : undefined,
    },
    publicAccess: (properties.publicNetworkAccess ?? "Enabled") === "Enabled",
    tags: tagsWithoutIds(tags),
  });
}

function rulesOf({ defaultAction, bypass, ipRules = [], virtualNetworkRules = [] }: NetworkRuleSet) {
  const ips = sortedTexts(ipRules.map(({ value }) => value));
  return { defaultAction, bypass, ips, subnets: virtualNetworkRules.length };
}

/** Those that stand in the way of the wanted account. */
export function deletedFacts(accounts: readonly Account[], { name, subdomain }: Place): Facts["deletedAccounts"] {
  const items = said(accounts).map(({ id, name: deleted, location, properties }) => ({
    name: deleted,
    resourceGroup: /\/resourceGroups\/([^/]+)\//i.exec(id ?? "")?.[1],
    location: programmatic(location ?? /\/locations\/([^/]+)\//i.exec(id ?? "")?.[1]),
    subdomain: properties?.customSubDomainName,
    purgedOn: dayOf(properties?.scheduledPurgeDate),
  }));
  return usable("deletedAccounts", items).filter(
    (one) => isSameName(one.name, name) || isSameName(one.subdomain, subdomain),
  );
}

export function deploymentFacts(deployments: readonly Deployment[]): Facts["deployments"] {
  const items = said(deployments).map(({ name, sku, properties = {} }) => ({
    name,
    format: properties.model?.format,
    model: properties.model?.name,
    version: properties.model?.version,
    sku: sku?.name,
    capacity: sku?.capacity,
    raiPolicy: properties.raiPolicyName,
    versionUpgradeOption: properties.versionUpgradeOption,
    state: properties.provisioningState,
  }));
  return usable("deployments", items);
}

/** A model comes once for each kind of account; only ours counts. */
export function modelFacts(models: readonly Model[]): Facts["models"] {
  const ours = said(models).filter(({ kind }) => kind === undefined || isSameName(kind, ACCOUNT_KIND));
  const items = ours.map(({ model = {} }) => ({
    name: model.name,
    format: model.format,
    version: model.version,
    lifecycle: model.lifecycleStatus,
    retirement: dayOf(model.deprecation?.inference),
    retirementStatus: model.deprecation?.deprecationStatus,
    replacement: successor(model.replacementConfig),
    capabilities: abilities(model.capabilities),
    skus: (model.skus ?? []).map(skuFacts),
  }));
  return usable("models", items);
}

function successor(config: { targetModelName?: string; targetModelVersion?: string } | undefined): string | undefined {
  return [config?.targetModelName, config?.targetModelVersion].filter(Boolean).join(" ") || undefined;
}

function abilities(words: Readonly<Record<string, string>> = {}): string[] | undefined {
  const able = Object.keys(words).filter((word) => words[word]?.toLowerCase() === "true");
  return able.length === 0 ? undefined : sortedTexts(able);
}

function skuFacts({ name, usageName, deprecationDate, capacity = {}, cost = [] }: ModelSku) {
  const meters = sortedTexts(cost.flatMap(({ meterId }) => meterId ?? []));
  return {
    name,
    usageName,
    retirement: dayOf(deprecationDate),
    minimum: capacity.minimum,
    maximum: capacity.maximum,
    step: capacity.step,
    allowed: capacity.allowedValues,
    meters: meters.length === 0 ? undefined : meters,
  };
}

/** A usage as the newer versions of the interface have it. */
export type ScopedUsage = Usage & { readonly scopeType?: string | null };

export function usageFacts(usages: readonly ScopedUsage[]): Facts["usages"] {
  const items = said(usages).map(({ name, limit, currentValue: current, scopeType }) => ({
    ...{ name: name?.value, limit, current },
    ...(scopeType !== undefined && { scopeType }),
  }));
  return usable("usages", items);
}

/** A role definition's lists of what is allowed, as Azure gives them for the signed-in identity. */
interface Permission {
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
}

/** Whether some role allows the action. @see https://learn.microsoft.com/azure/role-based-access-control/role-definitions#actions */
export function isAllowed(permissions: readonly Permission[], action: string): boolean {
  const covers = (pattern: string) => new RegExp(`^${pattern.split("*").map(escape).join(".*")}$`, "i").test(action);
  return said(permissions).some(
    ({ actions = [], notActions = [] }) => actions.some(covers) && !notActions.some(covers),
  );
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** `West US` is `westus` to Azure. */
export function programmatic(location: string | undefined): string | undefined {
  return location?.toLowerCase().replace(/ /g, "");
}

function dayOf(moment: Date | string | undefined): string | undefined {
  if (moment === undefined) return undefined;
  const time = new Date(moment);
  // A moment in the year 1 is what an unset one becomes on the way.
  return time.getUTCFullYear() > 1 ? time.toISOString().slice(0, 10) : undefined;
}

/** The value without what Azure does not say, which it leaves out or gives as null. */
function said<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item: unknown) => said(item)) as T;
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  const fields = Object.entries(value).filter(([, item]) => item !== undefined && item !== null);
  return Object.fromEntries(fields.map(([key, item]) => [key, said(item as unknown)])) as T;
}
