/** Diagnostics as text with the line and a caret, as a compiler prints them. */
import type { Diagnostic } from "./diagnostic";
import { maskSecrets } from "./secrets";
import { painter, printable } from "./terminal";

/** Longest part of a source line that is shown; a longer line is cut around the caret. */
const EXCERPT_WIDTH = 120;

export interface TextOptions {
  /** Whether to use ANSI colours. */
  readonly colour: boolean;
  /** The text of a file that a diagnostic names, if it could be read. */
  readonly textOf: (file: string) => string | undefined;
}

/** One block per diagnostic, each ending in a line feed. */
export function renderText(diagnostics: readonly Diagnostic[], options: TextOptions): string {
  const lines = remembered((file: string) => (options.textOf(file) ?? "").split(/\r?\n/));
  const masked = remembered(maskSecrets);
  const lineOf = ({ file, line }: Diagnostic): string => masked(lines(file)[line - 1] ?? "");
  return diagnostics.map((item) => renderOne(item, lineOf(item), options)).join("\n");
}

/** The function, which works each answer out once. */
function remembered<Answer>(answerTo: (question: string) => Answer): (question: string) => Answer {
  const known = new Map<string, Answer>();
  return (question) => {
    const answer = known.get(question) ?? answerTo(question);
    known.set(question, answer);
    return answer;
  };
}

/** @param source the line, without secrets */
function renderOne(item: Diagnostic, source: string, { colour }: TextOptions): string {
  const paint = painter(colour);
  const margin = " ".repeat(String(item.line).length);
  const block = [
    `${paint(item.severity, `${item.severity}[${item.code}]`)}: ${printable(item.message)}`,
    `${margin}${paint("place", "-->")} ${printable(item.file)}:${item.line}:${item.column}`,
  ];
  if (source.trim() !== "") {
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
  const excerpt = printable(source.slice(start, start + EXCERPT_WIDTH).replace(/\t/g, " "));
  const room = Math.max(1, excerpt.length - (at - start));
  const caret = "^".repeat(Math.max(1, Math.min(item.length ?? 1, room)));
  return { excerpt, caret: " ".repeat(at - start) + caret };
}
