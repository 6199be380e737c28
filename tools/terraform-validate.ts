/** Terraform's own opinion of every synthesised stack. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { PROGRAM } from "./text/program";

/** Longest that one call may take; `init` downloads providers. */
const TIMEOUT_MS = 5 * 60 * 1000;

/** What one call of Terraform came to. */
export interface Answer {
  readonly status: number | null;
  /** Stdout and stderr. */
  readonly output: string;
  /** Why there is no exit code, such as `ENOENT` or `ETIMEDOUT`. */
  readonly failure?: string;
}

/** Runs Terraform in a folder. */
export type Terraform = (folder: string, ...args: string[]) => Answer;

export const terraform: Terraform = (folder, ...args) => {
  const { status, stdout, stderr, error } = spawnSync("terraform", [`-chdir=${folder}`, ...args, "-no-color"], {
    encoding: "utf8",
    timeout: TIMEOUT_MS,
    env: { ...process.env, TF_IN_AUTOMATION: "1" },
  });
  const code = error !== undefined && "code" in error ? String(error.code) : error?.message;
  return { status, output: `${stdout ?? ""}${stderr ?? ""}`, ...(code !== undefined && { failure: code }) };
};

/**
 * Asks stack by stack, and stops where Terraform itself, or the way to its providers, is missing: it is for the next as well.
 * @param stacks folder of the synthesised stacks
 * @returns the exit code: 0 valid, 1 invalid, 2 could not ask
 */
export function check(
  stacks: string,
  run: Terraform,
  io: { readonly stdout: (text: string) => void; readonly stderr: (text: string) => void },
): number {
  const folders = existsSync(stacks) ? readdirSync(stacks).sort() : [];
  const names = folders.filter((name) => existsSync(path.join(stacks, name, "cdk.tf.json")));
  const cannot = (...lines: string[]): number => {
    io.stderr(lines.map((line) => `${line}\n`).join(""));
    return 2;
  };
  if (names.length === 0) return cannot(`nothing is synthesised in ${stacks}: run ${PROGRAM} synth first`);
  let invalid = 0;
  for (const [index, name] of names.entries()) {
    const left = `not looked at: ${names.slice(index).join(", ")}`;
    const folder = path.join(stacks, name);
    const init = run(folder, "init", "-backend=false", "-input=false");
    if (init.status !== 0 && !isAboutStack(init)) return cannot(...trouble("init", name, init), left);
    const result = init.status === 0 ? run(folder, "validate") : init;
    if (result.failure !== undefined) return cannot(...trouble("validate", name, result), left);
    if (result.status !== 0) invalid += 1;
    io.stdout(`${name}: ${plain(result.output)}\n`);
  }
  return invalid > 0 ? 1 : 0;
}

/** Whether what failed is the stack: Terraform reads it before it looks for providers. */
function isAboutStack({ failure, output }: Answer): boolean {
  return failure === undefined && /^Error: /m.test(plain(output)) && !OFFLINE.test(output);
}

const OFFLINE = /registry|provider packages|could not connect/i;

/** Why Terraform could not look at a stack, and what helps. */
function trouble(command: string, stack: string, { failure, output }: Answer): string[] {
  if (failure === "ENOENT") return ["terraform is not installed, or not in PATH"];
  const isLate = failure === "ETIMEDOUT";
  const reason = isLate ? `no end after ${TIMEOUT_MS / 60_000} minutes` : (failure ?? reasonIn(output));
  const isOffline = isLate || OFFLINE.test(output);
  return [`terraform ${command} of ${stack} failed: ${reason}`, ...(isOffline && command === "init" ? [MIRROR] : [])];
}

const MIRROR =
  "without a way to the registry: fill a folder by `terraform providers mirror` on a machine that has one, and name it in the file of " +
  "TF_CLI_CONFIG_FILE, as provider_installation { filesystem_mirror { path = … } }: docs/runbooks/deploy.md, section Without a network";

/** The title and the first paragraph of Terraform's first error, on one line; all of the output where it shows none. */
function reasonIn(output: string): string {
  const [, error] = plain(output).split(/^Error: /m);
  const [title = "", cause] = (error ?? plain(output)).split(/\n\s*\n/);
  return (error === undefined ? plain(output) : [title, ...(cause ? [cause] : [])].join(": "))
    .replace(/\s+/g, " ")
    .trim();
}

/** Terraform's text without colours and without the box that it draws around messages. */
function plain(output: string): string {
  return stripVTControlCharacters(output)
    .replace(/^[╷│╵] ?/gm, "")
    .trim();
}
