/** Checks a parsed file against its schema: unknown and missing keys, wrong types. */
import type * as z from "zod/mini";
import type { Diagnostic } from "./diagnostic";
import { nearest } from "./nearest";
import type { Path, Report, YamlFile } from "./parse";
import { descriptionOf, holdsTexts, knownKeys, schemaAt } from "./schema-walk";
import type { Schema } from "./schema-walk";
import { grouped } from "./text";

/** A value as far as it could be read: everything in it may be missing. */
export type AsRead<T> = T extends readonly (infer Item)[]
  ? (AsRead<Item> | undefined)[]
  : T extends object
    ? { [Key in keyof T]?: AsRead<T[Key]> }
    : T;

/** A file whose shape has been checked. */
export interface CheckedFile<T> {
  readonly file: YamlFile;
  /** What of the file has the right shape; what has not is undefined and already reported. */
  readonly asRead: AsRead<T>;
  /** The whole file with defaults filled in; undefined when something in it has a wrong shape. */
  readonly complete?: T;
}

/** Reports every departure from the schema. */
export function checkShape<T>(file: YamlFile, schema: z.ZodMiniType<T>, report: Report): CheckedFile<T> {
  const result = schema.safeParse(file.value);
  if (result.success) return { file, asRead: file.value as AsRead<T>, complete: result.data };
  const issues = result.error.issues.flatMap((issue) => withoutUnion(issue));
  const meant = reportUnknownKeys(file, schema, issues, report);
  for (const issue of issues) {
    if (issue.code === "unrecognized_keys") continue;
    const path = issue.path as Path;
    if (issue.code === "invalid_key") report(wrongKey(file, path, issue.issues[0]?.message ?? issue.message));
    else if (!meant.has(keyPath(path))) report(wrongValue(file, path, issue.message, schema));
    prune(file.value, path);
  }
  const isMapping = typeof file.value === "object" && file.value !== null && !Array.isArray(file.value);
  return { file, asRead: (isMapping ? file.value : {}) as AsRead<T> };
}

/** Of "a name or a mapping" given a mapping, what is wrong is what is wrong with the mapping. */
function withoutUnion(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const meant = issue.errors.find((branch) =>
    branch.every(({ code, path }) => code !== "invalid_type" || path.length > 0),
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
      const guess = nearest(
        key,
        known.filter((candidate) => !has(file.value, [...path, candidate])),
      );
      if (guess !== undefined) meant.add(keyPath([...path, guess]));
      report({
        code: "unknown-key",
        severity: "error",
        message: `${key} is not a key ${path.length > 0 ? `of ${keyPath(path)}` : "of this file"}`,
        help: guess !== undefined ? `did you mean ${guess}?` : `known keys: ${known.join(", ")}`,
        ...file.place([...path, key], "key"),
      });
    }
  }
  return meant;
}

function wrongKey(file: YamlFile, path: Path, expected: string): Diagnostic {
  const message = `the key ${String(path.at(-1))} of ${keyPath(path.slice(0, -1))} must be ${expected}`;
  return { code: "wrong-type", severity: "error", message, ...file.place(path, "key") };
}

function wrongValue(file: YamlFile, path: Path, expected: string, schema: Schema): Diagnostic {
  const value = valueAt(file.value, path);
  const name = path.length > 0 ? keyPath(path) : "the file";
  if (value === undefined && path.length > 0) {
    const help = descriptionOf(schemaAt(schema, path));
    const message = `${name} is missing`;
    return {
      code: "missing-key",
      severity: "error",
      message,
      ...(help && { help }),
      ...file.place(path, "key"),
    };
  }
  const help = helpFor(value, expected, schemaAt(schema, path));
  const isEmpty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
  const message = `${name} must be ${expected}, ${isEmpty ? "but is empty" : `not ${show(value)}`}`;
  return { code: "wrong-type", severity: "error", message, ...(help && { help }), ...file.place(path) };
}

function helpFor(value: unknown, expected: string, schema: Schema | undefined): string | undefined {
  if (expected === "true or false" && typeof value === "string" && /^(yes|no|on|off|y|n)$/i.test(value)) {
    return `YAML 1.2 reads ${value} as text; write ${/^(yes|on|y)$/i.test(value) ? "true" : "false"}`;
  }
  const thousands = typeof value === "string" ? /^(\d+)\s*k$/i.exec(value)?.[1] : undefined;
  if (expected.includes("thousands") && thousands !== undefined) {
    return `write ${thousands}, which means ${grouped(Number(thousands) * 1000)} tokens a minute`;
  }
  if (typeof value !== "object" && expected === "text") return "put it in quotes";
  if (typeof value === "string") {
    const [text, quoted] = [value, "remove the quotes"];
    if (expected === "true or false" && /^(true|false)$/i.test(text)) return quoted;
    if (expected.includes("number") && (expected.includes("whole") ? /^\d+$/ : /^\d+(\.\d+)?$/).test(text))
      return quoted;
    if (expected.startsWith("a list") && holdsTexts(schema)) return `write it as a list: [${text}]`;
  }
  const keys = knownKeys(schema);
  if (typeof value === "string" && keys.includes("name")) return `write name: ${value}`;
  return keys.length > 0 ? `its keys: ${keys.join(", ")}` : descriptionOf(schema);
}

/** A value as it can stand in a message. */
function show(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  if (typeof value === "number") return String(value);
  return JSON.stringify(value)?.slice(0, 80) ?? String(value);
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
