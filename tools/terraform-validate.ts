/** `npm run terraform:validate`: Terraform's own opinion of every synthesised stack. Exit 0 valid, 1 invalid, 2 could not ask. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

/** Longest that one call may take; `init` downloads providers. */
const TIMEOUT_MS = 5 * 60 * 1000;

interface Answer {
  readonly status: number | null;
  readonly output: string;
  readonly failure?: string;
}

function terraform(folder: string, ...args: string[]): Answer {
  const { status, stdout, stderr, error } = spawnSync("terraform", [`-chdir=${folder}`, ...args, "-no-color"], {
    encoding: "utf8",
    timeout: TIMEOUT_MS,
    env: { ...process.env, TF_IN_AUTOMATION: "1" },
  });
  const code = error !== undefined && "code" in error ? String(error.code) : error?.message;
  return { status, output: `${stdout ?? ""}${stderr ?? ""}`, ...(code !== undefined && { failure: code }) };
}

/** @returns the exit code */
function check(stacks: string): number {
  const folders = existsSync(stacks) ? readdirSync(stacks).sort() : [];
  const names = folders.filter((name) => existsSync(path.join(stacks, name, "cdk.tf.json")));
  if (names.length === 0) return cannot(`nothing is synthesised in ${stacks}: run npm run synth first`);
  let invalid = 0;
  for (const name of names) {
    const folder = path.join(stacks, name);
    const init = terraform(folder, "init", "-backend=false", "-input=false");
    if (init.failure === "ENOENT") return cannot("terraform is not installed, so the stacks were not validated");
    if (init.status !== 0) return cannot(reasonOf(init, name));
    const result = terraform(folder, "validate");
    if (result.status !== 0) invalid += 1;
    process.stdout.write(`${name}: ${result.output.trim()}\n`);
  }
  return invalid > 0 ? 1 : 0;
}

function reasonOf({ failure, output }: Answer, stack: string): string {
  if (failure === "ETIMEDOUT") return `terraform init of ${stack} did not finish in ${TIMEOUT_MS / 60_000} minutes`;
  if (/registry|provider packages|could not connect/i.test(output)) {
    return `the providers of ${stack} cannot be downloaded, so the stacks were not validated`;
  }
  return `terraform init of ${stack} failed: ${output.trim()}`;
}

function cannot(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 2;
}

process.exitCode = check(path.join(process.env.CDKTF_OUTDIR || "cdktf.out", "stacks"));
