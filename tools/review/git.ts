/** The git edge: asks git, and never checks anything out or changes anything. */
import { spawnSync } from "node:child_process";
import { ToolError } from "../../config/diagnostic";

/** Where git runs. */
export interface GitOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Most that one answer may have. */
const MAX_BYTES = 256 * 1024 * 1024;

export class Git {
  private knownPrefix: string | undefined;

  constructor(private readonly options: GitOptions) {}

  /**
   * The commit that a revision names.
   * @throws ToolError when there is none, or the revision looks like an option
   */
  commit(revision: string): string {
    if (revision.startsWith("-")) {
      throw new ToolError("revision", `${shown(revision)} looks like an option, not like a revision`);
    }
    const commit = this.tryText(["rev-parse", "--verify", "--quiet", `${revision}^{commit}`]);
    if (commit === undefined) throw this.unknownRevision(revision);
    return commit;
  }

  /**
   * Where this line of work left the main branch.
   * @throws ToolError when there is no main branch, or this clone does not reach so far back
   */
  mergeBase(): string {
    const head = this.tryText(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
    if (head === undefined)
      throw new ToolError("revision", "the repository has no commit yet: nothing to compare with");
    const main = MAIN_BRANCHES.find((name) => this.tryText(["rev-parse", "--verify", "--quiet", `${name}^{commit}`]));
    if (main === undefined) {
      const hint = "give the base: npm run review -- <base>";
      throw new ToolError(
        "revision",
        `no ${MAIN_BRANCHES.join(" and no ")} to compare with; ${hint}${this.shallowHint()}`,
      );
    }
    const base = this.tryText(["merge-base", main, head]);
    if (base !== undefined) return base;
    throw new ToolError("revision", `${main} and HEAD have no common commit${this.shallowHint()}`);
  }

  /** This folder as git sees it from the top of the work tree: empty there, else ending in `/`. */
  prefix(): string {
    this.knownPrefix ??= this.tryText(["rev-parse", "--show-prefix"]) ?? "";
    return this.knownPrefix;
  }

  /** @throws ToolError when git is not installed, or the folder is in no repository */
  requireWorkTree(): void {
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

  private unknownRevision(revision: string): ToolError {
    return new ToolError("revision", `git knows no revision ${shown(revision)} here${this.shallowHint()}`);
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
    const { cwd, env } = this.options;
    const result = spawnSync("git", args, { cwd, env: { ...env, ...QUIET }, input, maxBuffer: MAX_BYTES });
    if (result.error === undefined) return result;
    const isMissing = "code" in result.error && result.error.code === "ENOENT";
    const reason = isMissing ? "git is not installed, or not in PATH" : `git did not run: ${result.error.message}`;
    throw new ToolError("git", reason, { cause: result.error });
  }
}

/** In the order in which they are looked for. */
const MAIN_BRANCHES = ["origin/main", "main"] as const;

/** No prompts, no locks, messages in English, and no pattern in a path. */
const QUIET = { GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0", GIT_LITERAL_PATHSPECS: "1", LC_ALL: "C" };

function shown(revision: string): string {
  return JSON.stringify(revision.slice(0, 100));
}
