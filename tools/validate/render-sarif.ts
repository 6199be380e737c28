/** Findings as SARIF 2.1.0, for code-scanning dashboards. */
import type { Diagnostic } from "../../config/findings/diagnostic";
import { jsonText } from "../../config/text";

/** @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
const DOCUMENTATION = "docs/diagnostics.md";

export function renderSarif(findings: readonly Diagnostic[]): string {
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const log = {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "aucert-foundry validate",
            rules: codes.map((id) => ({ id, help: { text: `see ${DOCUMENTATION}#${id}` } })),
          },
        },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => result(finding, codes)),
      },
    ],
  };
  return jsonText(log);
}

function result(
  { code, severity, message, help, file, line, column, length = 1 }: Diagnostic,
  codes: readonly string[],
) {
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: help === undefined ? message : `${message}\n${help}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: file.split("/").map(encodeURIComponent).join("/") },
          region: { startLine: line, startColumn: column, endColumn: column + length },
        },
      },
    ],
  };
}
