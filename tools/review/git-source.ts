/** A configuration folder as it is in a git revision. */
import path from "node:path";
import { ToolError } from "../../config/diagnostic";
import { MAX_FILE_BYTES } from "../../config/source";
import type { ConfigSource, Entry } from "../../config/source";
import { compareText } from "../../config/text";
import type { Git } from "./git";

/** What stands at a path of a tree. */
interface TreeEntry {
  readonly mode: string;
  readonly object: string;
  readonly size: number;
}

const FILE_MODES = ["100644", "100755"];
const SYMBOLIC_LINK = "120000";

/**
 * The configuration in a revision; without environments when the revision has no such folder.
 * @param directory of environments, relative to where git runs
 * @param commit full name of a commit
 * @param label what messages call the revision
 * @throws ToolError when the folder is outside the repository
 */
export function gitSource(git: Git, directory: string, commit: string, label: string): ConfigSource {
  const root = pathInRepository(git, directory);
  const tree = readTree(git, commit, root);
  const contents = readBlobs(git, tree);
  const environments = new Map<string, string[]>();
  for (const name of tree.keys()) {
    const [environment = "", ...rest] = name.split("/");
    if (rest.length === 0 || environment.startsWith(".")) continue;
    const files = environments.get(environment) ?? [];
    environments.set(environment, [...new Set([...files, rest[0] ?? ""])].sort(compareText));
  }
  const display = (...parts: string[]): string => `${label}:${[directory, ...parts].join("/")}`;
  return {
    root: display(),
    environments: () => [...environments.keys()].sort(compareText),
    list: (environment) => environments.get(environment) ?? [],
    read: (environment, file) => entryAt(`${environment}/${file}`, tree, contents),
    display: (environment, file) => display(environment, ...(file === undefined ? [] : [file])),
  };
}

/** The texts of files of one folder in a revision; undefined for a file that is not there. */
export function gitTexts(git: Git, commit: string, folder: string, names: readonly string[]): (string | undefined)[] {
  const tree = readTree(git, commit, pathInRepository(git, folder));
  const wanted = new Map([...tree].filter(([name]) => names.includes(name)));
  const contents = readBlobs(git, wanted);
  return names.map((name) => contents.get(wanted.get(name)?.object ?? "")?.toString("utf8"));
}

function pathInRepository(git: Git, directory: string): string {
  const joined = path.posix.normalize(path.posix.join(git.prefix(), directory)).replace(/\/$/, "");
  if (!path.isAbsolute(directory) && !joined.startsWith("../") && joined !== "..") return joined;
  throw new ToolError(
    "git",
    `${directory} is outside this git repository: review needs a folder of environments inside`,
  );
}

/** Everything below a folder, by the path from there. */
function readTree(git: Git, commit: string, root: string): ReadonlyMap<string, TreeEntry> {
  const listing = git.bytes([
    "ls-tree",
    "-r",
    "-l",
    "-z",
    "--full-tree",
    commit,
    ...(root === "." ? [] : ["--", root]),
  ]);
  const entries = listing.toString("utf8").split("\0").filter(Boolean);
  const start = root === "." ? 0 : root.length + 1;
  return new Map(
    entries.map((line) => {
      const tab = line.indexOf("\t");
      const [mode = "", , object = "", size = ""] = line.slice(0, tab).split(/ +/);
      return [line.slice(tab + 1).slice(start), { mode, object, size: Number(size) || 0 }];
    }),
  );
}

/** All blobs that may be read, in one call of git. */
function readBlobs(git: Git, tree: ReadonlyMap<string, TreeEntry>): ReadonlyMap<string, Buffer> {
  const wanted = [...new Set([...tree.values()].filter(isReadable).map(({ object }) => object))];
  const contents = new Map<string, Buffer>();
  if (wanted.length === 0) return contents;
  const answer = git.bytes(["cat-file", "--batch"], `${wanted.join("\n")}\n`);
  let at = 0;
  for (const object of wanted) {
    const end = answer.indexOf("\n", at);
    const [, kind, size] = answer.toString("utf8", at, end).split(" ");
    // A promised object that a partial clone lacks is answered by `missing`, without content.
    const length = kind === "blob" ? Number(size) : -1;
    if (length >= 0) contents.set(object, answer.subarray(end + 1, end + 1 + length));
    at = end + 1 + length + 1;
  }
  return contents;
}

function isReadable({ mode, size }: TreeEntry): boolean {
  return FILE_MODES.includes(mode) && size <= MAX_FILE_BYTES;
}

function entryAt(name: string, tree: ReadonlyMap<string, TreeEntry>, contents: ReadonlyMap<string, Buffer>): Entry {
  const entry = tree.get(name);
  if (entry === undefined) {
    const isFolder = [...tree.keys()].some((other) => other.startsWith(`${name}/`));
    return { kind: isFolder ? "directory" : "missing" };
  }
  if (entry.mode === SYMBOLIC_LINK) return { kind: "unreadable", reason: "a symbolic link" };
  if (!FILE_MODES.includes(entry.mode)) return { kind: "unreadable", reason: "not a regular file" };
  if (entry.size > MAX_FILE_BYTES) return { kind: "too-large", size: entry.size };
  const bytes = contents.get(entry.object);
  return bytes === undefined
    ? { kind: "unreadable", reason: "its content is not in this clone" }
    : { kind: "file", bytes };
}
