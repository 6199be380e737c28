/** Checks a parsed file against its schema: unknown and missing keys, wrong types, and values that break a rule. */
import * as z from "zod/mini";
import { named, quoted } from "../findings/characters";
import { nearest, suggest } from "../findings/nearest";
import { error, type Place, type Problem, type Report } from "../findings/report";
import type { Path, YamlFile } from "./parse";
import {
  childrenOf,
  descriptionOf,
  holdsTexts,
  isWhole,
  knownKeys,
  rulesAt,
  type Schema,
  schemaAt,
  unwrap,
} from "./schema-walk";
import { withBlank } from "./syntax";

/** A value as far as it could be read: everything in it may be missing, and a word may be any text. */
export type AsRead<T> = T extends string
  ? string
  : T extends readonly (infer Item)[]
    ? (AsRead<Item> | undefined)[]
    : T extends object
      ? { [Key in keyof T]?: AsRead<T[Key]> }
      : T;

/** A file whose shape has been checked. */
export interface CheckedFile<T> {
  readonly file: YamlFile;
  /** What of the file has the right shape; what has not is undefined and already reported. Rules may be broken. */
  readonly asRead: AsRead<T>;
  /** The whole file with defaults filled in; undefined when something has a wrong shape, or a word is none of its list. */
  readonly complete?: T;
}

/** Reports every departure from the schema and its rules, and takes what has no right shape out of the file's value. */
export function checkShape<T>(file: YamlFile, schema: z.ZodMiniType<T>, report: Report): CheckedFile<T> {
  const result = schema.safeParse(file.value);
  const issues = result.success ? [] : result.error.issues.flatMap((issue) => withoutUnion(issue));
  const meant = reportUnknownKeys(file, schema, issues, report);
  for (const issue of issues) {
    const path = issue.path as Path;
    // What no schema knows has no type either.
    if (issue.code === "unrecognized_keys") for (const key of issue.keys) prune(file.value, [...path, key]);
    if (issue.code === "unrecognized_keys" || isWrongWord(file, path, schema)) continue;
    if (issue.code === "invalid_key") reportWrongKey(file, path, issue.issues[0]?.message ?? issue.message, report);
    else if (!meant.has(keyPath(path))) report(...wrongValue(file, path, issue.message, schema));
    prune(file.value, path);
  }
  reportBrokenRules(file, schema, file.value, [], report);
  if (result.success) return { file, asRead: file.value as AsRead<T>, complete: result.data };
  const isMapping = typeof file.value === "object" && file.value !== null && !Array.isArray(file.value);
  return { file, asRead: (isMapping ? file.value : {}) as AsRead<T> };
}

/** A text where a word of a closed list belongs: its rule says what is wrong, and the text stays to be read. */
function isWrongWord(file: YamlFile, path: Path, schema: Schema): boolean {
  const at = schemaAt(schema, path);
  const isWord = at !== undefined && unwrap(at) instanceof z.ZodMiniEnum && rulesAt(at).length > 0;
  return isWord && typeof valueAt(file.value, path) === "string";
}

/** Reports the first broken rule of each value. */
function reportBrokenRules(file: YamlFile, schema: Schema, value: unknown, path: Path, report: Report): void {
  if (value === undefined) return;
  reportBroken(file, schema, value, path, "value", report);
  for (const { key, keySchema, schema: inner, value: child } of childrenOf(schema, value)) {
    const at = [...path, key];
    if (keySchema !== undefined) reportBroken(file, keySchema, key, at, "key", report);
    reportBrokenRules(file, inner, child, at, report);
  }
}

function reportBroken(
  file: YamlFile,
  schema: Schema,
  value: unknown,
  path: Path,
  part: "key" | "value",
  report: Report,
): void {
  for (const rule of rulesAt(schema, value)) {
    const fault = rule.fault(value as never, String(path.at(-1)));
    if (fault === undefined) continue;
    report(file.place(path, rule.part ?? part), error(rule.code, fault.message, fault.help));
    return;
  }
}

