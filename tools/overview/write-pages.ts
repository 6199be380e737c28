/** Puts pages in their folder: all or none, and never over what somebody else has put there. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ToolError } from "../../config/findings/diagnostic";
import { codeOf } from "../../config/text";
import { GENERATOR } from "./page/page";

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
    mkdirSync(folder, { recursive: true });
    const present = readdirSync(folder).filter((name) => name.endsWith(".html"));
    const foreign = pages.find(({ name }) => present.includes(name) && !isOurs(path.join(folder, name)));
    if (foreign !== undefined) {
      const message = `${path.join(folder, foreign.name)} was not written by this command: name another folder with --out`;
      throw new ToolError("cannot-write", message);
    }
    const names = pages.map(({ name }) => name);
    const old = isWhole ? present.filter((name) => !names.includes(name) && isOurs(path.join(folder, name))) : [];
    const staged = stage(folder, pages);
    for (const [temporary, final] of staged) renameSync(temporary, final);
    for (const name of old) rmSync(path.join(folder, name));
  } catch (cause) {
    if (cause instanceof ToolError) throw cause;
    throw new ToolError("cannot-write", `cannot write to ${folder} (${codeOf(cause)})`, { cause });
  }
}

/** Writes every page beside its place. */
function stage(folder: string, pages: readonly Page[]): [temporary: string, final: string][] {
  const staged: [string, string][] = [];
  try {
    for (const { name, text } of pages) {
      const final = path.join(folder, name);
      const temporary = `${final}.${process.pid}.tmp`;
      staged.push([temporary, final]);
      writeFileSync(temporary, text, { flag: "wx" });
    }
    return staged;
  } catch (error) {
    for (const [temporary] of staged) rmSync(temporary, { force: true });
    throw error;
  }
}

function isOurs(file: string): boolean {
  return readFileSync(file, "utf8").includes(`<meta name="generator" content="${GENERATOR}">`);
}
