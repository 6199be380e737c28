/** Reports in every form that `cost` prints. */
import { toJson } from "./json";
import type { CostReport } from "./report";
import type { Section, Table } from "./section";
import { sectionsOf } from "./sections";

/** Output forms; the first is the default. */
export const FORMATS = ["text", "markdown", "json"] as const;
/** One of them. */
export type Format = (typeof FORMATS)[number];

/** Ends in a line feed. */
export function renderCost(reports: readonly CostReport[], format: Format): string {
  switch (format) {
    case "text":
      return reports.map(textOf).join("\n");
    case "markdown":
      return reports.map(markdownOf).join("\n");
    case "json":
      return `${JSON.stringify(toJson(reports), null, 2)}\n`;
  }
}

function titleOf({ environment, options }: CostReport): string {
  return `${environment}: cost as of ${options.today}`;
}

function textOf(report: CostReport): string {
  const blocks = sectionsOf(report).map(({ title, table, notes }) =>
    [title, ...(table ? textTable(table) : []), ...notes.map((note) => `  ${note}`)].join("\n"),
  );
  return `${[titleOf(report), ...blocks].join("\n\n")}\n`;
}

function textTable({ head, rows, right }: Table): string[] {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? "").length)));
  return [head, ...rows].map((row) => {
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return right.includes(column) ? cell.padStart(width) : cell.padEnd(width);
    });
    return `  ${cells.join("  ")}`.trimEnd();
  });
}

function markdownOf(report: CostReport): string {
  const blocks = sectionsOf(report).map((section) => `### ${section.title}\n\n${markdownBody(section)}`);
  return `## ${titleOf(report)}\n\n${blocks.join("\n\n")}\n`;
}

function markdownBody({ table, notes }: Section): string {
  const parts = [
    ...(table ? [markdownTable(table)] : []),
    ...(notes.length > 0 ? [notes.map((note) => `- ${escaped(note)}`).join("\n")] : []),
  ];
  return parts.join("\n\n");
}

function markdownTable({ head, rows, right }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(" | ")} |`;
  const rule = `| ${head.map((_, column) => (right.includes(column) ? "---:" : "---")).join(" | ")} |`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

/** Text that markdown leaves as it stands, whatever names and sources hold. */
function escaped(text: string): string {
  return text.replace(/[\\|*_`<>[\]~$]/g, "\\$&").replace(/\s+/g, " ");
}
