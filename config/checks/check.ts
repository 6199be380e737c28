/** What every check gets, and how it reports. */
import type { Catalog } from "../catalog";
import type { Diagnostic, Severity } from "../diagnostic";
import type { ModelEntry, ModelFacts } from "../facts";
import type { Path, Report, YamlFile } from "../parse";

/** What checks need beside the configuration. */
export interface CheckContext {
  /** The day to judge by, YYYY-MM-DD. */
  readonly today: string;
  readonly catalog: Catalog;
  readonly report: Report;
  /** Content filters that a model may name; undefined when the declared ones could not be read. */
  readonly raiPolicies?: readonly string[] | undefined;
}

/** One entry of the model list under check. */
export interface Subject {
  readonly entry: ModelEntry;
  readonly facts: ModelFacts;
  readonly index: number;
  readonly file: YamlFile;
}

/** A finding without its place. */
export interface Problem extends Pick<Diagnostic, "code" | "message" | "dated"> {
  readonly severity: Severity;
  readonly help?: string | undefined;
}

export function reportAt(
  report: Report,
  file: YamlFile,
  path: Path,
  problem: Problem,
  part: "key" | "value" = "value",
): void {
  const { help, ...rest } = problem;
  report({ ...rest, ...(help !== undefined && { help }), ...file.place(path, part) });
}

/** `did you mean X?`, or the fallback. */
export function suggest(guess: string | undefined, fallback: string): string {
  return guess === undefined ? fallback : `did you mean ${guess}?`;
}

/** Reports a problem of one entry, at one of its keys or, when the entry lacks the key, at its name. */
export function reportEntry(
  report: Report,
  { entry, index, file }: Subject,
  key: keyof ModelEntry,
  problem: Problem,
): void {
  const place = file.place(["models", index, key in entry ? key : "name"]);
  const { help, ...rest } = problem;
  report({
    ...rest,
    ...(help !== undefined && { help }),
    ...(entry.name !== undefined && { subject: entry.name }),
    ...place,
  });
}

/** A problem that has to be mended before synth. */
export function error(code: Diagnostic["code"], message: string, help: string): Problem {
  return { code, severity: "error", message, help };
}

/** A value of the file as it can stand in a message. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}
