/** A model more in the list. */
import { named } from "../../config/findings/characters";
import { listed } from "../../config/text";
import type { Catalog } from "../../config/catalog/catalog";
import { ModelList, type Plan, Refused, type Target } from "./plan";
import { nearest, suggest } from "../../config/findings/nearest";

export interface NewModel {
  readonly name: string;
  /** The one that the catalogue pins unless given. */
  readonly version?: string | undefined;
  /** Thousands of tokens a minute; the list's default unless given. */
  readonly capacity?: number | undefined;
}

const BY_HAND = "a model that is newer than the catalogue needs an entry by hand: docs/runbooks/add-a-model.md";

/** @throws Refused when the list has the model, or the catalogue lacks it or the version */
export function planAdd(target: Target, model: NewModel): Plan {
  const { name, capacity } = model;
  const models = new ModelList(target);
  if (models.has(name)) throw new Refused(`${name} is in ${target.files.folder}/models.yaml already`);
  const chosen = versionOf(model, target.catalog);
  const value = { name, version: chosen, ...(capacity !== undefined && { capacity }) };
  return {
    does: [`add ${name}, version ${chosen}`],
    edits: [{ file: "models.yaml", edits: [{ insert: ["models"], value }] }],
  };
}

/** @throws Refused when the catalogue lacks the model or the version */
export function versionOf({ name, version }: NewModel, catalog: Catalog): string {
  const chosen = version ?? catalog.find(name)?.version;
  if (chosen === undefined) {
    throw new Refused(
      `the catalogue has no model ${named(name) || '""'}`,
      suggest(nearest(name, catalog.names), BY_HAND),
    );
  }
  const versions = catalog.versionsOf(name).map((row) => row.version);
  if (versions.includes(chosen)) return chosen;
  throw new Refused(`the catalogue has no version ${named(chosen)} of ${name}`, `it has ${listed(versions)}`);
}