/** Of "a name or a mapping" given a mapping, what is wrong is what is wrong with the mapping; so with a list. */
function withoutUnion(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const meant = issue.errors.find((branch) =>
    branch.every(({ code, path }) => !["invalid_type", "invalid_value"].includes(code) || path.length > 0),
  );
  return (meant ?? []).length === 0
    ? [issue]
    : (meant ?? []).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** @returns the key paths that a misspelt key was meant for: they are not also reported as missing */
function reportUnknownKeys(file: YamlFile, schema: Schema, issues: z.core.$ZodIssue[], report: Report): Set<string> {
  const meant = new Set<string>();
  for (const issue of issues) {
    if (issue.code !== "unrecognized_keys") continue;
    const path = issue.path as Path;
    const known = knownKeys(schemaAt(schema, path));
    for (const key of issue.keys) {
      const spaced = withBlank(key);
      const guess = nearest(
        spaced?.split(":")[0] ?? key,
        known.filter((candidate) => !has(file.value, [...path, candidate])),
      );
      if (guess !== undefined) meant.add(keyPath([...path, guess]));
      const where = path.length > 0 ? `of ${keyPath(path)}` : "of this file";
      const message = `${named(key)} ${spaced ? NO_BLANK : `is not a key ${where}`}`;
      const help = spaced ? `write ${spaced}` : suggest(guess, `known keys: ${known.join(", ")}`);
      report(file.place([...path, key], "key"), error("unknown-key", message, help));
    }
  }
  return meant;
}

function reportWrongKey(file: YamlFile, path: Path, expected: string, report: Report): void {
  const message = `the key ${String(path.at(-1))} of ${keyPath(path.slice(0, -1))} must be ${expected}`;
  report(file.place(path, "key"), error("wrong-type", message));
}

function wrongValue(file: YamlFile, path: Path, expected: string, schema: Schema): [Place, Problem] {
  const value = valueAt(file.value, path);
  const name = path.length > 0 ? keyPath(path) : "the file";
  const at = schemaAt(schema, path);
  if (value === undefined && path.length > 0) {
    return [file.place(path, "key"), error("missing-key", `${name} is missing`, descriptionOf(at))];
  }
  const isEmpty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  const message = `${name} must be ${expected}, ${isEmpty ? "but is empty" : `not ${show(value)}`}`;
  const spaced = typeof value === "string" && knownKeys(at).length > 0 ? withBlank(value) : undefined;
  if (spaced) return [file.place(path), error("wrong-type", `${message}, which ${NO_BLANK}`, `write ${spaced}`)];
  return [file.place(path), error("wrong-type", message, helpFor(value, at, typeof path.at(-1) === "number"))];
}

const NO_BLANK = "lacks a blank after the colon";

/**
 * What to write instead of a value of another type.
 * @param isItem whether it stands in a list, where a name alone may be meant for the mapping that has it
 */
function helpFor(value: unknown, schema: Schema | undefined, isItem: boolean): string | undefined {
  const meant =
    schema &&
    rulesAt(schema)
      .find((rule) => rule.meant !== undefined)
      ?.meant?.(value);
  const kind = unwrap(schema);
  const help = meant ?? (typeof value === "string" ? helpForText(value, kind) : undefined);
  if (help !== undefined) return help;
  if (kind instanceof z.ZodMiniString && typeof value !== "object" && typeof value !== "string")
    return "put it in quotes";
  if (kind instanceof z.ZodMiniEnum) return `write ${Object.values(kind.def.entries).join(" or ")}`;
  const keys = knownKeys(schema);
  if (typeof value === "string" && isItem && keys.includes("name")) return `write name: ${value}`;
  if (keys.length > 0) return `its keys: ${keys.join(", ")}`;
  const itemKeys = knownKeys(schemaAt(kind, [0]));
  return itemKeys.length > 0 ? `keys of each entry: ${itemKeys.join(", ")}` : descriptionOf(schema);
}

/** What to write instead of a text where something else belongs. */
function helpForText(text: string, kind: Schema | undefined): string | undefined {
  if (kind instanceof z.ZodMiniBoolean) {
    if (/^(true|false)$/i.test(text)) return "remove the quotes";
    const isOn = /^(yes|on|y)$/i.test(text);
    if (isOn || /^(no|off|n)$/i.test(text)) return `YAML 1.2 reads ${text} as text; write ${String(isOn)}`;
  }
  const digits = isWhole(kind) ? /^\d+$/ : /^\d+(\.\d+)?$/;
  if (kind instanceof z.ZodMiniNumber && digits.test(text)) return "remove the quotes";
  return holdsTexts(kind) ? `write it as a list: [${text}]` : undefined;
}

/** A value as it can stand in a message. */
function show(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? quoted(value).slice(0, 80) : String(value);
}

/** `models[3].capacity` */
export function keyPath(path: Path): string {
  return path.map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`)).join("");
}

/** Sets what has the wrong shape to undefined, so that no later check takes it for a value. */
function prune(root: unknown, path: Path): void {
  const parent = valueAt(root, path.slice(0, -1));
  const last = path.at(-1);
  if (last !== undefined && typeof parent === "object" && parent !== null) {
    (parent as Record<string | number, unknown>)[last] = undefined;
  }
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null ? (value as Record<string | number, unknown>)[step] : undefined,
    root,
  );
}

function has(root: unknown, path: Path): boolean {
  return valueAt(root, path) !== undefined;
}
