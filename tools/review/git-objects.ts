/** Objects of a git repository: files and folders by their content. */
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

  /** The content of a file; undefined when it is not there, or not in this clone. */
  file(object: string | undefined): Buffer | undefined {
    return this.contentOf(object, "blob");
  }

  /** What is in a folder; nothing when there is none. */
  folder(object: string | undefined): TreeEntry[] {
    const bytes = this.contentOf(object, "tree");
    return bytes === undefined || object === undefined ? [] : treeEntries(bytes, object.length / 2);
  }

  private contentOf(object: string | undefined, kind: string): Buffer | undefined {
    const known = object === undefined ? undefined : this.known.get(object);
    return known?.kind === kind ? known.bytes : undefined;
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
