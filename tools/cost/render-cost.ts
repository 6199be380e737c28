/** Reports in every form that `cost` prints. */
import { printable } from "../../config/findings/terminal";
import { columns, listed } from "../../config/text";
import { versionedJson } from "../text/json-form";
import { prose, tableOf } from "../text/markdown";
import { answerOf } from "./answer";
import { costCsv } from "./cost-csv";
import { reportJson } from "./cost-json";
import type { CostReport } from "./cost-report";
import type { Section } from "./cost-section";
import { sectionsOf } from "./cost-sections";

/** Output forms; the first is the default. */
export const FORMATS = ["text", "markdown", "json", "csv"] as const;
/** One of them. */
export type Format = (typeof FORMATS)[number];

/** Ends in a line feed. */
export function renderCost(reports: readonly CostReport[], format: Format): string {
  switch (format) {
    case "text":
      return [...reports.map(textOf), ...sharedCredits(reports).map((one) => `${printable(one)}\n`)].join("\n");
    case "markdown":
      return [...reports.map(markdownOf), ...sharedCredits(reports).map((one) => `${prose(one)}\n`)].join("\n");
    case "csv":
      return costCsv(reports);
    case "json":
      return versionedJson({ environments: reports.map(reportJson) });
  }
}

/** What to know of credits that more than one environment is held against. */
function sharedCredits(reports: readonly CostReport[]): string[] {
  const names = reports.filter(({ published }) => published.creditsUsd).map(({ environment }) => environment);
  if (names.length < 2) return [];
  return [
    `Credits are each environment's own: where ${listed(names)} spend the same ones, they run out sooner than each says.`,
  ];
}

function titleOf({ environment, options }: CostReport): string {
  return `${environment}: cost as of ${options.today}`;
}

function textOf(report: CostReport): string {
  const blocks = sectionsOf(report).map(({ title, table, notes }) => {
    const rows = table ? columns([table.head, ...table.rows], table.right) : [];
    return [title, ...[...rows, ...notes].map((line) => `  ${printable(line)}`)].join("\n");
  });
  const answer = answerOf(report).map(printable).join("\n");
  return `${[titleOf(report), answer, ...blocks].join("\n\n")}\n`;
}

function markdownOf(report: CostReport): string {
  const blocks = sectionsOf(report).map((section) => `### ${section.title}\n\n${markdownBody(section)}`);
  const answer = answerOf(report).map(prose).join("\n");
  return `${[`## ${titleOf(report)}`, answer, ...blocks].join("\n\n")}\n`;
}

function markdownBody({ table, notes }: Section): string {
  const parts = [
    ...(table
      ? [
          tableOf(
            table.head.map(prose),
            table.rows.map((row) => row.map(prose)),
            table.right,
          ),
        ]
      : []),
    ...(notes.length > 0 ? [notes.map((note) => `- ${prose(note)}`).join("\n")] : []),
  ];
  return parts.join("\n\n");
}
