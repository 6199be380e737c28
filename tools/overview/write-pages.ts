/** Puts pages in their folder: all or none, and never over what somebody else has put there. */
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { writeFiles } from "../../config/files/write-files";
import { ToolError } from "../../config/findings/diagnostic";
import { codeOf } from "../../config/text";
import { GENERATOR } from "./generator";

/** How a page says who wrote it, and how a picture does. */
const MARKS = [`<meta name="generator" content="${GENERATOR}">`, `<!-- ${GENERATOR} -->`];

export interface Page {
  /** Name of its file. */
  readonly name: string;
  readonly text: string;
}

/**
 * @param isWhole whether pages of an earlier run that are not among these go
 * @throws ToolError when the folder cannot be written, or a file of another origin stands in the way; nothing is changed then
 */
export function writePages(folder: string, pages: readonly Page[], isWhole: boolean): void {
  try {
    const present = existsSync(folder) ? readdirSync(folder).filter((name) => /\.(html|svg)$/.test(name)) : [];
    const foreign = pages.find(({ name }) => present.includes(name) && !isOurs(path.join(folder, name)));
    if (foreign !== undefined) {
      const message = `${path.join(folder, foreign.name)} was not written by this command: name another folder with --out`;
      throw new ToolError("cannot-write", message);
    }
    const names = pages.map(({ name }) => name);
    const old = isWhole
      ? present.filter((name) => name.endsWith(".html") && !names.includes(name) && isOurs(path.join(folder, name)))
      : [];
    writeFiles(
      pages.map(({ name, text }) => ({ path: path.join(folder, name), text })),
      folder,
    );
    for (const name of old) rmSync(path.join(folder, name));
  } catch (cause) {
    if (cause instanceof ToolError) throw cause;
    throw new ToolError("cannot-write", `cannot write to ${folder} (${codeOf(cause)})`, { cause });
  }
}

function isOurs(file: string): boolean {
  const text = readFileSync(file, "utf8");
  return MARKS.some((mark) => text.includes(mark));
}
