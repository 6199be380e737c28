/** Lock files of the providers, as Terraform writes them. */
import { PROVIDERS } from "../../config/terraform";
import { lockFileName, LOCKS_FOLDER, type ProviderName } from "../../config/provider-locks";

/** One that is sound, but for what is replaced. */
export function lockOf(
  provider: ProviderName,
  { version = PROVIDERS[provider].version as string, host = "registry.terraform.io", hashes = '"h1:A+b/c=",' } = {},
): string {
  return `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.

provider "${host}/hashicorp/${provider}" {
  version     = "${version}"
  constraints = "${version}"
  hashes = [
    ${hashes}
  ]
}
`;
}

/** Where a project keeps it. */
export function keptAt(provider: ProviderName): string {
  return `${LOCKS_FOLDER}/${lockFileName(provider)}`;
}
