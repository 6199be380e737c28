/** The bench's report as a table or as JSON. Pure. */
import type { BenchReport, CaseResult, Ratio } from "./report";

export const FORMATS = ["text", "json"] as const;
export type Format = (typeof FORMATS)[number];

export function renderBench(report: BenchReport, format: Format): string {
  if (format === "json") return `${JSON.stringify(report, null, 2)}\n`;
  const { node, cpu, cpus } = report.machine;
  return [
    `node ${node} on ${cpus} × ${cpu}`,
    "",
    ...table(["ms", "median", "max", "MB", ""], report.cases.map(caseRow)),
    "",
    ...table(["ratio", "target", "", ""], report.ratios.map(ratioRow)),
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

/** Columns to the right, the last to the left. */
function table(head: readonly string[], rows: readonly string[][]): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join("  ");
  // The last column is not padded.
  return all.map((row) => `${line(row.slice(0, -1))}  ${row.at(-1) ?? ""}`.trimEnd());
}
