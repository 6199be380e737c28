/** What every stack says to Terraform itself. */
import { AzurermBackend, LocalBackend, type TerraformBackend, type TerraformStack } from "cdktf";
import { localStatePath, remoteStateKey } from "../config/addresses";
import type { StateBackend } from "../config/sections/state/rules";
import { HcpWorkspace } from "../constructs/hcp-workspace";
import { PROVIDERS, TERRAFORM_VERSIONS, TERRAFORM_VERSIONS_OF_HCP } from "../config/terraform";

/**
 * Terraform's version, the provider's full source and the backend.
 * @param provider local name of the stack's provider, published by HashiCorp
 * @param state local files unless given
 */
export function addTerraformSettings(
  stack: TerraformStack,
  provider: keyof typeof PROVIDERS,
  state: StateBackend = { backend: "local" },
): void {
  addBackend(stack, state);
  const versions = state.backend === "hcp" ? TERRAFORM_VERSIONS_OF_HCP : TERRAFORM_VERSIONS;
  stack.addOverride("terraform.required_version", versions);
  // The bindings write the short source, which other tools than Terraform resolve to other registries.
  stack.addOverride(`terraform.required_providers.${provider}.source`, PROVIDERS[provider].source);
}

/** @see https://developer.hashicorp.com/terraform/language/backend/azurerm */
function addBackend(stack: TerraformStack, state: StateBackend): TerraformBackend {
  const { id } = stack.node;
  switch (state.backend) {
    case "local":
      return new LocalBackend(stack, { path: localStatePath(id) });
    case "azurerm":
      return new AzurermBackend(stack, {
        storageAccountName: state.storageAccount,
        containerName: state.container,
        key: remoteStateKey(id),
        // No key of the storage account anywhere: Entra ID, by OIDC in CI and by az login elsewhere.
        useAzureadAuth: true,
        useOidc: true,
      });
    case "hcp":
      return new HcpWorkspace(stack, { organization: state.organization, project: state.project, workspace: id });
  }
}
