/** The configuration and the catalogue as they are in a git revision. */
import path from "node:path";
import { FILE_NAMES, SAVED_FILES } from "../../config/read";
import { type ConfigSource, type Entry, MAX_FILE_BYTES } from "../../config/files/source";
import { compareText } from "../../config/text";
import type { Git, TreeEntry } from "./git";

const FILE_MODES = ["100644", "100755"];
const SYMBOLIC_LINK = "120000";

/** What is read of a revision; paths are relative to where git runs. */
export interface Wanted {
  /** Where git runs. */
  readonly cwd: string;
  /** Folder of environments. */
  readonly directory: string;
  readonly files: readonly string[];
}

/** Some files of a commit. */
export interface GitFiles {
  readonly source: ConfigSource;
  /** The contents of the files, in order; undefined for one that is not there. */
  readonly contents: readonly (Buffer | undefined)[];
}

/** What stands at a name in an environment's folder. */
type Item = TreeEntry | "directory";
type Environments = ReadonlyMap<string, ReadonlyMap<string, Item>>;

/**
 * The configuration in a revision, without environments when the revision has no such folder, and some files.
 * @param label what messages call the revision
 * @throws ToolError when there is no such revision, a path is outside the repository, or the clone is damaged
 */
export function gitFiles(git: Git, revision: string, label: string, { cwd, directory, files }: Wanted): GitFiles {
  const entries = git.list(revision, [directory, ...files]);
  const environments = environmentsBelow(path.resolve(cwd, directory), entries, cwd);
  const names = [...FILE_NAMES, ...SAVED_FILES];
  const configuration = [...environments.values()].flatMap((items) => names.map((name) => items.get(name)));
  const others = files.map((at) => entries.find((entry) => entry.path === at));
  const wanted = [...configuration, ...others].filter(isFile);
  const contents = git.contents(wanted.map(({ object }) => object));
  const display = (...parts: string[]): string => `${label}:${[directory, ...parts].join("/")}`;
  return {
    source: sourceOf(environments, contents, display),
    contents: others.map((entry) => entry && contents.get(entry.object)),
  };
}

/** The folders in a folder, with what stands in each. */
function environmentsBelow(root: string, entries: readonly TreeEntry[], cwd: string): Environments {
  const environments = new Map<string, Map<string, Item>>();
  for (const entry of entries) {
    const [environment = "", name, ...below] = path.relative(root, path.resolve(cwd, entry.path)).split(path.sep);
    if (name === undefined || environment.startsWith(".")) continue;
    const items = environments.get(environment) ?? new Map<string, Item>();
    environments.set(environment, items.set(name, below.length > 0 ? "directory" : entry));
  }
  return environments;
}

function sourceOf(
  environments: Environments,
  contents: ReadonlyMap<string, Buffer>,
  display: (...parts: string[]) => string,
): ConfigSource {
  return {
    root: display(),
    environments: () => [...environments.keys()].sort(compareText),
    list: (environment) => [...(environments.get(environment)?.keys() ?? [])].sort(compareText),
    read: (environment, file) => read(environments.get(environment)?.get(file), contents),
    display: (environment, file) => display(environment, ...(file === undefined ? [] : [file])),
  };
}

function read(item: Item | undefined, contents: ReadonlyMap<string, Buffer>): Entry {
  if (item === undefined) return { kind: "missing" };
  if (item === "directory") return { kind: "directory" };
  if (item.mode === SYMBOLIC_LINK) return { kind: "unreadable", reason: "a symbolic link" };
  if (!isFile(item)) return { kind: "unreadable", reason: "not a regular file" };
  const bytes = contents.get(item.object);
  // A partial clone lacks what it has never been asked for.
  if (bytes === undefined) return { kind: "unreadable", reason: "its content is not in this clone" };
  return bytes.length > MAX_FILE_BYTES ? { kind: "too-large", size: bytes.length } : { kind: "file", bytes };
}

function isFile(item: Item | undefined): item is TreeEntry {
  return item !== undefined && item !== "directory" && FILE_MODES.includes(item.mode);
}
