/**
 * Building blocks of the files' schemas. Each `error` text completes the sentence "… must be …"; descriptions and the
 * other keywords of JSON Schema in the registry are for the editors; rules on values are for the shape check.
 */
import * as z from "zod/mini";
import type { NumberRule, Rule, WordRule } from "../rule";
import { PLAIN_PROSE, PLAIN_TEXT } from "../values";

// Compiling a parser for each schema costs more than it saves until a list has hundreds of entries, and little then.
z.config({ jitless: true });

export const registry = z.globalRegistry;
/** The rules on a value, in the order in which they are asked; the first that is broken is reported. */
export const rulesOf = z.registry<readonly Rule<never>[]>();
/** What may be left out. */
export const optional = z.optional;
/** What may be left out, and is then this value. */
export const withDefault = z._default;

/** A text of one line, with rules of its own or without. */
export const text = (description: string, ...rules: readonly Rule<string>[]) => {
  const pattern = rules.find((one) => one.pattern !== undefined)?.pattern;
  return ruled(z.string({ error: "text" }), [...rules, PLAIN_TEXT]).register(registry, {
    description,
    ...(pattern && { pattern }),
  });
};
/** A text for people, of any number of lines. */
export const prose = (description: string, ...rules: readonly Rule<string>[]) =>
  ruled(z.string({ error: "text" }), [...rules, PLAIN_PROSE]).register(registry, { description });
/** The names in a mapping whose keys the user chooses. */
export const names = (...rules: readonly Rule<string>[]) => ruled(z.string(), [...rules, PLAIN_TEXT]);
/** A mapping from names that the user chooses. */
export const mapping = <T extends z.ZodMiniType>(
  error: string,
  keys: z.ZodMiniString,
  value: T,
  keywords: Readonly<Record<string, unknown>>,
  ...rules: readonly Rule<object>[]
) => ruled(z.record(keys, value, { error }), rules).register(registry, keywords);
/** A word of a closed list. */
export const oneOf = <Word extends string>(description: string, rule: WordRule<Word>) =>
  ruled(z.enum(rule.words as readonly [Word, ...Word[]], { error: `one of ${rule.words.join(", ")}` }), [
    rule,
  ]).register(registry, { description });
/** A number between bounds. */
export const number = (error: string, description: string, rule: NumberRule) =>
  ruled(z.number({ error }), [rule]).register(registry, { description, ...rule.keywords });
/** True or false. */
export const flag = (description: string) => z.boolean({ error: "true or false" }).register(registry, { description });
/** A mapping with exactly these keys. */
export const object = <T extends z.core.$ZodShape>(description: string, shape: T) =>
  z.strictObject(shape, { error: "a mapping" }).register(registry, { description });
/** A list of at least one item. */
export const list = <T extends z.ZodMiniType>(
  description: string,
  item: T,
  ...rules: readonly Rule<readonly unknown[]>[]
) => ruled(z.array(item, { error: "a list" }), rules).register(registry, { description, minItems: 1 });
/** A list that may be empty, which is the same as leaving it out. */
export const items = <T extends z.ZodMiniType>(description: string, item: T) =>
  z.array(item, { error: "a list" }).register(registry, { description });
/** A list, or a word that stands for one. */
export const listOr = <Word extends string, T extends z.ZodMiniType>(word: Word, description: string, other: T) => {
  const schema = z.union([z.literal(word), other], { error: `${word}, or a list` });
  registry.add(schema, { description });
  return schema;
};
/** A key that is known so that its refusal can say why. Editors mark any value. */
export const refused = (description: string, rule: Rule<unknown>) =>
  optional(ruled(z.unknown(), [rule])).register(registry, { description, not: {} });

/** Every file begins with it. */
export const version = z
  .literal(1, { error: "1, the version of this file format" })
  .register(registry, { description: "Version of the file format: 1." });

function ruled<T extends z.ZodMiniType>(schema: T, rules: readonly Rule<never>[]): T {
  if (rules.length > 0) rulesOf.add(schema, rules);
  return schema;
}
