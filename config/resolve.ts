/** Files without errors to what they mean: defaults and catalogue facts filled in, lists sorted, everything frozen. */
import type { Catalog } from "./catalog";
import { compareText } from "./text";
import { factsOf } from "./facts";
import { Capacity, DEFAULT_RAI_POLICY, DEFAULT_VERSION_UPGRADE_OPTION } from "./model";
import type { Account, Aks, Deployment, Environment, LlmApi, VersionUpgradeOption } from "./model";
import { resolveSections } from "./resolve-account";
import { resolveLlmConfig } from "./resolve-llm";
import type { AccountFile, ModelsFile } from "./schema";
import type { LlmConfigFile } from "./schema-llm-config";

/** The files of an environment as far as they have the right shape. */
export interface ResolvableFiles {
  readonly name: string;
  readonly account?: { readonly complete?: AccountFile };
  readonly models?: { readonly complete?: ModelsFile };
  readonly llm?: { readonly complete?: LlmConfigFile };
}

/** @returns undefined when a file is missing or has a wrong shape */
export function resolveEnvironment(files: ResolvableFiles, catalog: Catalog): Environment | undefined {
  const account = files.account?.complete;
  const models = files.models?.complete;
  const llm = files.llm?.complete;
  if (account === undefined || models === undefined || llm === undefined) return undefined;
  const resolved = resolveAccount(account.account);
  const aks = resolveAks(account.aks);
  const deployments = models.models.map((entry) => resolveDeployment(entry, models, catalog)).sort(byName);
  const names = deployments.map(({ name }) => name);
  return deepFreeze({
    name: files.name,
    account: resolved,
    aks,
    deployments,
    ...resolveSections(account, resolved, aks, names),
    llm: resolveLlmConfig(llm, resolved, deployments, catalog),
    ...(account.cost && { cost: account.cost }),
    waivers: account.waivers ?? [],
  });
}

function resolveAccount({ customSubdomain, subscriptionId, tags, ...account }: AccountFile["account"]): Account {
  return {
    ...account,
    tags: { ...tags },
    subdomain: customSubdomain ?? account.name,
    ...(subscriptionId !== undefined && { subscriptionId }),
  };
}

function resolveAks({ context, namespaces, ...aks }: AccountFile["aks"]): Aks {
  return { ...aks, context: context ?? aks.cluster, namespaces: [...namespaces].sort(compareText) };
}

function resolveDeployment(
  entry: ModelsFile["models"][number],
  { defaults }: ModelsFile,
  catalog: Catalog,
): Deployment {
  const facts = factsOf(entry, catalog);
  const capacity = entry.capacity ?? defaults?.capacity;
  const option = entry.versionUpgradeOption ?? defaults?.versionUpgradeOption ?? DEFAULT_VERSION_UPGRADE_OPTION;
  if (facts.format === undefined || facts.version === undefined || capacity === undefined) {
    throw new Error(`checks let ${entry.name} pass without format, version or capacity`);
  }
  return {
    name: entry.name,
    format: facts.format,
    version: facts.version,
    capacity: Capacity.thousandTokensPerMinute(capacity),
    raiPolicy: entry.raiPolicy ?? defaults?.raiPolicy ?? DEFAULT_RAI_POLICY,
    versionUpgradeOption: option as VersionUpgradeOption,
    isVersionPinned: entry.version !== undefined || option !== "OnceNewDefaultVersionAvailable",
    directFromAzure: facts.directFromAzure,
    ...(facts.apis !== undefined && { apis: facts.apis as LlmApi[] }),
  };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return compareText(a.name, b.name);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
