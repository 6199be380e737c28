/** What a schema says of itself at a path: keys, descriptions, kinds. */
import * as z from "zod/mini";
import type { Path } from "./parse";
import { registry } from "./schema-parts";

export type Schema = z.core.$ZodType;

/** The schema of the value at a path. */
export function schemaAt(schema: Schema | undefined, path: Path): Schema | undefined {
  return path.reduce<Schema | undefined>((at, step) => stepInto(unwrap(at), step), schema);
}

function stepInto(schema: Schema | undefined, step: string | number): Schema | undefined {
  if (schema instanceof z.ZodMiniObject) return shapeOf(schema)[String(step)];
  if (schema instanceof z.ZodMiniArray) return schema.def.element;
  if (schema instanceof z.ZodMiniRecord) return schema.def.valueType;
  if (schema instanceof z.ZodMiniUnion) return stepInto(unwrap(mappingOf(schema)), step);
  return undefined;
}

function shapeOf({ shape }: z.ZodMiniObject): Readonly<Record<string, Schema>> {
  return shape;
}

/** The branch of a union that is a mapping. */
function mappingOf({ def }: z.ZodMiniUnion): Schema | undefined {
  return def.options.find((option) => option instanceof z.ZodMiniObject);
}

/** The schema without the wrappers for optional and default. */
function unwrap(schema: Schema | undefined): Schema | undefined {
  const isWrapper =
    schema instanceof z.ZodMiniOptional || schema instanceof z.ZodMiniDefault || schema instanceof z.ZodMiniPrefault;
  return isWrapper ? unwrap(schema.def.innerType) : schema;
}

/** What is said of it to editors. */
export function descriptionOf(schema: Schema | undefined): string | undefined {
  const [outer, inner] = [schema, unwrap(schema)];
  return (outer && registry.get(outer)?.description) ?? (inner && registry.get(inner)?.description);
}

/** Whether it is a list of texts. */
export function holdsTexts(schema: Schema | undefined): boolean {
  const list = unwrap(schema);
  return list instanceof z.ZodMiniArray && unwrap(list.def.element) instanceof z.ZodMiniString;
}

/** The keys of a mapping that are to be suggested. */
export function knownKeys(schema: Schema | undefined): string[] {
  const unwrapped = unwrap(schema);
  const object = unwrapped instanceof z.ZodMiniUnion ? mappingOf(unwrapped) : unwrapped;
  if (object instanceof z.ZodMiniRecord && object.def.keyType instanceof z.ZodMiniEnum) {
    return Object.values(object.def.keyType.def.entries).map(String);
  }
  if (!(object instanceof z.ZodMiniObject)) return [];
  // A key that is there to be refused is nothing to suggest.
  return Object.entries(shapeOf(object))
    .filter(([, value]) => registry.get(value)?.not === undefined)
    .map(([key]) => key);
}
