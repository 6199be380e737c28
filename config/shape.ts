/** Checks a parsed file against its schema: unknown and missing keys, wrong types. */
import * as z from "zod";
import type { Diagnostic } from "./diagnostic";
import { nearest } from "./nearest";
import type { Path, Report, YamlFile } from "./parse";
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
export function checkShape<T>(file: YamlFile, schema: z.ZodType<T>, report: Report): CheckedFile<T> {
  const result = schema.safeParse(file.value);
  if (result.success) return { file, asRead: file.value as AsRead<T>, complete: result.data };
  const issues = result.error.issues.flatMap((issue) => withoutUnion(issue));
  const meant = reportUnknownKeys(file, schema, issues, report);
  for (const issue of issues) {
    if (issue.code === "unrecognized_keys") continue;
    const path = issue.path as Path;
    if (!meant.has(keyPath(path))) report(wrongValue(file, path, issue.message, schema));
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
function reportUnknownKeys(file: YamlFile, schema: z.ZodType, issues: z.core.$ZodIssue[], report: Report): Set<string> {
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

function wrongValue(file: YamlFile, path: Path, expected: string, schema: z.ZodType): Diagnostic {
  const value = valueAt(file.value, path);
  const name = path.length > 0 ? keyPath(path) : "the file";
  if (value === undefined && path.length > 0) {
    const help = schemaAt(schema, path)?.meta()?.description;
    const message = `${name} is missing`;
    return {
      code: "missing-key",
      severity: "error",
      message,
      ...(help && { help }),
      ...file.place(path, "key"),
    };
  }
  const help = helpFor(value, expected);
  const message = `${name} must be ${expected}, ${value === null || value === undefined ? "but is empty" : `not ${show(value)}`}`;
  return { code: "wrong-type", severity: "error", message, ...(help && { help }), ...file.place(path) };
}

function helpFor(value: unknown, expected: string): string | undefined {
  if (expected === "true or false" && typeof value === "string" && /^(yes|no|on|off|y|n)$/i.test(value)) {
    return `YAML 1.2 reads ${value} as text; write ${/^(yes|on|y)$/i.test(value) ? "true" : "false"}`;
  }
  const thousands = typeof value === "string" ? /^(\d+)\s*k$/i.exec(value)?.[1] : undefined;
  if (expected.includes("thousands") && thousands !== undefined) {
    return `write ${thousands}, which means ${grouped(Number(thousands) * 1000)} tokens a minute`;
  }
  if (expected === "text" && typeof value !== "object") return "put it in quotes";
  return undefined;
}

/** A value as it can stand in a message. */
function show(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
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

/** The schema of the value at a path, without the wrappers for optional and default. */
function schemaAt(schema: z.ZodType | undefined, path: Path): z.ZodType | undefined {
  return path.reduce<z.ZodType | undefined>((at, step) => stepInto(unwrap(at), step), schema);
}

function stepInto(schema: z.ZodType | undefined, step: string | number): z.ZodType | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[String(step)] as z.ZodType | undefined;
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  if (schema instanceof z.ZodUnion) return stepInto(unwrap(mappingOf(schema)), step);
  return undefined;
}

/** The branch of a union that is a mapping. */
function mappingOf(union: z.ZodUnion): z.ZodType | undefined {
  return union.options.find((option) => option instanceof z.ZodObject);
}

function unwrap(schema: z.ZodType | undefined): z.ZodType | undefined {
  const isWrapper =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return isWrapper ? unwrap(schema.unwrap() as z.ZodType) : schema;
}

function knownKeys(schema: z.ZodType | undefined): string[] {
  const unwrapped = unwrap(schema);
  const object = unwrapped instanceof z.ZodUnion ? mappingOf(unwrapped) : unwrapped;
  if (!(object instanceof z.ZodObject)) return [];
  // A key that is there to be refused is nothing to suggest.
  const shape = object.shape as Readonly<Record<string, z.ZodType>>;
  return Object.keys(shape).filter((key) => shape[key]?.meta()?.not === undefined);
}
