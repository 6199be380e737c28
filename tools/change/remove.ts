/** A model less in the list. */
import { listed, PROGRAM } from "../../config/text";
import { type FileEdits, layersOf, ModelList, type Plan, Refused, type Target, unlistedModel, usersOf } from "./plan";

/** @throws Refused when the list has no such model, or a layer uses it */
export function planRemove(target: Target, name: string): Plan {
  const models = new ModelList(target);
  const index = models.indexOf(name);
  if (index === undefined) throw unlistedModel(name, models);
  const users = usersOf(name, layersOf(target));
  if (users.length > 0) {
    const help = `move them first: ${PROGRAM} swap ${name} OTHER, or switch LAYER OTHER for each`;
    throw new Refused(`${name} is used by ${users.length === 1 ? "layer" : "the layers"} ${listed(users)}`, help);
  }
  const adoption = withoutAdoption(target, name);
  return {
    does: [`remove ${name}`, ...(adoption.length > 0 ? [`${name} is not adopted any more: ${LEFT_BEHIND}`] : [])],
    edits: [{ file: "models.yaml", edits: [{ remove: ["models", index] }] }, ...adoption],
  };
}

const LEFT_BEHIND = "what no deploy has imported yet stays in Azure, and Terraform knows nothing of it";

/** `adopt` may name only what the configuration has. */
function withoutAdoption({ files: { account } }: Target, name: string): FileEdits[] {
  const adopted = account?.asRead.adopt ?? [];
  const index = adopted.indexOf(name);
  if (index === -1) return [];
  return [{ file: "account.yaml", edits: [{ remove: adopted.length === 1 ? ["adopt"] : ["adopt", index] }] }];
}
