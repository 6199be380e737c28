/** The git edge: asks git, and never checks anything out or changes anything. */
import { spawnSync } from "node:child_process";
import { ToolError } from "../../config/findings/diagnostic";
import { grouped } from "../../config/text";

/** Where git runs. */
export interface GitOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Most that one answer may have. */
const MAX_BYTES = 256 * 1024 * 1024;

/** A commit, and where git runs as seen from the top of the work tree: empty there, else ending in `/`. */
export interface Place {
  readonly commit: string;
  readonly prefix: string;
}

/** Each start of git takes as long as parsing a file, so what fails is explained only once it has failed. */
export class Git {
  private readonly options: GitOptions;

  constructor({ cwd, env }: GitOptions) {
    this.options = { cwd, env: { ...env, ...QUIET } };
  }

  /**
   * The commit that a revision names.
   * @throws ToolError when there is none, or the revision looks like an option
   */
  commit(revision: string): Place {
    if (revision.startsWith("-")) {
      throw new ToolError("revision", `${shown(revision)} looks like an option, not like a revision`);
    }
    const { prefix, names, areAllKnown } = this.parse("--verify", "--quiet", `${revision}^{commit}`);
    const [commit] = names;
    if (areAllKnown && commit !== undefined && !commit.startsWith("^")) return { prefix, commit };
    this.requireRepository();
    throw new ToolError("revision", `git knows no revision ${shown(revision)} here${this.shallowHint()}`);
  }

  /**
   * Where this line of work left the main branch.
   * @throws ToolError when there is no main branch, or this clone does not reach so far back
   */
  mergeBase(): Place {
    const { prefix = "", name, bases } = this.mainBranch() ?? {};
    const [commit] = bases ?? [];
    if (commit !== undefined) return { prefix, commit };
    if (name !== undefined) {
      throw new ToolError("revision", `${name} and HEAD have no common commit${this.shallowHint()}`);
    }
    this.requireRepository();
    if (this.parse("--verify", "--quiet", "HEAD^{commit}").names.length === 0) {
      throw new ToolError("revision", "the repository has no commit yet: nothing to compare with");
    }
    const hint = "give the base: npm run review -- <base>";
    throw new ToolError(
      "revision",
      `no ${REMOTE_MAIN} and no ${LOCAL_MAIN} to compare with; ${hint}${this.shallowHint()}`,
    );
  }

  /** The branch that counts, and its merge bases with HEAD. */
  private mainBranch(): { prefix: string; name: string; bases: readonly string[] } | undefined {
    const { prefix, names, areAllKnown } = this.parse(...MAIN_BRANCHES.map((name) => `${name}...HEAD`));
    const sides = basesOf(names);
    const last = sides.at(-1) ?? [];
    // git stops at the first that it does not know. One side that it has finished is main, where there is no other.
    if (areAllKnown || (sides.length === 1 && last.length > 0)) {
      return { prefix, name: MAIN_BRANCHES[sides.length - 1] ?? REMOTE_MAIN, bases: last };
    }
    for (const name of [REMOTE_MAIN, LOCAL_MAIN]) {
      const one = this.parse(`${name}...HEAD`);
      if (one.areAllKnown) return { prefix: one.prefix, name, bases: basesOf(one.names)[0] ?? [] };
    }
    return undefined;
  }

  /** The full names that revisions stand for, up to the first that git does not know. */
  private parse(...revisions: string[]): { prefix: string; names: string[]; areAllKnown: boolean } {
    const { status, stdout } = this.run(["rev-parse", "--show-prefix", ...revisions]);
    const lines = stdout.toString().split("\n");
    const names = lines.filter((line) => OBJECT_NAME.test(line));
    const first = lines.findIndex((line) => OBJECT_NAME.test(line));
    return { prefix: lines.slice(0, Math.max(0, first)).join("\n"), names, areAllKnown: status === 0 };
  }

  /** @throws ToolError when the folder is in no repository */
  private requireRepository(): void {
    const { status, stderr } = this.run(["rev-parse", "--is-inside-work-tree"]);
    if (status === 0) return;
    const why = stderr
      .toString()
      .trim()
      .split("\n")[0]
      ?.replace(/^fatal: /, "");
    throw new ToolError("git", `review compares two git revisions, and git says: ${why}`);
  }

  /** Stdout of a command that must succeed. */
  bytes(args: readonly string[], input = ""): Buffer {
    const { status, stdout, stderr } = this.run(args, input);
    if (status === 0) return stdout;
    throw new ToolError("git", `git ${args[0]} failed: ${stderr.toString().trim()}`);
  }

  private shallowHint(): string {
    if (this.tryText(["rev-parse", "--is-shallow-repository"]) !== "true") return "";
    return "; this clone is shallow: fetch the rest with git fetch --unshallow, or fetch-depth: 0 in a workflow";
  }

  private tryText(args: readonly string[]): string | undefined {
    const { status, stdout } = this.run(args);
    return status === 0 ? stdout.toString().trimEnd() : undefined;
  }

  private run(args: readonly string[], input = "") {
    const result = spawnSync("git", args, { ...this.options, input, maxBuffer: MAX_BYTES });
    if (result.error === undefined) return result;
    const { code, message } = result.error as NodeJS.ErrnoException;
    throw new ToolError("git", REASONS[code ?? ""] ?? `git did not run: ${message}`, { cause: result.error });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "git is not installed, or not in PATH",
  ENOBUFS: `git's answer has more than ${grouped(MAX_BYTES)} bytes: a file of the configuration is far too large`,
};

/** As rev-parse prints it: SHA-1 or SHA-256, excluded or not. */
const OBJECT_NAME = /^\^?(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

const LOCAL_MAIN = "main";
const REMOTE_MAIN = "origin/main";
/** The last that there is counts. */
const MAIN_BRANCHES = [LOCAL_MAIN, REMOTE_MAIN] as const;

/** The merge bases of each `A...B`: rev-parse prints the names of A and B, and then those, with a circumflex. */
function basesOf(names: readonly string[]): string[][] {
  const sides: string[][] = [];
  let ends = 0;
  for (const name of names) {
    if (name.startsWith("^")) sides.at(-1)?.push(name.slice(1));
    else if (ends++ % 2 === 0) sides.push([]);
  }
  return sides;
}

/** No prompts, no locks, messages in English, and no pattern in a path. */
const QUIET = { GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0", GIT_LITERAL_PATHSPECS: "1", LC_ALL: "C" };

function shown(revision: string): string {
  return JSON.stringify(revision.slice(0, 100));
}
