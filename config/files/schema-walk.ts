/** What a schema says of itself at a path: keys, descriptions, kinds, rules. */
import * as z from "zod/mini";
import type { Rule } from "../rule";
import type { Path } from "./parse";
import { registry, rulesOf } from "./schema-parts";

export type Schema = z.core.$ZodType;

/** The schema of the value at a path. */
export function schemaAt(schema: Schema | undefined, path: Path): Schema | undefined {
  return path.reduce<Schema | undefined>((at, step) => stepInto(unwrap(at), step), schema);
}

function stepInto(schema: Schema | undefined, step: string | number): Schema | undefined {
  if (schema instanceof z.ZodMiniObject) return shapeOf(schema)[String(step)];
  if (schema instanceof z.ZodMiniArray) return schema.def.element;
  if (schema instanceof z.ZodMiniRecord) return schema.def.valueType;
  if (schema instanceof z.ZodMiniUnion) return stepInto(branchFor(schema, typeof step === "number" ? [] : {}), step);
  return undefined;
}

function shapeOf({ shape }: z.ZodMiniObject): Readonly<Record<string, Schema>> {
  return shape;
}

/** The branch of a union that a value of this kind is meant for: a list, a mapping, or else a text. */
function branchFor({ def }: z.ZodMiniUnion, value: unknown): Schema | undefined {
  const kind = Array.isArray(value) ? z.ZodMiniArray : typeof value === "object" ? z.ZodMiniObject : z.ZodMiniString;
  return def.options.find((option) => option instanceof kind);
}

/** The schema without wrappers; of a union, the branch that the value is meant for. */
function meantFor(schema: Schema | undefined, value: unknown): Schema | undefined {
  const kind = unwrap(schema);
  return kind instanceof z.ZodMiniUnion ? unwrap(branchFor(kind, value)) : kind;
}

/** The rules on a value itself. @param value unless given, a text */
export function rulesAt(schema: Schema, value: unknown = ""): readonly Rule<never>[] {
  const meant = meantFor(schema, value);
  return (meant && rulesOf.get(meant as z.ZodMiniType)) ?? [];
}

/** What is directly in a value, each with its schema; keys that the schema does not know are left out. */
export function childrenOf(schema: Schema, value: unknown): readonly Child[] {
  if (typeof value !== "object" || value === null) return [];
  const node = meantFor(schema, value);
  if (Array.isArray(value)) {
    return node instanceof z.ZodMiniArray
      ? value.map((item, index) => ({ key: index, schema: node.def.element, value: item as unknown }))
      : [];
  }
  const entries = Object.entries(value);
  if (node instanceof z.ZodMiniRecord) {
    const { keyType: keySchema, valueType } = node.def;
    return entries.map(([key, child]) => ({ key, keySchema, schema: valueType, value: child as unknown }));
  }
  if (!(node instanceof z.ZodMiniObject)) return [];
  const shape = shapeOf(node);
  return entries.flatMap(([key, child]) => {
    const inner = Object.hasOwn(shape, key) ? shape[key] : undefined;
    return inner === undefined ? [] : [{ key, schema: inner, value: child as unknown }];
  });
}

/** One thing in a value. */
export interface Child {
  readonly key: string | number;
  /** Where the user chooses the names. */
  readonly keySchema?: Schema;
  readonly schema: Schema;
  readonly value: unknown;
}

/** The schema without the wrappers for optional and default. */
export function unwrap(schema: Schema | undefined): Schema | undefined {
  const isWrapper =
    schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniDefault || schema instanceof z.ZodMiniPrefault;
  return isWrapper ? unwrap(schema.def.innerType) : schema;
}

/** What is said of it to editors. */
export function descriptionOf(schema: Schema | undefined): string | undefined {
  const [outer, inner] = [schema, unwrap(schema)];
  return (outer && registry.get(outer)?.description) ?? (inner && registry.get(inner)?.description);
}

/** Whether a number has to be a whole one. */
export function isWhole(schema: Schema | undefined): boolean {
  return schema !== undefined && registry.get(schema)?.type === "integer";
}

/** Whether it is a list of texts, words of a closed list among them. */
export function holdsTexts(schema: Schema | undefined): boolean {
  const list = meantFor(schema, []);
  if (!(list instanceof z.ZodMiniArray)) return false;
  const item = unwrap(list.def.element);
  return item instanceof z.ZodMiniString || item instanceof z.ZodMiniEnum;
}

/** The keys of a mapping that are to be suggested. */
export function knownKeys(schema: Schema | undefined): string[] {
  const object = meantFor(schema, {});
  if (object instanceof z.ZodMiniRecord && object.def.keyType instanceof z.ZodMiniEnum) {
    return Object.values(object.def.keyType.def.entries).map(String);
  }
  if (!(object instanceof z.ZodMiniObject)) return [];
  // A key that is there to be refused is nothing to suggest.
  return Object.entries(shapeOf(object))
    .filter(([, value]) => registry.get(value)?.not === undefined)
    .map(([key]) => key);
}
