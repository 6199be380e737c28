/** `docs/diagnostics.md`: an introduction written by hand, then an entry for every code. */
import { PROGRAM, unindented, wrapped } from "../text";
import { type Chapter, CHAPTERS } from "./codes";
import { standing } from "./explanation-text";
import type { Explanation } from "./explanations/explanation";

const WIDTH = 120;
const MARK = `<!-- written by ${PROGRAM} schemas, from config/findings/explanations/ -->\n`;

/**
 * The page with its entries written anew.
 * @throws Error when the mark is missing that ends the introduction
 */
export function diagnosticsPage(page: string): string {
  const end = page.indexOf(MARK);
  if (end === -1) throw new Error(`the page of diagnostics lacks the line ${MARK}`);
  return [page.slice(0, end) + MARK, ...CHAPTERS.map(chapterText)].join("\n");
}

function chapterText({ title, introduction, entries }: Chapter): string {
  const texts = Object.entries(entries).map(([code, explanation]) => entryText(code, explanation));
  return [`## ${title}\n`, ...(introduction === undefined ? [] : [paragraph(introduction)]), ...texts].join("\n");
}

function entryText(code: string, entry: Explanation): string {
  return [
    `### ${code}\n`,
    `**${entry.title}** (${standing(code, entry)})\n`,
    paragraph(entry.explanation),
    `\`\`\`yaml\n${unindented(entry.example).join("\n")}\n\`\`\`\n`,
    paragraph(`**Fix**: ${entry.fix}`),
  ].join("\n");
}

function paragraph(markdown: string): string {
  return `${wrapped(markdown, WIDTH).join("\n")}\n`;
}
