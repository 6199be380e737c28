/** Two lists of resources to what Terraform would do. Addresses decide what is the same thing, as they do for Terraform. */
import type { Resource } from "../../config/resource";
import { fieldChanges } from "./fields";
import type { Action, FieldChange, Kind } from "./review-model";

/** A change of one resource before anybody has judged it. */
export interface ResourceChange {
  readonly kind: Kind;
  readonly name: string;
  readonly address: string;
  readonly action: Action;
  readonly fields: readonly FieldChange[];
  /** The parent that takes it along; the resource itself need not change then. */
  readonly because?: string;
  /** Only Terraform's own settings differ: the plan shows nothing. */
  readonly isSettingOnly?: boolean;
  readonly before?: Resource;
  readonly after?: Resource;
}

/** @param before parents first, as `after` */
export function diffResources(before: readonly Resource[], after: readonly Resource[]): ResourceChange[] {
  const old = new Map(before.map((one) => [one.address, one]));
  const now = new Map(after.map((one) => [one.address, one]));
  const replaced = new Set<string>();
  const changes: ResourceChange[] = [];
  for (const one of now.values()) {
    const was = old.get(one.address);
    const change = was === undefined ? oneSided("create", one) : changed(was, one, replaced);
    if (change?.action === "replace") replaced.add(one.address);
    if (change !== undefined) changes.push(change);
  }
  const gone = [...old.values()].filter(({ address }) => !now.has(address));
  return [...changes, ...gone.map((one) => oneSided("delete", one))];
}

function oneSided(action: "create" | "delete", one: Resource): ResourceChange {
  const { kind, name, address, fields } = one;
  return action === "create"
    ? { kind, name, address, action, fields: fieldChanges({}, fields), after: one }
    : { kind, name, address, action, fields: fieldChanges(fields, {}), before: one };
}

function changed(before: Resource, after: Resource, replaced: ReadonlySet<string>): ResourceChange | undefined {
  const { kind, name, address } = after;
  const both = { kind, name, address, before, after };
  const all = fieldChanges(before.fields, after.fields);
  const fields = all.filter(({ field }) => !after.ignored.includes(field));
  const because = after.parents.find((parent) => replaced.has(parent));
  const actions = fields.map(({ field, after: value }) => actionOf(after, field, value));
  const settings = [
    ...fieldChanges(before.settings, after.settings),
    ...all.filter(({ field }) => after.ignored.includes(field)),
  ];
  if (because !== undefined && !actions.includes("replace")) {
    return { ...both, action: "replace", fields: [...fields, ...settings], because };
  }
  if (fields.length > 0) {
    return { ...both, action: actions.includes("replace") ? "replace" : "update", fields: [...fields, ...settings] };
  }
  if (settings.length === 0) return undefined;
  return { ...both, action: "update", fields: settings, isSettingOnly: true };
}

/**
 * What a change of one field does to its resource.
 * @param field as a change names it: `capacity`, or `tags.team` for one of many
 * @throws Error when the resource has no row for it: our mistake, never the configuration's
 */
function actionOf({ type, actions }: Resource, field: string, after: unknown): "update" | "replace" {
  const action = actions[field.split(".")[0] ?? ""];
  if (action === undefined) throw new Error(`no row for ${type}.${field} among its actions`);
  if (action === "replace-when-off") return after === true ? "update" : "replace";
  return action;
}
