/** The bench's report as a table or as JSON. Pure. */
import { columns, jsonText } from "../../config/text";
import type { BenchReport, CaseResult, Ratio } from "./report";

export const FORMATS = ["text", "json"] as const;
export type Format = (typeof FORMATS)[number];

export function renderBench(report: BenchReport, format: Format): string {
  if (format === "json") return jsonText(report);
  const { node, cpu, cpus } = report.machine;
  return [
    `node ${node} on ${cpus} × ${cpu}`,
    "",
    ...columns([["ms", "median", "max", "MB", ""], ...report.cases.map(caseRow)], [0, 1, 2, 3]),
    "",
    ...columns([["ratio", "target", "", ""], ...report.ratios.map(ratioRow)], [0, 1, 2]),
    "",
  ].join("\n");
}

function caseRow({ minMs, medianMs, maxMs, peakMb, title, note }: CaseResult): string[] {
  const figures = [minMs, medianMs, maxMs, peakMb].map((value) => value?.toFixed(0) ?? "");
  return [...figures, note === undefined ? title : `${title}: ${note}`];
}

function ratioRow({ value, target, met, title }: Ratio): string[] {
  const verdict = met === null ? "unknown" : met ? "met" : "MISSED";
  return [value?.toFixed(2) ?? "", `≤ ${target.atMost}`, verdict, title];
}
