/**
 * Building blocks of the files' schemas. Each `error` text completes the sentence "… must be …"; descriptions and the
 * other keywords of JSON Schema in the registry are for the editors.
 */
import * as z from "zod/mini";

// Compiling a parser for each schema costs more than it saves until a list has hundreds of entries, and little then.
z.config({ jitless: true });

export const registry = z.globalRegistry;
/** What may be left out. */
export const optional = z.optional;
/** What may be left out, and is then this value. */
export const withDefault = z._default;

/** A text; `pattern` is what editors hold it against. */
export const text = (description: string, pattern?: string) =>
  z.string({ error: "text" }).register(registry, { description, ...(pattern && { pattern }) });
/** A word of a closed list. A check reports any other word, with the nearest right one. */
export const oneOf = (description: string, values: readonly string[]) =>
  z.string({ error: `one of ${values.join(", ")}` }).register(registry, { description, enum: [...values] });
/** True or false. */
export const flag = (description: string) => z.boolean({ error: "true or false" }).register(registry, { description });
/** A mapping with exactly these keys. */
export const object = <T extends z.core.$ZodShape>(description: string, shape: T) =>
  z.strictObject(shape, { error: "a mapping" }).register(registry, { description });
/** A list of at least one item; a check reports an empty one. */
export const list = <T extends z.ZodMiniType>(description: string, item: T) =>
  z.array(item, { error: "a list" }).register(registry, { description, minItems: 1 });

/** A list that may be empty, which is the same as leaving it out. */
export const items = <T extends z.ZodMiniType>(description: string, item: T) =>
  z.array(item, { error: "a list" }).register(registry, { description });

/** Every file begins with it. */
export const version = z
  .literal(1, { error: "1, the version of this file format" })
  .register(registry, { description: "Version of the file format: 1." });
