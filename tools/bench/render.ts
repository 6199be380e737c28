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
    ...table(["ms", "min", "max", "MB", "runs", ""], report.cases.map(caseRow)),
    "",
    ...table(["ratio", "target", "", ""], report.ratios.map(ratioRow)),
    "",
  ].join("\n");
}

function caseRow({ medianMs, minMs, maxMs, peakMb, runs, title, note }: CaseResult): string[] {
  const figures = [medianMs, minMs, maxMs, peakMb].map((value) => (value === undefined ? "" : value.toFixed(0)));
  return [...figures, String(runs), note === undefined ? title : `${title}: ${note}`];
}

function ratioRow({ value, target, met, title }: Ratio): string[] {
  const bound = "atMost" in target ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`;
  const verdict = met === null ? "unknown" : met ? "met" : "MISSED";
  return [value === null ? "" : value.toFixed(2), bound, verdict, title];
}

/** Columns to the right, the last to the left. */
function table(head: readonly string[], rows: readonly string[][]): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const last = head.length - 1;
  return all.map((row) =>
    row
      .map((cell, column) => (column === last ? cell : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}
