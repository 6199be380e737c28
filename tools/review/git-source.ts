/** The configuration and the catalogue as they are in a git revision. */
import path from "node:path";
import { ToolError } from "../../config/diagnostic";
import { MAX_FILE_BYTES } from "../../config/source";
import type { ConfigSource, Entry } from "../../config/source";
import { compareText } from "../../config/text";
import type { Git, Place } from "./git";

/** What stands at a path of a tree. */
interface TreeEntry {
  readonly mode: string;
  readonly object: string;
  readonly size: number;
}

const FILE_MODES = ["100644", "100755"];
const SYMBOLIC_LINK = "120000";

/** Files in one commit. */
export class GitFiles {
  private constructor(
    private readonly at: Place,
    private readonly label: string,
    private readonly tree: ReadonlyMap<string, TreeEntry>,
    private readonly contents: ReadonlyMap<string, Buffer>,
  ) {}

  /**
   * Reads them all at once.
   * @param paths of files and folders, relative to where git runs
   * @param label what messages call the commit
   * @throws ToolError when a path is outside the repository
   */
  static read(git: Git, at: Place, label: string, paths: readonly string[]): GitFiles {
    const tree = readTree(
      git,
      at.commit,
      paths.map((path) => pathInRepository(at, path)),
    );
    return new GitFiles(at, label, tree, readBlobs(git, tree));
  }

  /** The text of a file; undefined when it is not there. */
  text(file: string): string | undefined {
    const entry = this.tree.get(pathInRepository(this.at, file));
    return entry && this.contents.get(entry.object)?.toString("utf8");
  }

  /** A folder of environments; without environments when there is no such folder. */
  source(directory: string): ConfigSource {
    const root = pathInRepository(this.at, directory);
    const start = root === "." ? "" : `${root}/`;
    const environments = new Map<string, string[]>();
    for (const name of this.tree.keys()) {
      const [environment = "", ...rest] = name.startsWith(start) ? name.slice(start.length).split("/") : [];
      if (rest.length === 0 || environment.startsWith(".")) continue;
      const files = environments.get(environment) ?? [];
      environments.set(environment, [...new Set([...files, rest[0] ?? ""])].sort(compareText));
    }
    const display = (...parts: string[]): string => `${this.label}:${[directory, ...parts].join("/")}`;
    return {
      root: display(),
      environments: () => [...environments.keys()].sort(compareText),
      list: (environment) => environments.get(environment) ?? [],
      read: (environment, file) => entryAt(`${start}${environment}/${file}`, this.tree, this.contents),
      display: (environment, file) => display(environment, ...(file === undefined ? [] : [file])),
    };
  }
}

function pathInRepository({ prefix }: Place, name: string): string {
  const joined = path.posix.normalize(path.posix.join(prefix, name)).replace(/\/$/, "");
  if (!path.isAbsolute(name) && !joined.startsWith("../") && joined !== "..") return joined;
  throw new ToolError("git", `${name} is outside this git repository: review needs a folder of environments inside`);
}

/** Everything at and below some paths, by the path from the top of the work tree. */
function readTree(git: Git, commit: string, paths: readonly string[]): ReadonlyMap<string, TreeEntry> {
  const limits = paths.includes(".") ? [] : ["--", ...paths];
  const listing = git.bytes(["ls-tree", "-r", "-l", "-z", "--full-tree", commit, ...limits]);
  const lines = listing.toString("utf8").split("\0").filter(Boolean);
  return new Map(
    lines.map((line) => {
      const tab = line.indexOf("\t");
      const [mode = "", , object = "", size = ""] = line.slice(0, tab).split(/ +/);
      return [line.slice(tab + 1), { mode, object, size: Number(size) || 0 }];
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
