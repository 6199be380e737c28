/** Findings as SARIF 2.1.0, for code-scanning dashboards. */
import type { Code } from "../../config/findings/codes";
import type { Diagnostic } from "../../config/findings/diagnostic";
import { entryOf } from "../../config/findings/explanation-text";
import { jsonText } from "../../config/text";

/** @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

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
            rules: codes.map(rule),
          },
        },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => result(finding, codes)),
      },
    ],
  };
  return jsonText(log);
}

function rule(code: Code) {
  const { title, explanation, severities, fix, documentation } = entryOf(code);
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: explanation },
    help: { text: `${fix}\nsee ${documentation}` },
    defaultConfiguration: { level: severities[0] },
  };
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
