/** How a finding is reported: a problem, and the place where it stands. */
import type { CodeOf } from "./codes";
import type { Diagnostic } from "./diagnostic";

/** Where something stands in a file; `length` is how much of the line it spans. */
export type Place = Pick<Diagnostic, "file" | "line" | "column" | "length">;

/** A finding without its place. */
export interface Problem extends Pick<Diagnostic, "code" | "severity" | "message" | "subject" | "other" | "dated"> {
  readonly help?: string | undefined;
}

/** Takes a finding. */
export type Report = (place: Place, problem: Problem) => void;

/** A problem that has to be mended before synth. */
export function error(code: CodeOf<"error">, message: string, help?: string): Problem {
  return { code, severity: "error", message, help };
}

/** A problem that somebody should decide on. */
export function warning(code: CodeOf<"warning">, message: string, help: string): Problem {
  return { code, severity: "warning", message, help };
}

/** Something worth knowing. */
export function note(code: CodeOf<"note">, message: string, help: string): Problem {
  return { code, severity: "note", message, help };
}

/** Keeps findings in a list. */
export function reportTo(findings: Diagnostic[]): Report {
  return (place, { help, ...problem }) =>
    void findings.push({ ...problem, ...(help !== undefined && { help }), ...place });
}

/** The place of a file as a whole. */
export function startOf(file: string): Place {
  return { file, line: 1, column: 1 };
}

/** Complains of every text of a list that stands there already, case aside. Only sound ones are compared. */
export function reportRepeated(
  values: readonly (string | undefined)[],
  isSound: (value: string) => boolean,
  complain: (index: number, value: string) => void,
): void {
  const seen = new Set<string>();
  for (const [index, value] of values.entries()) {
    if (value === undefined || !isSound(value)) continue;
    if (seen.has(value.toLowerCase())) complain(index, value);
    seen.add(value.toLowerCase());
  }
}

/** What `reportRepeated` mostly has to say. */
export function listedTwice(code: CodeOf<"error">, text: string): Problem {
  return error(code, `${text} is listed twice`, "keep one");
}
