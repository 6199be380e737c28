/** What is known of one entry of the model list: the catalogue's facts, overridden by facts given inline. */
import type { Catalog, CatalogModel } from "../catalog/catalog";
import type { AsRead } from "../files/shape";
import type { ModelsFile } from "./shape";

export type ModelEntry = AsRead<ModelsFile["models"][number]>;

export interface ModelFacts {
  /** Whether the catalogue has a model of this name. */
  readonly isListed: boolean;
  /** Known versions of the model, newest first. */
  readonly versions: readonly string[];
  readonly format?: string;
  readonly version?: string;
  /** Every catalogue row is Direct from Azure; a model given inline only when it says so. */
  readonly directFromAzure: boolean;
  readonly apis?: readonly string[];
  readonly lifecycle?: string;
  readonly retirement?: string;
  readonly replacement?: string;
  readonly contextTokens?: number;
  readonly maxOutputTokens?: number;
  readonly regions?: readonly string[];
}

export function factsOf(entry: ModelEntry, catalog: Catalog): ModelFacts {
  const rows = entry.name === undefined ? [] : catalog.versionsOf(entry.name);
  // Of a version that the catalogue lacks only what holds for the model in every version is known.
  const row = catalog.find(entry.name ?? "", entry.version) ?? sharedFacts(rows[0]);
  const apis = entry.apis?.filter((api) => api !== undefined) ?? row?.apis;
  return defined({
    ...row,
    isListed: rows.length > 0,
    versions: rows.map(({ version }) => version),
    format: entry.format ?? row?.format,
    version: entry.version ?? row?.version,
    apis,
    lifecycle: entry.lifecycle ?? row?.lifecycle,
    retirement: entry.retirement ?? row?.retirement,
    directFromAzure: entry.directFromAzure ?? rows.length > 0,
  });
}

function sharedFacts(row: CatalogModel | undefined): Partial<CatalogModel> | undefined {
  return row && defined({ format: row.format, apis: row.apis });
}

/** The object without the keys whose value is undefined. */
function defined<T extends object>(object: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never;
}
