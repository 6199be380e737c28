/** Files without errors to what they mean: defaults and catalogue facts filled in, lists sorted, everything frozen. */
import { resolveAccount, resolveAks } from "./account/resolve";
import type { Catalog } from "./catalog/catalog";
import type { Environment } from "./environment";
import { resolveLlmConfig } from "./llm/resolve";
import type { LlmConfigFile } from "./llm/shape";
import { resolveDeployments } from "./models/resolve";
import type { ModelsFile } from "./models/shape";
import type { AccountFile } from "./schema";
import { adoptions } from "./sections/adopt/resolve";
import type { Base } from "./sections/section";
import { sections, type SectionSettings } from "./sections/sections";
import { adoptionTargets } from "./sections/adoption-targets";
import { sortedTexts } from "./text";
import type { MeasuredUsage } from "./usage/usage-file";

/** The files of an environment as far as they have the right shape. */
export interface ResolvableFiles {
  readonly name: string;
  readonly account?: { readonly complete?: AccountFile };
  readonly models?: { readonly complete?: ModelsFile };
  readonly llm?: { readonly complete?: LlmConfigFile };
  readonly usage?: MeasuredUsage;
}

/** @returns undefined when a file is missing or has a wrong shape */
export function resolveEnvironment(files: ResolvableFiles, catalog: Catalog): Environment | undefined {
  const file = files.account?.complete;
  const models = files.models?.complete;
  const llm = files.llm?.complete;
  if (file === undefined || models === undefined || llm === undefined) return undefined;
  const base = { account: resolveAccount(file.account), aks: resolveAks(file.aks) };
  const deployments = resolveDeployments(models, catalog);
  const read = { ...file, aks: { ...file.aks, namespaces: sortedTexts(file.aks.namespaces) } };
  const targets = adoptionTargets(
    read,
    deployments.map(({ name }) => name),
  );
  return deepFreeze({
    name: files.name,
    ...base,
    deployments,
    ...resolveSections(file, base),
    adopt: adoptions(file.adopt ?? [], targets),
    llm: resolveLlmConfig(llm, base.account, deployments, catalog),
    ...(files.usage && { usage: files.usage }),
  });
}

/** What each section comes to; a section that is left out and means nothing then has no key. */
function resolveSections(file: AccountFile, base: Base): SectionSettings {
  const entries = sections.map(([name, { resolve }]) => [name, resolve?.(file[name] as never, base)] as const);
  return Object.fromEntries(entries.filter(([, settings]) => settings !== undefined)) as unknown as SectionSettings;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
