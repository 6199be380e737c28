/** The configuration and the catalogue as they are in a git revision. */
import path from "node:path";
import { ToolError } from "../../config/findings/diagnostic";
import { FILE_NAMES } from "../../config/read";
import { MAX_FILE_BYTES } from "../../config/files/source";
import type { ConfigSource, Entry } from "../../config/files/source";
import { compareText } from "../../config/text";
import type { Git, Place } from "./git";
import { GitObjects } from "./git-objects";
import type { TreeEntry } from "./git-objects";

const FILE_MODES = ["100644", "100755"];
const FOLDER = "40000";
const SYMBOLIC_LINK = "120000";

/** What is read of a commit; all paths are relative to where git runs. */
export interface Wanted {
  /** Folder of environments. */
  readonly directory: string;
  /** Environments that are probably there: they are read at once, the others afterwards. */
  readonly expected: readonly string[];
  readonly files: readonly string[];
}

/** Some files of a commit. */
export interface GitFiles {
  readonly source: ConfigSource;
  /** The contents of the files, in order; undefined for one that is not there. */
  readonly contents: readonly (Buffer | undefined)[];
}

/**
 * The configuration in a revision, without environments when the revision has no such folder, and some files.
 * @param label what messages call the revision
 * @throws ToolError when a path is outside the repository
 */
export function gitFiles(git: Git, at: Place, label: string, { directory, expected, files }: Wanted): GitFiles {
  const objects = new GitObjects(git);
  const guesses = expected
    .map((name) => `${directory}/${name}`)
    .flatMap((folder) => [folder, ...FILE_NAMES.map((file) => `${folder}/${file}`)]);
  const [wanted, probable] = [[directory, ...files], guesses].map((names) =>
    names.map((name) => pathInRepository(at, name)),
  ) as [string[], string[]];
  const [root, ...rest] = objects.readPaths(at.commit, wanted, probable);
  const environments = environmentsIn(objects, root);
  return {
    source: sourceOf(objects, environments, (...parts) => `${label}:${[directory, ...parts].join("/")}`),
    contents: files.map((_, index) => objects.file(rest[index])),
  };
}

/** The entries of each environment's folder, with the files among them read. */
function environmentsIn(objects: GitObjects, root: string | undefined): ReadonlyMap<string, readonly TreeEntry[]> {
  const entries = root === undefined ? [] : objects.folder(root);
  const folders = entries.filter(({ mode, name }) => mode === FOLDER && !name.startsWith("."));
  objects.read(folders.map(({ object }) => object));
  const environments = new Map(folders.map(({ name, object }) => [name, objects.folder(object)]));
  const files = [...environments.values()].flat().filter(({ mode, name }) => isFile(mode) && isRead(name));
  objects.read(files.map(({ object }) => object));
  return environments;
}

function sourceOf(
  objects: GitObjects,
  environments: ReadonlyMap<string, readonly TreeEntry[]>,
  display: (...parts: string[]) => string,
): ConfigSource {
  const list = (environment: string): readonly TreeEntry[] => environments.get(environment) ?? [];
  return {
    root: display(),
    environments: () => [...environments.keys()].sort(compareText),
    list: (environment) =>
      list(environment)
        .map(({ name }) => name)
        .sort(compareText),
    read: (environment, file) =>
      contentOf(
        objects,
        list(environment).find(({ name }) => name === file),
      ),
    display: (environment, file) => display(environment, ...(file === undefined ? [] : [file])),
  };
}

function contentOf(objects: GitObjects, entry: TreeEntry | undefined): Entry {
  if (entry === undefined) return { kind: "missing" };
  if (entry.mode === FOLDER) return { kind: "directory" };
  if (entry.mode === SYMBOLIC_LINK) return { kind: "unreadable", reason: "a symbolic link" };
  if (!isFile(entry.mode)) return { kind: "unreadable", reason: "not a regular file" };
  const bytes = objects.file(entry.object);
  // A partial clone lacks what it has never been asked for.
  if (bytes === undefined) return { kind: "unreadable", reason: "its content is not in this clone" };
  return bytes.length > MAX_FILE_BYTES ? { kind: "too-large", size: bytes.length } : { kind: "file", bytes };
}

function isFile(mode: string): boolean {
  return FILE_MODES.includes(mode);
}

function isRead(name: string): boolean {
  return (FILE_NAMES as readonly string[]).includes(name);
}

function pathInRepository({ prefix }: Place, name: string): string {
  const joined = path.posix.normalize(path.posix.join(prefix, name)).replace(/\/$/, "");
  const isInside = !path.isAbsolute(name) && !joined.startsWith("../") && joined !== "..";
  if (isInside) return joined === "." ? "" : joined;
  throw new ToolError("git", `${name} is outside this git repository: review needs a folder of environments inside`);
}
