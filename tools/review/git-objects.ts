/** Objects of a git repository: files and folders by their content. */
import { ToolError } from "../../config/findings/diagnostic";
import type { Git } from "./git";

/** What stands at a name in a folder. */
export interface TreeEntry {
  readonly name: string;
  /** Octal, as git writes it: 100644 for a file, 40000 for a folder. */
  readonly mode: string;
  /** Name of the object: the hash of its content, in hexadecimal. */
  readonly object: string;
}

interface GitObject {
  readonly kind: string;
  readonly bytes: Buffer;
}

/** What stands at a path of a commit, as `git ls-tree` says it. */
const LISTED = /^[0-7]{6} [a-z]+ ([0-9a-f]{40,64})\t([^]*)$/;

/** Objects that have been read, so that each is read once and many with one start of git. */
export class GitObjects {
  private readonly known = new Map<string, GitObject>();

  constructor(private readonly git: Git) {}

  /**
   * Reads what is not known yet.
   * @param names of objects, or paths in a commit as `<commit>:<path>`
   * @returns the name of each object; undefined where the repository has none
   */
  read(names: readonly string[]): (string | undefined)[] {
    const wanted = [...new Set(names)].filter((name) => !this.known.has(name) && !name.includes("\n"));
    const found = wanted.length === 0 ? [] : this.readBatch(wanted);
    const objects = new Map(wanted.map((name, index) => [name, found[index]]));
    return names.map((name) => (this.known.has(name) ? name : objects.get(name)));
  }

  /**
   * What stands at paths of a commit. A broken or partial clone must not pass for an empty one, so where nothing is found
   * git is asked once more, in a way that fails.
   * @param paths from the top of the work tree
   * @param probably what else is probably wanted soon: read at once, where it is there
   * @returns the names of the objects; undefined where the commit has none
   * @throws ToolError when a folder on the way cannot be read
   */
  readPaths(commit: string, paths: readonly string[], probably: readonly string[]): (string | undefined)[] {
    const found = this.read([...paths, ...probably].map((path) => `${commit}:${path}`));
    const missing = paths.filter((_, index) => found[index] === undefined);
    if (missing.length === 0) return found.slice(0, paths.length);
    const listing = this.git.bytes(["ls-tree", "-z", "--full-tree", commit, "--", ...missing.filter(Boolean)]);
    const listed = new Map(
      listing
        .toString("utf8")
        .split("\0")
        .flatMap((line): [string, string][] => {
          const [, object = "", path = ""] = LISTED.exec(line) ?? [];
          return path === "" ? [] : [[path, object]];
        }),
    );
    this.read([...listed.values()]);
    return paths.map((path, index) => found[index] ?? listed.get(path));
  }

  /** The content of a file; undefined when it is not there, or not in this clone. */
  file(object: string | undefined): Buffer | undefined {
    const known = object === undefined ? undefined : this.known.get(object);
    return known?.kind === "blob" ? known.bytes : undefined;
  }

  /**
   * What is in a folder; nothing when it is none.
   * @throws ToolError when it is not in this clone
   */
  folder(object: string): TreeEntry[] {
    const known = this.known.get(object);
    if (known === undefined) throw new ToolError("git", `the folder ${object} is not in this clone: it is damaged`);
    return known.kind === "tree" ? treeEntries(known.bytes, object.length / 2) : [];
  }

  /** @see https://git-scm.com/docs/git-cat-file#_batch_output */
  private readBatch(names: readonly string[]): (string | undefined)[] {
    const answer = this.git.bytes(["cat-file", "--batch"], `${names.join("\n")}\n`);
    let at = 0;
    return names.map(() => {
      const end = answer.indexOf("\n", at);
      const [, object, kind, size] = HEADER.exec(answer.toString("utf8", at, end)) ?? [];
      at = end + 1;
      if (object === undefined || kind === undefined) return undefined;
      const bytes = answer.subarray(at, at + Number(size));
      at += bytes.length + 1;
      this.known.set(object, { kind, bytes });
      return object;
    });
  }
}

/** What is not there is answered by its name and `missing`, or `ambiguous`. */
const HEADER = /^([0-9a-f]{40,64}) (blob|tree|commit|tag) (\d+)$/;

/**
 * A tree object: for each entry its mode, a space, its name, a zero byte and the bytes of the object's name.
 * @param nameBytes 20 with SHA-1, 32 with SHA-256
 */
function treeEntries(tree: Buffer, nameBytes: number): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < tree.length;) {
    const space = tree.indexOf(" ", at);
    const zero = tree.indexOf(0, space);
    const end = zero + 1 + nameBytes;
    entries.push({
      mode: tree.toString("latin1", at, space),
      name: tree.toString("utf8", space + 1, zero),
      object: tree.toString("hex", zero + 1, end),
    });
    at = end;
  }
  return entries;
}
