/** Markdown for GitHub. Text from the configuration or from Azure stays text there, links to nobody and breaks nothing. */
import { printable, printableLines } from "../../config/findings/terminal";

/** What is left as it is inside a code span, an arrow and an ellipsis too; nothing here can end one. */
const PLAIN = /^[A-Za-z0-9 ._/:,+=\u2192\u2026-]+$/;

/** A name or value as code: GitHub makes no mention, link or emoji of what stands in code. */
export function code(text: string): string {
  const shown = printable(text).trim() === "" ? " " : printable(text);
  if (PLAIN.test(shown) && shown.trim() !== "") return `\`${shown.trim()}\``;
  return `<code>${entities(unlinked(shown), /[^A-Za-z0-9 .,\u2026\u2192-]/gu)}</code>`;
}

/** Text between words of ours, in a table cell or after them on a line. */
export function prose(text: string): string {
  return entities(unlinked(printable(text)), /[&<>|`*_[\]()!~\\${}]/g);
}

/** A sentence of ours: what stands in backticks is code, the rest is text. */
export function sentence(text: string): string {
  return text
    .split("`")
    .map((part, index, parts) => {
      const isCode = index % 2 === 1 && index < parts.length - 1;
      return isCode ? code(part) : `${index % 2 === 1 ? "&#96;" : ""}${prose(part)}`;
    })
    .join("");
}

/** Breaks what GitHub would make a mention, a reference or a link of, by a space that has no width. */
function unlinked(text: string): string {
  return text.replace(/@/g, "\u200b@").replace(/[@#]|www(?=\.)|:(?=\/\/)|(?<=:\/)(?=\/)/gi, "$&\u200b");
}

/** Several lines as they are; Markdown is not read inside. */
export function preformatted(text: string): string {
  return `<pre>\n${markup(text)}\n</pre>`;
}

/** The inside of `preformatted`. */
export function markup(text: string): string {
  return entities(printableLines(text), /[&<>]/g);
}

/** A whole table. Its cells are Markdown already. @param right columns of numbers */
export function tableOf(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): string {
  return [tableHead(head, right), ...rows.map(tableRow)].join("\n");
}

/** The first two lines of a table. */
export function tableHead(head: readonly string[], right: readonly number[] = []): string {
  const rules = head.map((_, column) => (right.includes(column) ? "---:" : "---"));
  return `${tableRow(head)}\n|${rules.join("|")}|`;
}

/** One further line of it. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function entities(text: string, special: RegExp): string {
  return text.replace(special, (character) => `&#${character.codePointAt(0)};`);
}
