/** A model less in the list. */
import { listed } from "../../config/text";
import { layersOf, ModelList, type Plan, Refused, type Target, unlistedModel, usersOf } from "./plan";

/** @throws Refused when the list has no such model, or a layer uses it */
export function planRemove(target: Target, name: string): Plan {
  const models = new ModelList(target);
  const index = models.indexOf(name);
  if (index === undefined) throw unlistedModel(name, models);
  const users = usersOf(name, layersOf(target));
  if (users.length > 0) {
    const help = `move them first: npx aucert-foundry swap ${name} OTHER, or switch LAYER OTHER for each`;
    throw new Refused(`${name} is used by ${users.length === 1 ? "layer" : "the layers"} ${listed(users)}`, help);
  }
  return {
    does: [`remove ${name}`],
    edits: [{ file: "models.yaml", edits: [{ remove: ["models", index] }] }],
  };
}
