/** Terraform, or OpenTofu in its place, as a program of this machine. */
import { spawnSync } from "node:child_process";
import { stripVTControlCharacters } from "node:util";

/** Longest that one call may take, in milliseconds; some download providers. */
const TIMEOUT_MS = 5 * 60 * 1000;

/** What one call came to. */
export interface Answer {
  readonly status: number | null;
  /** Stdout and stderr. */
  readonly output: string;
  /** Why there is no exit code, such as `ENOENT` or `ETIMEDOUT`. */
  readonly failure?: string;
}

export interface Terraform {
  /** What is started. */
  readonly program: string;
  /** Runs a command of it in a folder. */
  run(folder: string, ...args: string[]): Answer;
}

/** The `terraform` of the search path, or what cdktf's own variable names instead, such as `tofu`. */
export function terraformOf(env: Readonly<Record<string, string | undefined>>): Terraform {
  const program = env.TERRAFORM_BINARY_NAME || "terraform";
  return {
    program,
    run: (folder, ...args) => {
      const { status, stdout, stderr, error } = spawnSync(program, [`-chdir=${folder}`, ...args, "-no-color"], {
        encoding: "utf8",
        timeout: TIMEOUT_MS,
        env: { ...env, TF_IN_AUTOMATION: "1" },
      });
      const code = error !== undefined && "code" in error ? String(error.code) : error?.message;
      return { status, output: `${stdout ?? ""}${stderr ?? ""}`, ...(code !== undefined && { failure: code }) };
    },
  };
}

/**
 * Why a call did not succeed, as a sentence.
 * @param what was called for what, such as `init of foundry-dev`
 */
export function troubleOf({ program }: Pick<Terraform, "program">, what: string, answer: Answer): string {
  const { failure, output } = answer;
  if (failure === "ENOENT") return `${program} is not installed, or not in PATH`;
  const late = failure === "ETIMEDOUT" ? `no end after ${TIMEOUT_MS / 60_000} minutes` : undefined;
  return `${program} ${what} failed: ${late ?? failure ?? reasonIn(output)}`;
}

/** Whether what was in the way looks like the registry of providers. */
export function lacksRegistry({ failure, output }: Answer): boolean {
  return failure === "ETIMEDOUT" || /registry|provider packages|could not connect/i.test(output);
}

/** The title and the first paragraph of the first error, on one line; all of the output where it shows none. */
function reasonIn(output: string): string {
  const [, error] = plain(output).split(/^Error: /m);
  const [title = "", cause] = (error ?? plain(output)).split(/\n\s*\n/);
  return (error === undefined ? plain(output) : [title, ...(cause ? [cause] : [])].join(": "))
    .replace(/\s+/g, " ")
    .trim();
}

/** The text without colours and without the box that is drawn around messages. */
export function plain(output: string): string {
  return stripVTControlCharacters(output)
    .replace(/^[╷│╵] ?/gm, "")
    .trim();
}
