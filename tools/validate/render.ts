/** Findings in every form that `validate` prints. */
import { countBySeverity } from "../../config/findings/diagnostic";
import type { Diagnostic } from "../../config/findings/diagnostic";
import { renderText } from "../../config/findings/diagnostic-text";
import type { TextOptions } from "../../config/findings/diagnostic-text";
import { renderGithub } from "./github";
import { renderSarif } from "./sarif";

export const FORMATS = ["text", "json", "github", "sarif"] as const;
export type Format = (typeof FORMATS)[number];

/** Version of the JSON form. */
const JSON_VERSION = 1;

/** Ends in a line feed. */
export function renderFindings(findings: readonly Diagnostic[], format: Format, options: TextOptions): string {
  switch (format) {
    case "text":
      return findings.length === 0
        ? "no problems\n"
        : `${renderText(findings, options)}\n${countBySeverity(findings)}\n`;
    case "json":
      return `${JSON.stringify({ version: JSON_VERSION, findings: findings.map(publicFields) }, null, 2)}\n`;
    case "github":
      return renderGithub(findings);
    case "sarif":
      return renderSarif(findings);
  }
}

/** The fields that are contract, in a fixed order. */
function publicFields({ code, severity, message, help, file, line, column }: Diagnostic) {
  return { code, severity, message, ...(help !== undefined && { help }), file, line, column };
}
