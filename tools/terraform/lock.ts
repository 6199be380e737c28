/** The hashes of the providers, for all machines that deploy. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ToolError } from "../../config/findings/diagnostic";
import { lockFault, type ProviderName } from "../../config/provider-locks";
import { PROVIDERS } from "../../config/terraform";
import { codeOf, jsonText } from "../../config/text";
import { lacksRegistry, type Terraform, troubleOf } from "./terraform";

/** Where people and CI run Terraform. */
export const PLATFORMS = ["linux_amd64", "linux_arm64", "darwin_amd64", "darwin_arm64", "windows_amd64"] as const;

/**
 * Asks Terraform for the lock file of one provider, in the version that the stacks want.
 * @param mirror folder to take it from, absolute; the registry unless given
 * @throws ToolError when there is no such file to be had
 */
export function lockOf(provider: ProviderName, terraform: Terraform, mirror?: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), "foundry-lock-"));
  try {
    const settings = { terraform: { required_providers: { [provider]: PROVIDERS[provider] } } };
    writeFileSync(path.join(folder, "providers.tf.json"), jsonText(settings));
    const from = mirror === undefined ? [] : [`-fs-mirror=${mirror}`];
    const platforms = PLATFORMS.map((platform) => `-platform=${platform}`);
    const answer = terraform.run(folder, "providers", "lock", ...from, ...platforms);
    if (answer.status !== 0) {
      const isOffline = mirror === undefined && lacksRegistry(answer);
      throw new ToolError(
        "terraform",
        [troubleOf(terraform, `providers lock of ${provider}`, answer), ...(isOffline ? [MIRROR] : [])].join("\n"),
      );
    }
    const text = textIn(folder, provider, terraform);
    const fault = lockFault(provider, text);
    if (fault !== undefined)
      throw new ToolError("terraform", `${terraform.program} wrote something else: ${fault.message}`);
    return text;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const MIRROR =
  "without a way to the registry: fill a folder by `terraform providers mirror` for " +
  `${PLATFORMS.join(", ")} on a machine that has one, and name it by --mirror`;

function textIn(folder: string, provider: ProviderName, { program }: Terraform): string {
  try {
    return readFileSync(path.join(folder, ".terraform.lock.hcl"), "utf8");
  } catch (cause) {
    throw new ToolError("terraform", `${program} wrote no lock file of ${provider} (${codeOf(cause)})`, { cause });
  }
}
