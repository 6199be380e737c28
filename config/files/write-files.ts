/** Puts files in their place: all of them, or none. */
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { ToolError } from "../findings/diagnostic";
import { codeOf } from "../text";

export interface WrittenFile {
  /** As messages show it, from where one stands. */
  readonly path: string;
  readonly text: string;
}

/**
 * Writes each file beside its place, then renames all, so that nobody ever reads half of one. Folders are made, and the mode of a
 * file that was there stays.
 * @param beforeMoving when it throws, everything is as it was
 * @throws ToolError when a file cannot be written
 */
export function writeFiles(files: readonly WrittenFile[], cwd: string, beforeMoving?: () => void): void {
  const staged: { readonly temporary: string; readonly file: string; readonly shown: string }[] = [];
  const made: string[] = [];
  try {
    for (const { path: shown, text } of files) {
      const file = path.resolve(cwd, shown);
      const temporary = `${file}.${randomBytes(8).toString("hex")}.tmp`;
      orCannotWrite(shown, [], () => {
        makeFolder(path.dirname(file), made);
        const { mode } = fileAt(file, shown) ?? {};
        staged.push({ temporary, file, shown });
        writeFileSync(temporary, text, { flag: "wx" });
        if (mode !== undefined) chmodSync(temporary, mode);
      });
    }
    beforeMoving?.();
    const moved: string[] = [];
    for (const { temporary, file, shown } of staged) {
      orCannotWrite(shown, moved, () => renameSync(temporary, file));
      moved.push(shown);
    }
  } finally {
    for (const { temporary } of staged) rmSync(temporary, { force: true });
    removeEmpty(made);
  }
}

function fileAt(file: string, shown: string): { readonly mode: number } | undefined {
  const there = lstatSync(file, { throwIfNoEntry: false });
  if (there?.isDirectory()) {
    throw new ToolError("cannot-write", `cannot write ${shown}: a folder stands there; nothing was written`);
  }
  return there?.isFile() ? there : undefined;
}

function orCannotWrite(shown: string, moved: readonly string[], act: () => void): void {
  try {
    act();
  } catch (cause) {
    if (cause instanceof ToolError) throw cause;
    const outcome = moved.length === 0 ? "nothing" : `only ${moved.join(", ")}`;
    throw new ToolError("cannot-write", `cannot write ${shown} (${codeOf(cause)}); ${outcome} was written`, { cause });
  }
}

/**
 * Makes a folder and those around it. (mkdir of node with `recursive` never returns below /proc.)
 * @param made gets those that were made, outermost first, even when a later one fails
 */
export function makeFolder(folder: string, made: string[]): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = path.dirname(folder);
  if (parent !== folder) makeFolder(parent, made);
  mkdirSync(folder);
  made.push(folder);
}

/** Removes those that hold nothing, innermost first. */
export function removeEmpty(folders: readonly string[]): void {
  for (const folder of [...folders].reverse()) if (readdirSync(folder).length === 0) rmdirSync(folder);
}
