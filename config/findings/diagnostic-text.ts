/** Diagnostics as text with the line and a caret, as a compiler prints them. */
import type { Diagnostic, Severity } from "./diagnostic";
import { maskSecrets } from "../files/secrets";

/** Longest part of a source line that is shown; a longer line is cut around the caret. */
const EXCERPT_WIDTH = 120;

const COLOURS: Record<Severity | "place" | "help", string> = {
  error: "31",
  warning: "33",
  note: "36",
  place: "34",
  help: "32",
};

export interface TextOptions {
  /** Whether to use ANSI colours. */
  readonly colour: boolean;
  /** The text of a file that a diagnostic names, if it could be read. */
  readonly textOf: (file: string) => string | undefined;
}

/** One block per diagnostic, each ending in a line feed. */
export function renderText(diagnostics: readonly Diagnostic[], options: TextOptions): string {
  const lines = new Map<string, string[]>();
  const linesOf = (file: string): string[] => {
    const known = lines.get(file) ?? (options.textOf(file) ?? "").split(/\r?\n/);
    lines.set(file, known);
    return known;
  };
  return diagnostics.map((item) => renderOne(item, linesOf(item.file)[item.line - 1], options)).join("\n");
}

function renderOne(item: Diagnostic, source: string | undefined, { colour }: TextOptions): string {
  const paint = (kind: keyof typeof COLOURS, text: string): string =>
    colour ? `\u001b[${COLOURS[kind]}m${text}\u001b[0m` : text;
  const margin = " ".repeat(String(item.line).length);
  const block = [
    `${paint(item.severity, `${item.severity}[${item.code}]`)}: ${printable(item.message)}`,
    `${margin}${paint("place", "-->")} ${item.file}:${item.line}:${item.column}`,
  ];
  if (source !== undefined && source.trim() !== "") {
    const { excerpt, caret } = excerptOf(source, item);
    block.push(`${margin} ${paint("place", "|")}`);
    block.push(`${paint("place", `${item.line} |`)} ${excerpt}`);
    block.push(`${margin} ${paint("place", "|")} ${paint(item.severity, caret)}`);
  }
  if (item.help !== undefined) block.push(`${margin} ${paint("help", "= help:")} ${printable(item.help)}`);
  return `${block.join("\n")}\n`;
}

function excerptOf(source: string, item: Diagnostic): { excerpt: string; caret: string } {
  const at = Math.min(item.column - 1, source.length);
  const start = source.length > EXCERPT_WIDTH ? Math.max(0, at - EXCERPT_WIDTH / 2) : 0;
  const excerpt = printable(maskSecrets(source).slice(start, start + EXCERPT_WIDTH));
  const room = Math.max(1, excerpt.length - (at - start));
  const caret = "^".repeat(Math.max(1, Math.min(item.length ?? 1, room)));
  return { excerpt, caret: " ".repeat(at - start) + caret };
}

/** One character for each control character, so that nothing in a file can move the cursor or colour the terminal. */
function printable(text: string): string {
  return text
    .replace(/\t/g, " ")
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}
