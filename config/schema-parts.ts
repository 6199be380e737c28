/**
 * Building blocks of the files' schemas. Each `error` text completes the sentence "… must be …"; descriptions and the
 * rest of `.meta` go into the editors' JSON Schemas.
 */
import * as z from "zod";

// Compiling a parser for each schema costs more than it saves until a list has hundreds of entries, and little then.
z.config({ jitless: true });

/** A text; `pattern` is what editors hold it against. */
export const text = (description: string, pattern?: string) =>
  z.string({ error: "text" }).meta({ description, ...(pattern && { pattern }) });
/** A word of a closed list. A check reports any other word, with the nearest right one. */
export const oneOf = (description: string, values: readonly string[]) =>
  z.string({ error: `one of ${values.join(", ")}` }).meta({ description, enum: [...values] });
/** True or false. */
export const flag = (description: string) => z.boolean({ error: "true or false" }).meta({ description });
/** A mapping with exactly these keys. */
export const object = <T extends z.ZodRawShape>(description: string, shape: T) =>
  z.strictObject(shape, { error: "a mapping" }).meta({ description });
/** A list of at least one item; a check reports an empty one. */
export const list = <T extends z.ZodType>(description: string, item: T) =>
  z.array(item, { error: "a list" }).meta({ description, minItems: 1 });

/** A list that may be empty, which is the same as leaving it out. */
export const items = <T extends z.ZodType>(description: string, item: T) =>
  z.array(item, { error: "a list" }).meta({ description });

/** Every file begins with it. */
export const version = z
  .literal(1, { error: "1, the version of this file format" })
  .meta({ description: "Version of the file format: 1." });
