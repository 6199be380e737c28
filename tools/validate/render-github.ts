/** Findings as annotations of a GitHub workflow. */
import type { Diagnostic } from "../../config/findings/diagnostic";
import { printable } from "../../config/findings/terminal";
import type { Severity } from "../../config/findings/severity";

const LEVELS: Record<Severity, string> = { error: "error", warning: "warning", note: "notice" };

/**
 * One workflow command per finding.
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message
 */
export function renderGithub(findings: readonly Diagnostic[]): string {
  return findings.map(annotation).join("");
}

function annotation({ severity, code, message, help, file, line, column, length = 1 }: Diagnostic): string {
  const properties = { file: printable(file), line, col: column, endColumn: column + length, title: code };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  const text = help === undefined ? message : `${message}\n${help}`;
  return `::${LEVELS[severity]} ${list.join(",")}::${escapeData(text)}\n`;
}

function escapeData(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
