/** Findings in every form that `validate` prints. */
import { countBySeverity, type Diagnostic } from "../../config/findings/diagnostic";
import { renderText, type TextOptions } from "../../config/findings/diagnostic-text";
import { findingFields, versionedJson } from "../text/json-form";
import { renderGithub } from "./render-github";

export const FORMATS = ["text", "json", "github", "sarif"] as const;
export type Format = (typeof FORMATS)[number];

/** Ends in a line feed. */
export async function renderFindings(
  findings: readonly Diagnostic[],
  format: Format,
  options: TextOptions,
): Promise<string> {
  switch (format) {
    case "text":
      return findings.length === 0
        ? "no problems\n"
        : `${renderText(findings, options)}\n${countBySeverity(findings)}\n`;
    case "json":
      return versionedJson({ findings: findings.map(findingFields) });
    case "github":
      return renderGithub(findings);
    case "sarif":
      // Loaded when asked for: the explanations of all findings come with it.
      return (await import("./render-sarif")).renderSarif(findings);
  }
}
