/** Terraform's own opinion of every synthesised stack. */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { PROGRAM } from "../../config/text";
import { type Answer, lacksRegistry, plain, type Terraform, troubleOf } from "./terraform";

/**
 * Asks stack by stack, and stops where Terraform itself, or the way to its providers, is missing: it is for the next as well.
 * @param stacks folder of the synthesised stacks
 * @returns the exit code: 0 valid, 1 invalid, 2 could not ask
 */
export function check(
  stacks: string,
  terraform: Terraform,
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
    const init = terraform.run(folder, "init", "-backend=false", "-input=false");
    if (init.status !== 0 && !isAboutStack(init)) {
      return cannot(troubleOf(terraform, `init of ${name}`, init), ...(lacksRegistry(init) ? [MIRROR] : []), left);
    }
    const result = init.status === 0 ? terraform.run(folder, "validate") : init;
    if (result.failure !== undefined) return cannot(troubleOf(terraform, `validate of ${name}`, result), left);
    if (result.status !== 0) invalid += 1;
    io.stdout(`${name}: ${plain(result.output)}\n`);
  }
  return invalid > 0 ? 1 : 0;
}

/** Whether what failed is the stack: Terraform reads it before it looks for providers. */
function isAboutStack(init: Answer): boolean {
  return init.failure === undefined && /^Error: /m.test(plain(init.output)) && !lacksRegistry(init);
}

const MIRROR =
  "without a way to the registry: fill a folder by `terraform providers mirror` on a machine that has one, and name it in the file of " +
  "TF_CLI_CONFIG_FILE, as provider_installation { filesystem_mirror { path = … } }: docs/runbooks/deploy.md, section Without a network";
