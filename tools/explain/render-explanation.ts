/** What `explain` prints: the entry of one code, or the list of all. */
import { CHAPTERS, type Code, EXPLANATIONS, isCode } from "../../config/findings/codes";
import { type Entry, entryOf, standing } from "../../config/findings/explanation-text";
import { painter } from "../../config/findings/terminal";
import { wrapped } from "../../config/text";
import { versionedJson } from "../text/json-form";

export const FORMATS = ["text", "json"] as const;
export type Format = (typeof FORMATS)[number];

/** Columns of a terminal; nobody reads longer lines with ease. */
const WIDTH = 80;

/** Ends in a line feed. @param code undefined: all */
export function renderExplanation(code: Code | undefined, format: Format, colour: boolean): string {
  const entries = (code === undefined ? Object.keys(EXPLANATIONS).filter(isCode) : [code]).map(entryOf);
  if (format === "json") return versionedJson({ entries });
  return code === undefined ? listText(colour) : entries.map((entry) => entryText(entry, colour)).join("");
}

function entryText(entry: Entry, colour: boolean): string {
  const paint = painter(colour);
  const paragraph = (text: string): string => wrapped(text, WIDTH).join("\n");
  return [
    `${paint(entry.severities[0], entry.code)}: ${entry.title} (${standing(entry.code, entry)})`,
    paragraph(entry.explanation),
    entry.example.replace(/^/gm, "  "),
    paragraph(`Fix: ${entry.fix}`).replace(/^Fix/, (word) => paint("help", word)),
    `${entry.documentation}\n`,
  ].join("\n\n");
}

function listText(colour: boolean): string {
  const paint = painter(colour);
  const width = Math.max(...Object.keys(EXPLANATIONS).map(({ length }) => length));
  const chapters = CHAPTERS.map(({ title, entries }) => {
    const rows = Object.entries(entries).map(([code, entry]) => `  ${code.padEnd(width)}  ${entry.title}`);
    return [paint("place", title), ...rows, ""].join("\n");
  });
  return [...chapters, "Give a code for what it means, an example and the fix.\n"].join("\n");
}
