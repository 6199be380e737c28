/** Puts what a synth wrote in its place: all of it or nothing, and without touching what Terraform keeps there. */
import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import type { IManifest } from "cdktf";
import { makeFolder, removeEmpty } from "../config/files/write-files";

/** A file below the output folder, path with `/`. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/** What synth writes to, or removes from, directly in the output folder. */
const OURS = ["manifest.json", "manifests", "policy-report.json", "stacks"];

/**
 * The only names in a stack's folder that belong to synth; state, plans and `.terraform*` are Terraform's. A lock file that was kept
 * is written over Terraform's, and never removed.
 */
const STACK_FILES = ["cdk.tf.json", "cdk.tf", "metadata.json"];

/** Manifests that synth writes; anything else in their folder is somebody else's. */
const MANIFEST = /^llm-config-.*\.yaml$/;

/** A file of ours on its way to its name. */
const TEMPORARY = /\.(json|yaml|hcl)\.[0-9a-f]{16}\.tmp$/;

/** After this nobody is still at work on a temporary file, in milliseconds. */
const ABANDONED_AFTER_MS = 60 * 60 * 1000;

/** Every file below a folder, sorted by path. */
export function readTree(folder: string): OutputFile[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .map((name) => ({ path: name.split(path.sep).join("/"), text: readFileSync(path.join(folder, name), "utf8") }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** What becomes of the output of an earlier synth. */
export interface Replacement {
  /** Whether what these files do not name stays: they are those of some environments only. */
  readonly isPartial: boolean;
  /** Whether the emptied folder of a stack stays: cdktf's CLI wants to remove it itself. */
  readonly keepsFolders: boolean;
}

const WHOLE: Replacement = { isPartial: false, keepsFolders: false };

/** What `replaceOutput` would do. */
export interface OutputPlan {
  readonly changed: readonly OutputFile[];
  /** Paths below the output folder. */
  readonly removed: readonly string[];
}

/**
 * Compares with the output of an earlier synth.
 * @throws Error with a sentence when the folder is none for output
 */
export function planOutput(
  outdir: string,
  files: readonly OutputFile[],
  { isPartial }: Pick<Replacement, "isPartial">,
): OutputPlan {
  const foreign = holdsOutput(outdir) ? undefined : foreignIn(outdir);
  if (foreign !== undefined) {
    throw new Error(`it holds ${foreign} and no output of an earlier synth: name a folder that is empty or new`);
  }
  const current = new Set(files.map((file) => file.path));
  const removed = isPartial ? [] : earlierFiles(outdir).filter((file) => !current.has(file));
  refuseLinks(outdir, [...OURS, ...current, ...removed]);
  return { changed: files.filter((file) => !holds(path.join(outdir, file.path), file.text)), removed };
}

/**
 * Replaces the output of an earlier synth. Writes everything beside its place first, then renames, then removes what
 * this synth no longer makes; when a write fails, the folder is as it was.
 */
export function replaceOutput(outdir: string, files: readonly OutputFile[], how = WHOLE): void {
  const { changed, removed } = planOutput(outdir, files, how);
  const staged: { temporary: string; final: string }[] = [];
  const created: string[] = [];
  try {
    for (const file of changed) {
      const final = path.join(outdir, file.path);
      makeFolder(path.dirname(final), created);
      const temporary = `${final}.${randomBytes(8).toString("hex")}.tmp`;
      const handle = openSync(temporary, "wx");
      staged.push({ temporary, final });
      try {
        writeFileSync(handle, file.text);
      } finally {
        closeSync(handle);
      }
      if (existsSync(final) && statSync(final).isDirectory())
        throw new Error(`a folder stands at ${file.path}; remove it`);
    }
  } catch (error) {
    for (const { temporary } of staged) rmSync(temporary, { force: true });
    removeEmpty(created);
    throw error;
  }
  for (const { temporary, final } of staged) renameSync(temporary, final);
  for (const file of [...removed, ...leftovers(outdir)]) rmSync(path.join(outdir, file), { force: true });
  if (how.isPartial || how.keepsFolders) return;
  removeEmpty(foldersIn(path.join(outdir, "stacks")).map((stack) => path.join(outdir, "stacks", stack)));
}

/**
 * A link may lead anywhere, and what it leads to is not ours to write or remove.
 * @param names of things below the output folder, which itself may be a link
 */
function refuseLinks(outdir: string, names: readonly string[]): void {
  const steps = names.flatMap((name) => {
    const parts = name.split("/");
    return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
  });
  const link = [...new Set(steps)].find((name) => isLink(path.join(outdir, name)));
  if (link !== undefined) throw new Error(`a symbolic link stands at ${link}, and synth follows none; remove it`);
}

function isLink(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/** Temporary files of runs that were killed, with `/`. */
function leftovers(outdir: string): string[] {
  const folders = ["", "manifests/", ...foldersIn(path.join(outdir, "stacks")).map((stack) => `stacks/${stack}/`)];
  const names = folders.flatMap((folder) => namesIn(path.join(outdir, folder)).map((name) => `${folder}${name}`));
  return names.filter((name) => TEMPORARY.test(name) && isAbandoned(path.join(outdir, name)));
}

/** Whether a file or folder has not been touched for an hour. */
export function isAbandoned(file: string): boolean {
  const { mtimeMs } = lstatSync(file, { throwIfNoEntry: false }) ?? {};
  return mtimeMs !== undefined && Date.now() - mtimeMs > ABANDONED_AFTER_MS;
}

/** Whether an earlier synth wrote there: its manifest lists stacks. */
function holdsOutput(outdir: string): boolean {
  try {
    const manifest: unknown = JSON.parse(readFileSync(path.join(outdir, "manifest.json"), "utf8"));
    return isManifest(manifest);
  } catch {
    return false;
  }
}

/** Whether this is what cdktf writes of an app's stacks. */
export function isManifest(value: unknown): value is IManifest {
  const { stacks, version } = (value ?? {}) as Partial<Record<keyof IManifest, unknown>>;
  return typeof version === "string" && typeof stacks === "object" && stacks !== null && !Array.isArray(stacks);
}

/** What may stand in a folder before synth: what Terraform has left of stacks, git's own notes, and the pages of overview. */
const NOT_FOREIGN = ["stacks", ".gitignore", ".gitkeep", "overview"];

/** What stands in a folder that synth would have to share. */
function foreignIn(outdir: string): string | undefined {
  const others = namesIn(outdir).filter((name) => !NOT_FOREIGN.includes(name));
  return [...others, ...earlierFiles(outdir)][0];
}

/** Whether a file stands there already with this text. Most files of most runs do, and replacing one costs a disk write. */
function holds(file: string, text: string): boolean {
  try {
    return readFileSync(file, "utf8") === text;
  } catch {
    return false;
  }
}

/** Files of stacks and manifests that some synth has written, with `/`. */
function earlierFiles(outdir: string): string[] {
  const stacks = foldersIn(path.join(outdir, "stacks")).flatMap((stack) =>
    STACK_FILES.map((file) => `stacks/${stack}/${file}`),
  );
  const manifests = namesIn(path.join(outdir, "manifests")).filter((name) => MANIFEST.test(name));
  return [...stacks, ...manifests.map((name) => `manifests/${name}`)].filter((file) =>
    existsSync(path.join(outdir, file)),
  );
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function foldersIn(folder: string): string[] {
  return namesIn(folder).filter((name) => lstatSync(path.join(folder, name)).isDirectory());
}
