/**
 * The Terraform resources that a configuration comes to: the fields in which two revisions are compared, with what a change
 * of each does, and the block that Terraform reads, which the policies hold the constructs' own against. A leaf: imports
 * only leaves.
 */
import type { Address } from "./addresses";

/** Null where there is no value. */
export type Value = string | number | boolean | null;
export type Fields = Readonly<Record<string, Value>>;

/** Terraform JSON. */
export type Json = string | number | boolean | readonly Json[] | Block;
export interface Block {
  readonly [argument: string]: Json;
}

/** What a change of a field does. `replace-when-off`: true to false replaces, false to true updates. */
export type FieldAction = "update" | "replace" | "replace-when-off";
export type FieldActions = Readonly<Record<string, FieldAction>>;

/** What a resource is to the reader of a review; `section` is an optional section of account.yaml. */
export type ResourceKind = "account" | "deployment" | "section" | "configMap";

export interface Resource {
  readonly kind: ResourceKind;
  readonly name: string;
  /** Terraform type, such as `azurerm_cognitive_account`. */
  readonly type: string;
  readonly address: Address;
  /** By field as the configuration calls it; `tags.team` for one of many. */
  readonly fields: Fields;
  /** By field without what follows a dot. */
  readonly actions: FieldActions;
  /** All that Terraform may read of it, to the letter; without `depends_on`. */
  readonly block: Block;
  /** What Terraform itself is told and no plan shows: protection, fields to ignore. */
  readonly settings: Fields;
  /** Fields whose later changes Terraform ignores. */
  readonly ignored: readonly string[];
  /** Addresses of resources that take this one with them when they are replaced. */
  readonly parents: readonly string[];
}

/** One resource, with all its fields. */
interface Instance<Type extends string, Field extends string>
  extends Pick<Resource, "name" | "block">, Partial<Pick<Resource, "kind" | "settings" | "ignored" | "parents">> {
  readonly address: Address<Type>;
  readonly fields: Readonly<Record<Field, Value | Fields>>;
}

/**
 * A type of resource: every field that is compared has a row that says what its change does, as its page of the provider's
 * documentation has it; what that leaves open was seen with azurerm 4.55.0.
 * @returns makes the resources of the type; a section's unless it says otherwise
 */
export function resourceType<Type extends string, Field extends string>(
  type: Type,
  actions: Readonly<Record<Field, FieldAction>>,
): (instance: Instance<Type, Field>) => Resource {
  return ({ fields, ...rest }) => ({
    kind: "section",
    settings: {},
    ignored: [],
    parents: [],
    ...rest,
    type,
    actions,
    fields: flatten(fields),
  });
}

/** `{tags: {team: a}}` to `{"tags.team": a}`. */
function flatten(fields: Readonly<Record<string, Value | Fields>>): Fields {
  const entries = Object.entries(fields).flatMap(([key, value]): [string, Value][] =>
    typeof value === "object" && value !== null
      ? Object.entries(value).map(([inner, one]) => [`${key}.${inner}`, one])
      : [[key, value]],
  );
  return Object.fromEntries(entries);
}
