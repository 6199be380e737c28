/** Puts what a synth wrote in its place: all of it or nothing, and without touching what Terraform keeps there. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";

/** A file below the output folder, path with `/`. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/** The only names in a stack's folder that belong to synth; state, plans and `.terraform` are Terraform's. */
const STACK_FILES = ["cdk.tf.json", "cdk.tf", "metadata.json"];

/** Manifests that synth writes; anything else in their folder is somebody else's. */
const MANIFEST = /^llm-config-.*\.yaml$/;

/** Every file below a folder, sorted by path. */
export function readTree(folder: string): OutputFile[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .map((name) => ({ path: name.split(path.sep).join("/"), text: readFileSync(path.join(folder, name), "utf8") }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * Replaces the output of an earlier synth. Writes everything beside its place first, then renames, then removes what
 * this synth no longer makes; when a write fails, the folder is as it was.
 */
export function replaceOutput(outdir: string, files: readonly OutputFile[]): void {
  const staged: { temporary: string; final: string }[] = [];
  const created: string[] = [];
  try {
    for (const file of files) {
      const final = path.join(outdir, file.path);
      if (holds(final, file.text)) continue;
      const first = mkdirSync(path.dirname(final), { recursive: true });
      if (first !== undefined) created.push(first);
      const temporary = `${final}.${process.pid}.tmp`;
      staged.push({ temporary, final });
      writeFileSync(temporary, file.text);
      if (existsSync(final) && statSync(final).isDirectory())
        throw new Error(`a folder stands at ${file.path}; remove it`);
    }
  } catch (error) {
    for (const { temporary } of staged) rmSync(temporary, { force: true });
    for (const folder of created.reverse()) rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  for (const { temporary, final } of staged) renameSync(temporary, final);
  removeStale(outdir, new Set(files.map((file) => file.path)));
}

/** Whether a file stands there already with this text. Most files of most runs do, and replacing one costs a disk write. */
function holds(file: string, text: string): boolean {
  try {
    return readFileSync(file, "utf8") === text;
  } catch {
    return false;
  }
}

function removeStale(outdir: string, current: ReadonlySet<string>): void {
  for (const stack of foldersIn(path.join(outdir, "stacks"))) {
    for (const file of STACK_FILES) remove(outdir, `stacks/${stack}/${file}`, current);
    removeIfEmpty(path.join(outdir, "stacks", stack));
  }
  for (const manifest of namesIn(path.join(outdir, "manifests")).filter((name) => MANIFEST.test(name))) {
    remove(outdir, `manifests/${manifest}`, current);
  }
}

function remove(outdir: string, file: string, current: ReadonlySet<string>): void {
  if (!current.has(file)) rmSync(path.join(outdir, file), { force: true });
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function foldersIn(folder: string): string[] {
  return namesIn(folder).filter((name) => statSync(path.join(folder, name)).isDirectory());
}

function removeIfEmpty(folder: string): void {
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}
