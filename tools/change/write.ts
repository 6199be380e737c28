/** Puts changed files in place: all of them, or none. */
import { randomBytes } from "node:crypto";
import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { writeFiles } from "../../config/files/write-files";
import { ToolError } from "../../config/findings/diagnostic";
import { codeOf } from "../../config/text";
import { Refused } from "./plan";

/** A file that exists, and its new text. */
export interface ReplacedFile {
  /** As diagnostics show it. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Replaces files that exist.
 * @throws Refused when one is no longer what it was when it was read, or is no regular file
 * @throws ToolError when one cannot be written
 */
export function replaceFiles(files: readonly ReplacedFile[], cwd: string): void {
  const after = files.map((file) => ({ path: file.path, text: file.after }));
  writeFiles(after, cwd, () => {
    for (const file of files) refuseChanged(path.resolve(cwd, file.path), file);
  });
}

/**
 * Makes a folder that does not exist, with everything in it at once.
 * @param files by name
 * @throws ToolError when something stands there, or it cannot be written
 */
export function writeFolder(folder: string, files: ReadonlyMap<string, string>, cwd: string): void {
  const final = path.resolve(cwd, folder);
  const temporary = path.join(path.dirname(final), `.${path.basename(final)}.${randomBytes(8).toString("hex")}.tmp`);
  try {
    mkdirSync(temporary);
    for (const [name, text] of files) writeFileSync(path.join(temporary, name), text, { flag: "wx" });
    if (lstatSync(final, { throwIfNoEntry: false }) !== undefined) throw new Refused(`${folder} is there already`);
    renameSync(temporary, final);
  } catch (cause) {
    throw cannotWrite(cause);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function refuseChanged(file: string, { path: shown, before }: ReplacedFile): void {
  const isFile = lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;
  if (isFile && readFileSync(file).equals(Buffer.from(before))) return;
  throw new Refused(`${shown} was changed while this ran, so nothing was written`, "run it again");
}

function cannotWrite(cause: unknown): unknown {
  if (cause instanceof ToolError || cause instanceof Refused) return cause;
  const { path: file = "" } = cause as NodeJS.ErrnoException;
  return new ToolError(
    "cannot-write",
    `cannot write ${path.basename(path.dirname(file))}: ${codeOf(cause)}; nothing was written`,
    { cause },
  );
}
