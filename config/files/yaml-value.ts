/** Plain values as YAML text, written as their neighbours in the file are. */
import { isCollection, isMap, isScalar, isSeq, parseDocument, Scalar } from "yaml";
import { keyText } from "./parse";

/** What an edit may write. */
export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

/** Nodes of the file that show how such a value is written there, the best example first. */
export type Examples = readonly unknown[];

/** Longest line that a list or mapping in brackets gets, as the files of this project have it. */
const WIDTH = 120;

/** Whether a value is written over lines of its own: as the examples are; else mappings, and lists that hold more than words. */
export function isBlock(value: Value, examples: Examples): boolean {
  if (typeof value !== "object" || Object.keys(value).length === 0) return false;
  const example = examples.find((node) => isCollection(node) && node.items.length > 0 && isSeq(node) === isList(value));
  if (isCollection(example)) return example.flow !== true;
  return !isList(value) || value.some((item) => typeof item === "object");
}

/** A value over lines of its own, the first at column 0. */
export function blockText(value: Value, examples: Examples): string {
  if (typeof value !== "object") return inlineText(value, examples);
  if (isList(value)) {
    const like = examples.flatMap((node) => (isSeq(node) ? node.items : []));
    return value.map((item) => itemText(item, like)).join("\n");
  }
  return Object.entries(value)
    .map(([key, inner]) => pairText(key, inner, valuesOf(examples, key)))
    .join("\n");
}

/** An item of a list with its hyphen. */
export function itemText(value: Value, examples: Examples): string {
  return `- ${shifted(isBlock(value, examples) ? blockText(value, examples) : inlineText(value, examples, 2))}`;
}

/** A key with its value. */
export function pairText(key: string, value: Value, examples: Examples): string {
  const name = scalarText(key, [], true);
  if (isBlock(value, examples)) return `${name}:\n  ${shifted(blockText(value, examples))}`;
  return `${name}: ${inlineText(value, examples, name.length + 2)}`;
}

/**
 * A value without lines of its own: a scalar, or a list or mapping in brackets, broken where a line would be too long.
 * @param before what stands before it on its line, in characters
 */
export function inlineText(value: Value, examples: Examples, before = 0): string {
  return typeof value === "object" ? flowText(value, examples, before) : scalarText(value, examples, false);
}

/** What stands in brackets: a scalar, a list, a mapping; on one line unless told how much stands before it. */
export function flowText(value: Value, examples: Examples, before = -Infinity): string {
  if (typeof value !== "object") return scalarText(value, examples, true);
  if (isList(value)) {
    const like = examples.flatMap((node) => (isSeq(node) ? node.items : []));
    return `[${filled(
      value.map((item) => flowText(item, like)),
      before + 2,
    )}]`;
  }
  const pairs = Object.entries(value).map(([key, inner]) => flowPairText(key, inner, valuesOf(examples, key)));
  return pairs.length === 0 ? "{}" : `{ ${filled(pairs, before + 4)} }`;
}

/** A key with its value, within braces. */
export function flowPairText(key: string, value: Value, examples: Examples): string {
  return `${scalarText(key, [], true)}: ${flowText(value, examples)}`;
}

/**
 * A text, number or truth value. A text is in quotes where the best example is, and where a reader of YAML 1.2 or 1.1 would
 * take it for something else without them, as `0125`, `2026-03-05` and `no`; of 1.1 only when the example minds it, too.
 */
export function scalarText(value: string | number | boolean, examples: Examples, isInFlow: boolean): string {
  if (typeof value !== "string") return String(value);
  const example = examples.find((node) => isScalar(node) && typeof node.value === "string");
  const { type: style, value: text } = isScalar(example) ? example : { type: undefined, value: undefined };
  if (style === Scalar.QUOTE_SINGLE && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value)) return `'${value.replaceAll("'", "''")}'`;
  const isOld = style !== Scalar.PLAIN || isText(String(text), isInFlow, "1.1");
  const isPlain = isText(value, isInFlow, "1.2") && (!isOld || isText(value, isInFlow, "1.1"));
  return style !== Scalar.QUOTE_DOUBLE && isPlain ? value : JSON.stringify(value);
}

/** Whether a text without quotes is read as that text. */
function isText(text: string, isInFlow: boolean, version: "1.1" | "1.2"): boolean {
  const { errors, warnings, contents } = parseDocument(isInFlow ? `[${text}]` : `- ${text}`, { version });
  const [item, ...more] = isSeq(contents) ? contents.items : [];
  const isAsWritten = isScalar(item) && item.value === text && item.comment === undefined;
  return isAsWritten && more.length + errors.length + warnings.length === 0;
}

/** Texts with commas between them, over as many lines as they need. */
function filled(texts: readonly string[], before: number): string {
  let [result, length] = ["", before];
  for (const [index, text] of texts.entries()) {
    const isBroken = index > 0 && length + text.length + 2 > WIDTH;
    if (index > 0) result += isBroken ? ",\n  " : ", ";
    result += text;
    length = (isBroken ? 2 : length + 2) + text.length;
  }
  return result;
}

/** Two columns further in, but for the first line. */
function shifted(text: string): string {
  return text.replaceAll("\n", "\n  ");
}

/** What the examples have at a key. */
export function valuesOf(examples: Examples, key: string): unknown[] {
  return examples.flatMap((node) =>
    isMap(node) ? node.items.filter((pair) => keyText(pair) === key).map(({ value }) => value) : [],
  );
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
