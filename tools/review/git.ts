/** The git edge: asks git, and never checks anything out or changes anything. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { ToolError } from "../../config/findings/diagnostic";
import type { Surroundings } from "../../config/files/source";
import { grouped } from "../../config/text";

/** Most that one answer may have. */
const MAX_BYTES = 256 * 1024 * 1024;

/** The branches that may be the main one; the first that there is counts. */
const MAIN_BRANCHES = ["origin/main", "main"] as const;

/** No prompts, no locks, messages in English, and no pattern in a path. */
const QUIET = { GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0", GIT_LITERAL_PATHSPECS: "1", LC_ALL: "C" };

/** What a commit has at a path: anything but a folder, which is there when something is in it. */
export interface TreeEntry {
  /** Relative to where git runs. */
  readonly path: string;
  /** Octal, as git writes it: 100644 for a file. */
  readonly mode: string;
  /** Name of the object: the hash of its content. */
  readonly object: string;
}

/** A commit, as a list of the past shows it. */
export interface Commit {
  readonly hash: string;
  /** Day of the commit where it was made, YYYY-MM-DD. */
  readonly day: string;
  /** First line of its message. */
  readonly subject: string;
}

/** A repository, as seen from a folder in it. What cannot be answered is looked into only then. */
export class Git {
  private readonly surroundings: Surroundings;

  constructor({ cwd, env }: Surroundings) {
    this.surroundings = { cwd, env: { ...env, ...QUIET } };
  }

  /**
   * Where this line of work left the main branch.
   * @param otherBase how to give another base, in the words of the command that asks
   * @throws ToolError when there is no repository, no main branch, or this clone does not reach so far back
   */
  mergeBase(otherBase: string): string {
    for (const main of MAIN_BRANCHES) {
      const base = this.answer("merge-base", main, "HEAD");
      if (base !== undefined) return base;
      if (this.find(main) === undefined) continue;
      this.requireHead();
      throw new ToolError("revision", `${main} and HEAD have no common commit${this.shallowHint()}`);
    }
    this.requireHead();
    const hint = `give the base: ${otherBase}${this.shallowHint()}`;
    throw new ToolError("revision", `no ${MAIN_BRANCHES.join(" and no ")} to compare with; ${hint}`);
  }

  /**
   * What a revision has at some paths, and in the folders at them; nothing for a path that it lacks.
   * @param paths relative to where git runs, as are those of the answer
   * @throws ToolError when there is no such revision, a path is outside the repository, or a folder on the way cannot be
   * read: a damaged or partial clone is no empty configuration
   */
  list(revision: string, paths: readonly string[]): TreeEntry[] {
    if (revision.startsWith("-")) {
      throw new ToolError("revision", `${shown(revision)} looks like an option, not like a revision`);
    }
    const { status, stdout, stderr } = this.run(["ls-tree", "-r", "-z", `${revision}^{commit}`, "--", ...paths]);
    if (status !== 0) throw this.unlisted(revision, paths) ?? failure("ls-tree", stderr);
    return [...stdout.toString().matchAll(/([0-7]{6}) [a-z]+ ([0-9a-f]+)\t([^\0]+)\0/g)].map(
      ([, mode = "", object = "", at = ""]) => ({ path: at, mode, object }),
    );
  }

  /**
   * The contents of files by their objects; without those that are not in this clone.
   * @see https://git-scm.com/docs/git-cat-file#_batch_output
   */
  contents(objects: readonly string[]): ReadonlyMap<string, Buffer> {
    const contents = new Map<string, Buffer>();
    if (objects.length === 0) return contents;
    const { status, stdout: answer, stderr } = this.run(["cat-file", "--batch"], objects.join("\n"));
    if (status !== 0) throw failure("cat-file", stderr);
    for (let at = 0; at < answer.length;) {
      const end = answer.indexOf("\n", at);
      const [object = "", kind, size] = answer.toString("latin1", at, end).split(" ");
      const start = end + 1;
      at = start;
      if (kind !== "blob") continue;
      contents.set(object, answer.subarray(start, start + Number(size)));
      at += Number(size) + 1;
    }
    return contents;
  }

  /**
   * Commits on the line of first parents from HEAD that changed something at a path, latest first.
   * @throws ToolError when there is no repository, or the path is outside it
   */
  history(at: string, count: number): Commit[] {
    const format = ["--format=%H%x1f%cs%x1f%s", "--encoding=UTF-8", "-z"];
    const args = [
      "-c",
      "log.showSignature=false",
      "log",
      "--first-parent",
      `--max-count=${count}`,
      ...format,
      "--",
      at,
    ];
    const { status, stdout, stderr } = this.run(args);
    if (status !== 0) {
      this.prefix();
      throw this.unlisted("HEAD", [at]) ?? failure("log", stderr);
    }
    const commits = stdout.toString().split("\0").filter(Boolean);
    return commits.map((text) => {
      const [hash = "", day = "", ...subject] = text.split("\x1f");
      return { hash, day, subject: subject.join("\x1f") };
    });
  }

  /** Whether the past is cut off somewhere. */
  get isShallow(): boolean {
    return this.answer("rev-parse", "--is-shallow-repository") === "true";
  }

  /** Why a revision cannot be listed, unless it is the clone's fault. */
  private unlisted(revision: string, paths: readonly string[]): ToolError | undefined {
    const prefix = this.prefix();
    if (this.find(revision) === undefined) {
      return new ToolError("revision", `git knows no revision ${shown(revision)} here${this.shallowHint()}`);
    }
    const outside = paths.find((name) => /^\.\.(\/|$)/.test(path.posix.join(prefix, name)));
    if (outside === undefined) return undefined;
    return new ToolError("git", `${outside} is outside this git repository, so git has no earlier state of it`);
  }

  /**
   * The folder where git runs, from the top of the work tree: empty there, else ending in `/`.
   * @throws ToolError when it is in no repository
   */
  private prefix(): string {
    const { status, stdout, stderr } = this.run(["rev-parse", "--show-prefix"]);
    if (status === 0) return stdout.toString().replace(/\n$/, "");
    const [why = ""] = stderr.toString().trim().split("\n");
    throw new ToolError("no-repository", `git says: ${why.replace(/^fatal: /, "")}`);
  }

  /** The commit that a revision names, and not one that it leaves out, as `^HEAD` does. */
  private find(revision: string): string | undefined {
    const name = this.answer("rev-parse", "--verify", "--quiet", `${revision}^{commit}`);
    return name?.startsWith("^") ? undefined : name;
  }

  private shallowHint(): string {
    if (!this.isShallow) return "";
    return "; this clone is shallow: fetch the rest with git fetch --unshallow, or fetch-depth: 0 in a workflow";
  }

  /** @throws ToolError when there is no repository, or no commit in it */
  private requireHead(): void {
    if (this.find("HEAD") !== undefined) return;
    this.prefix();
    throw new ToolError("revision", "the repository has no commit yet: nothing to compare with");
  }

  /** One line of stdout; undefined when git says no. */
  private answer(...args: string[]): string | undefined {
    const { status, stdout } = this.run(args);
    return status === 0 ? stdout.toString().trimEnd() : undefined;
  }

  private run(args: readonly string[], input = "") {
    const result = spawnSync("git", args, { ...this.surroundings, input, maxBuffer: MAX_BYTES });
    if (result.error === undefined) return result;
    const { code, message } = result.error as NodeJS.ErrnoException;
    throw new ToolError("git", REASONS[code ?? ""] ?? `git did not run: ${message}`, { cause: result.error });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "git is not installed, or not in PATH",
  ENOBUFS: `git's answer has more than ${grouped(MAX_BYTES)} bytes: a file of the configuration is far too large`,
};

function failure(command: string, stderr: Buffer): ToolError {
  const why = stderr.toString().trim();
  return new ToolError("git", `git ${command} failed: ${why}\nis this clone whole? git fsck says what it lacks`);
}

function shown(revision: string): string {
  return JSON.stringify(revision.slice(0, 100));
}
