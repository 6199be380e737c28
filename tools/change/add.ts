/** A model more in the list. */
import { named } from "../../config/findings/characters";
import { listed } from "../../config/text";
import { ModelList, type Plan, Refused, type Target } from "./plan";
import { nearest, suggest } from "../../config/findings/nearest";

export interface NewModel {
  readonly name: string;
  /** The catalogue's newest unless given. */
  readonly version?: string | undefined;
  /** Thousands of tokens a minute; the list's default unless given. */
  readonly capacity?: number | undefined;
}

const BY_HAND = "a model that is newer than the catalogue needs an entry by hand: docs/runbooks/add-a-model.md";

/** @throws Refused when the list has the model, or the catalogue lacks it or the version */
export function planAdd(target: Target, { name, version, capacity }: NewModel): Plan {
  const models = new ModelList(target);
  if (models.has(name)) throw new Refused(`${name} is in ${target.files.folder}/models.yaml already`);
  const versions = target.catalog.versionsOf(name).map((row) => row.version);
  const chosen = version ?? versions[0];
  if (chosen === undefined) {
    const guess = nearest(name, target.catalog.names);
    throw new Refused(`the catalogue has no model ${named(name) || '""'}`, suggest(guess, BY_HAND));
  }
  if (!versions.includes(chosen)) {
    throw new Refused(`the catalogue has no version ${named(chosen)} of ${name}`, `it has ${listed(versions)}`);
  }
  const value = { name, version: chosen, ...(capacity !== undefined && { capacity }) };
  return {
    does: [`add ${name}, version ${chosen}`],
    edits: [{ file: "models.yaml", edits: [{ insert: ["models"], value }] }],
  };
}
