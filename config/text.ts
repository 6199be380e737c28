/** Small things about text. A leaf: imports nothing. */

/** The program as one calls it in the checkout. */
export const PROGRAM = "npx aucert-foundry";

/** `1 file`, `2 files`, `1,000 files`. */
export function plural(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** A whole number as `1,048,576`, whatever the machine's locale. Loading the locale's own data would cost 7 ms. */
export function grouped(value: number): string {
  return groupThousands(String(value));
}

/** A number as `1,234.50`: at least so many digits after the point, at most so many. */
export function decimal(value: number, minimumDigits: number, maximumDigits = minimumDigits): string {
  const [whole = "", digits = ""] = value.toFixed(maximumDigits).split(".");
  const fraction = digits.replace(/0+$/, "").padEnd(minimumDigits, "0");
  return fraction === "" ? groupThousands(whole) : `${groupThousands(whole)}.${fraction}`;
}

function groupThousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}

/**
 * Rows as lines, every column as wide as its longest cell.
 * @param right columns of numbers
 */
export function columns(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const count = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => {
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return right.includes(column) ? cell.padStart(width) : cell.padEnd(width);
    });
    return cells.join("  ").trimEnd();
  });
}

/** A paragraph as lines of at most so many characters; what stands in backticks is never broken. */
export function wrapped(paragraph: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of paragraph.match(/(?:`[^`]*`|\S)+/g) ?? []) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The lines of a text that is indented as the code around it, without that indentation. */
export function unindented(text: string): string[] {
  const lines = text.replace(/^\n/, "").split("\n");
  const margin = Math.min(...lines.filter((line) => line !== "").map((line) => line.search(/\S|$/)));
  return lines.map((line) => line.slice(margin));
}

/** As many names of a list as show its pattern. */
const SEVERAL = 20;

/** Names as a sentence lists them; of many the first. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, SEVERAL).join(", ");
  return names.length > SEVERAL ? `${shown} and ${grouped(names.length - SEVERAL)} more` : shown;
}

/** Of a word that is longer than any id or address its beginning, and so of the whole. */
export function shortened(text: string): string {
  return text.replace(/(\S{200})\S{101,}/gu, "$1…").replace(/^([^]{2000})[^]+$/u, "$1…");
}

/** JSON as files and commands have it. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Why something failed: the system's word, such as ENOENT, or else what the error says. */
export function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : String(error);
}

/** Code-unit order: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A copy in that order. */
export function sortedTexts<T extends string>(texts: readonly T[]): T[] {
  return [...texts].sort(compareText);
}
