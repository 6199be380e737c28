/** Findings in every form that `validate` prints. */
import { countBySeverity, type Diagnostic } from "../../config/findings/diagnostic";
import type { Severity } from "../../config/findings/severity";
import { renderText, type TextOptions } from "../../config/findings/diagnostic-text";
import { findingFields, versionedJson } from "../text/json-form";
import { renderGithub } from "./render-github";

export const FORMATS = ["text", "json", "github", "sarif"] as const;
export type Format = (typeof FORMATS)[number];

export interface FindingsOptions extends TextOptions {
  /** Whether errors stand last as text: the end of what a terminal shows is what people see. */
  readonly errorsLast?: boolean;
  /** Whether to leave all but errors out; text counts the others. */
  readonly errorsOnly?: boolean;
}

/** Ends in a line feed. @param findings sorted by place */
export async function renderFindings(
  findings: readonly Diagnostic[],
  format: Format,
  options: FindingsOptions,
): Promise<string> {
  const shown = options.errorsOnly ? findings.filter(({ severity }) => severity === "error") : findings;
  switch (format) {
    case "text": {
      const blocks = renderText(options.errorsLast ? bySeverity(shown) : shown, options);
      return `${blocks}${blocks && "\n"}${countBySeverity(findings)}\n`;
    }
    case "json":
      return versionedJson({ findings: shown.map(findingFields) });
    case "github":
      return renderGithub(shown);
    case "sarif":
      // Loaded when asked for: the explanations of all findings come with it.
      return (await import("./render-sarif")).renderSarif(shown);
  }
}

const WEIGHT: Record<Severity, number> = { note: 0, warning: 1, error: 2 };

/** Errors last; those of one severity stay in their order. */
function bySeverity(findings: readonly Diagnostic[]): Diagnostic[] {
  return [...findings].sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]);
}
