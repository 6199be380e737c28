/** A catalogue from the texts of its files, such as they were in another revision. */
import { parse } from "yaml";
import type * as z from "zod/mini";
import { Catalog, catalogDay, type CatalogData, type ModelsDates } from "./catalog";
import { catalogFiles, pricesFile } from "./catalog-schema";

/** Where the catalogue's files are, from the project's root. */
export const CATALOG_FILES = [
  "config/catalog/models.yaml",
  "config/catalog/limits.yaml",
  "config/catalog/regions.yaml",
] as const;

export const PRICES_FILE = "config/catalog/prices.yaml";

/**
 * @param texts of `CATALOG_FILES`, in that order; undefined where there is none
 * @returns undefined when a file is missing, is no YAML, or has another shape than the catalogue has now
 */
export function catalogFromTexts(texts: readonly (string | undefined)[]): Catalog | undefined {
  const [models, limits, regions] = texts.map(parsed);
  const shapes = catalogFiles();
  const data = {
    models: shapes.models.safeParse(models).data,
    limits: shapes.limits.safeParse(limits).data,
    regions: shapes.regions.safeParse(regions).data,
  };
  if (data.models === undefined || data.limits === undefined || data.regions === undefined) return undefined;
  const day = catalogDay(data.models as ModelsDates);
  return new Catalog({ ...data.models, ...data.limits, ...data.regions, day } as CatalogData);
}

/** The file of models as it is written, Azure's answers beside what is documented. */
export type ModelsText = z.output<ReturnType<typeof catalogFiles>["models"]>;
/** The file of prices as it is written. */
export type PricesText = z.output<ReturnType<typeof pricesFile>>;

/** @returns undefined when the text is no YAML, or has another shape than the catalogue has now */
export function modelsIn(text: string): ModelsText | undefined {
  return catalogFiles().models.safeParse(parsed(text)).data;
}

/** @returns undefined when the text is no YAML, or has another shape than the price list has now */
export function pricesIn(text: string): PricesText | undefined {
  return pricesFile().safeParse(parsed(text)).data;
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : parse(text);
  } catch {
    return undefined;
  }
}
