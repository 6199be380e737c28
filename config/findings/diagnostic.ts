/** Problems as data: one shape for everything that is wrong with a configuration. */
import type { Code } from "./codes";
import { SEVERITIES, type Severity } from "./severity";
import { compareText, plural } from "../text";

/** One problem at one place. Codes are stable words; `explain` tells what each means. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  /** What is wrong: a sentence on its own, lower case, no full stop. */
  readonly message: string;
  /** How to put it right. */
  readonly help?: string;
  /** Relative to the working directory, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** How many characters of the line the problem spans, for the caret; not part of the JSON. */
  readonly length?: number;
  /** The model it is about, where a waiver may name it. */
  readonly subject?: string | undefined;
  /** Another environment that it is about as much as that of its file; not part of the JSON. */
  readonly other?: string;
  /** True when only the passing of time made it a problem: synth shows such errors as warnings. */
  readonly dated?: boolean;
}

/** Could not run at all: wrong arguments, no configuration folder, no sign-in. Exit code 2. */
export class ToolError extends Error {
  /**
   * @param code a stable word
   * @param message what stands in the way and what to do, for the user
   */
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "ToolError";
  }
}

/** What would be built breaks a policy: nothing is written. Exit code 1. */
export class PolicyError extends Error {
  /** @param message every violation, for the user */
  constructor(message: string) {
    super(message);
    this.name = "PolicyError";
  }
}

/** By file, line, column, then code; no two the same. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const sorted = [...diagnostics].sort(
    (a, b) =>
      compareText(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      compareText(a.code, b.code) ||
      compareText(a.message, b.message),
  );
  return sorted.filter((item, index) => index === 0 || !isSame(item, sorted[index - 1]));
}

/** So many findings on each file, the worst first, and in place of the others one that counts them. Sorted as given. */
export function atMost(count: number, sorted: readonly Diagnostic[]): Diagnostic[] {
  const files = new Map<string, Diagnostic[]>();
  for (const item of sorted) {
    const known = files.get(item.file);
    if (known === undefined) files.set(item.file, [item]);
    else known.push(item);
  }
  return [...files.values()].flatMap((items) => {
    const worstFirst = SEVERITIES.flatMap((severity) => items.filter((item) => item.severity === severity));
    const [first, ...more] = worstFirst.slice(count);
    if (first === undefined) return items;
    return sortDiagnostics([...worstFirst.slice(0, count), others(first, 1 + more.length)]);
  });
}

/** @param first of those that are not shown, which is the worst of them */
function others({ severity: worst, file, line, column }: Diagnostic, count: number): Diagnostic {
  const severity = worst === "error" ? worst : "warning";
  const message = `${plural(count, "more finding")} on this file, too many to show`;
  const help = "mend those that are shown, and look again";
  return { code: "more-findings", severity, message, help, file, line, column };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

/** The same problems where the date must not stop anybody: errors that only time has made become warnings. */
export function withoutDatedErrors(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.map((item) => (item.dated && item.severity === "error" ? { ...item, severity: "warning" } : item));
}

/** `3 errors, 1 warning`; notes only when there are any; `no problems` when there is nothing. */
export function countBySeverity(diagnostics: readonly Diagnostic[]): string {
  const parts = SEVERITIES.flatMap((severity) => {
    const count = diagnostics.filter((item) => item.severity === severity).length;
    return count > 0 ? [plural(count, severity)] : [];
  });
  return parts.length > 0 ? parts.join(", ") : "no problems";
}

function isSame(a: Diagnostic, b: Diagnostic | undefined): boolean {
  return (
    b !== undefined &&
    a.file === b.file &&
    a.line === b.line &&
    a.column === b.column &&
    a.code === b.code &&
    a.message === b.message
  );
}
