/** What every stack says to Terraform itself. */
import { AzurermBackend, LocalBackend, type TerraformStack } from "cdktf";
import { localStatePath, remoteStateKey } from "../config/addresses";
import type { StateBackend } from "../config/sections/state/rules";
import { PROVIDERS, TERRAFORM_VERSIONS } from "../config/terraform";

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
  stack.addOverride("terraform.required_version", TERRAFORM_VERSIONS);
  // The bindings write the short source, which other tools than Terraform resolve to other registries.
  stack.addOverride(`terraform.required_providers.${provider}.source`, PROVIDERS[provider].source);
}

/** @see https://developer.hashicorp.com/terraform/language/backend/azurerm */
function addBackend(stack: TerraformStack, state: StateBackend): void {
  const { id } = stack.node;
  if (state.backend === "local") {
    new LocalBackend(stack, { path: localStatePath(id) });
    return;
  }
  new AzurermBackend(stack, {
    storageAccountName: state.storageAccount,
    containerName: state.container,
    key: remoteStateKey(id),
    // No key of the storage account anywhere: Entra ID, by OIDC in CI and by az login elsewhere.
    useAzureadAuth: true,
    useOidc: true,
  });
}
