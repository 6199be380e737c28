/**
 * As much of an environment as can be understood although its files have mistakes, so that two revisions can be compared
 * before they are right. What one side's file cannot say is taken from the other side: it then shows no change.
 */
import type { Catalog } from "../../config/catalog/catalog";
import { factsOf, type ModelFacts } from "../../config/models/facts";
import { CAPACITY } from "../../config/models/rules";
import type { Environment } from "../../config/environment";
import type { EnvironmentFiles, FileName } from "../../config/read";
import { resolveEnvironment } from "../../config/resolve";
import { modelsFile, type ModelsFile } from "../../config/models/shape";
import type { AccountFile } from "../../config/schema";
import { missingKeys } from "../../config/sections/state/rules";
import type { CheckedFile } from "../../config/files/shape";

export interface ReadableEnvironment {
  readonly environment: Environment;
  /** Files that could not be understood: the other side's stands in for each. */
  readonly borrowed: readonly FileName[];
  /** Models whose entry has a mistake: listed, but nobody can say what they would be. */
  readonly unreadable: readonly string[];
  /** What is known of each deployed model, by name. */
  readonly facts: ReadonlyMap<string, ModelFacts>;
}

/**
 * @param other the same environment on the other side
 * @returns undefined when a file cannot be understood and the other side has none to stand in for it
 */
export function readableEnvironment(
  files: EnvironmentFiles,
  catalog: Catalog,
  other?: { readonly files: EnvironmentFiles; readonly catalog: Catalog },
): ReadableEnvironment | undefined {
  const own = readableModels(files.models, catalog);
  const models = own ?? readableModels(other?.files.models, other?.catalog ?? catalog);
  const ownAccount = readableAccount(files);
  const account = ownAccount ?? readableAccount(other?.files);
  const llm = files.llm?.complete ?? other?.files.llm?.complete;
  if (account === undefined || models === undefined || llm === undefined) return undefined;
  const resolvable = {
    name: files.name,
    account: { complete: account },
    models: { complete: models.list },
    llm: { complete: llm },
  };
  const environment = resolveEnvironment(resolvable, own === undefined && other ? other.catalog : catalog);
  if (environment === undefined) throw new Error(`${files.name}: complete files did not resolve`);
  const isBorrowed: readonly (readonly [FileName, boolean])[] = [
    ["account.yaml", ownAccount === undefined],
    ["models.yaml", own === undefined],
    ["llm-config.yaml", files.llm?.complete === undefined],
  ];
  return {
    environment,
    borrowed: isBorrowed.flatMap(([file, borrowed]) => (borrowed ? [file] : [])),
    unreadable: models.unreadable,
    facts: new Map(models.list.models.map((entry) => [entry.name, factsOf(entry, catalog)])),
  };
}

/** A state whose place is not said cannot be resolved. */
function readableAccount(files: EnvironmentFiles | undefined): AccountFile | undefined {
  const account = files?.account?.complete;
  return missingKeys(account?.state ?? {}).length > 0 ? undefined : account;
}

interface ReadableModels {
  readonly list: ModelsFile;
  readonly unreadable: readonly string[];
}

/** The entries without a mistake; undefined when the list or the name of an entry cannot be read. */
function readableModels(checked: CheckedFile<ModelsFile> | undefined, catalog: Catalog): ReadableModels | undefined {
  const entries = checked?.asRead.models;
  if (checked === undefined || !Array.isArray(entries) || entries.some((entry) => entry?.name === undefined)) {
    return undefined;
  }
  const { defaults: given } = checked.asRead;
  const defaults = checked.complete?.defaults ?? modelsFile.shape.defaults.safeParse(given).data;
  // What every entry falls back to is in doubt.
  if (given !== undefined && (defaults === undefined || hasMistake(given))) return undefined;
  const models = new Map<string, ModelsFile["models"][number]>();
  const unreadable = new Set<string>();
  for (const entry of entries) {
    const parsed = hasMistake(entry) ? undefined : modelsFile.shape.models.def.element.safeParse(entry).data;
    const name = entry?.name ?? "";
    if (parsed !== undefined && isResolvable(parsed, defaults, catalog)) models.set(name, models.get(name) ?? parsed);
    else unreadable.add(name);
  }
  return {
    list: { version: 1, models: [...models.values()], ...(defaults && { defaults }) },
    unreadable: [...unreadable].sort(),
  };
}

/** Whether a value of a wrong type has been taken out of it, or a key of it is unknown. */
function hasMistake(value: object | undefined): boolean {
  return value !== undefined && Object.values(value).some((one) => one === undefined);
}

function isResolvable(
  entry: ModelsFile["models"][number],
  defaults: ModelsFile["defaults"],
  catalog: Catalog,
): boolean {
  const { format, version } = factsOf(entry, catalog);
  return format !== undefined && version !== undefined && CAPACITY.accepts(entry.capacity ?? defaults?.capacity ?? 0);
}
