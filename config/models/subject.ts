/** One entry of the model list under check. */
import type { Catalog } from "../catalog/catalog";
import type { YamlFile } from "../files/parse";
import type { Place, Report } from "../findings/report";
import type { ModelEntry, ModelFacts } from "./facts";

export interface Subject {
  readonly entry: ModelEntry;
  readonly facts: ModelFacts;
  readonly index: number;
  readonly file: YamlFile;
}

/** What the checks of models need beside the list. */
export interface ModelContext {
  readonly report: Report;
  readonly catalog: Catalog;
  /** The day to judge by, YYYY-MM-DD. */
  readonly today: string;
  /** The account's region, when it is known to be one. */
  readonly location: string | undefined;
  /** Content filters that a model may name; undefined when the declared ones could not be read. */
  readonly raiPolicies: readonly string[] | undefined;
}

/** The place of one of an entry's keys or, when the entry lacks the key, of its name. */
export function placeIn({ entry, index, file }: Subject, key: keyof ModelEntry): Place {
  return file.place(["models", index, key in entry ? key : "name"]);
}
