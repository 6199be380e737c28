/** What is known of one entry of the model list: the catalogue's facts, overridden by facts given inline. */
import type { SaidTwice } from "../catalog/azure-facts";
import type { Catalog, CatalogModel } from "../catalog/catalog";
import { defined } from "../defined";
import type { AsRead } from "../files/shape";
import type { ModelsFile } from "./shape";

export type ModelEntry = AsRead<ModelsFile["models"][number]>;

export interface ModelFacts extends SaidTwice {
  /** Whether the catalogue has a model of this name. */
  readonly isListed: boolean;
  /** Known versions of the model, newest first. */
  readonly versions: readonly string[];
  readonly format?: string;
  readonly version?: string;
  /** Every documented row is Direct from Azure; another model only when its entry says so. */
  readonly directFromAzure: boolean;
  readonly apis?: readonly string[];
  readonly replacement?: string;
  readonly contextTokens?: number;
  readonly maxOutputTokens?: number;
  /** Facts in which Azure's word holds before the documentation's, and the day of its answer. */
  readonly azure?: SaidTwice & { readonly asOf: string; readonly goneFrom?: readonly string[] };
  /** What is documented beside it. */
  readonly documented?: SaidTwice;
}

export function factsOf(entry: ModelEntry, catalog: Catalog): ModelFacts {
  const rows = entry.name === undefined ? [] : catalog.versionsOf(entry.name);
  // Of a version that the catalogue lacks only what holds for the model in every version is known.
  const shared = sharedFacts(catalog.find(entry.name ?? ""));
  const row = catalog.find(entry.name ?? "", entry.version) ?? shared;
  const apis = entry.apis?.filter((api) => api !== undefined) ?? row?.apis ?? shared?.apis;
  return defined({
    ...row,
    isListed: rows.length > 0,
    versions: rows.map(({ version }) => version),
    format: entry.format ?? row?.format,
    version: entry.version ?? row?.version,
    apis,
    lifecycle: entry.lifecycle ?? row?.lifecycle,
    retirement: entry.retirement ?? row?.retirement,
    directFromAzure: entry.directFromAzure ?? (rows.length > 0 && catalog.isDocumented(entry.name ?? "")),
    // What the entry says itself is nobody else's word.
    azure: row?.azure && defined({ ...row.azure, ...ownWords(entry) }),
  });
}

/** What an entry overrides, as undefined. */
function ownWords({ lifecycle, retirement }: ModelEntry) {
  return {
    ...(lifecycle !== undefined && { lifecycle: undefined }),
    ...(retirement !== undefined && { retirement: undefined }),
  };
}

/** ` (Azure on 2026-11-28; documented: 2027-08-15)`, where Azure's word holds; nothing where the documentation's does. */
export function saidBy({ azure, documented }: ModelFacts, key: "lifecycle" | "retirement"): string {
  if (azure?.[key] === undefined) return "";
  const other = documented?.[key] === undefined ? "" : `; documented: ${documented[key]}`;
  return ` (Azure on ${azure.asOf}${other})`;
}

function sharedFacts(row: CatalogModel | undefined): Partial<CatalogModel> | undefined {
  return row && defined({ format: row.format, apis: row.apis });
}
