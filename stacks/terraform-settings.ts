/** What every stack says to Terraform itself. */
import { LocalBackend } from "cdktf";
import type { TerraformStack } from "cdktf";
import { localStatePath } from "../config/addresses";

/** Terraform versions that take everything the stacks write (`import` blocks need 1.5). */
const TERRAFORM_VERSIONS = ">= 1.5, < 2.0";

/**
 * Terraform's version, the provider's full source and the backend.
 * @param provider local name of the stack's provider, published by HashiCorp
 */
export function addTerraformSettings(stack: TerraformStack, provider: "azurerm" | "kubernetes"): void {
  new LocalBackend(stack, { path: localStatePath(stack.node.id) });
  stack.addOverride("terraform.required_version", TERRAFORM_VERSIONS);
  // The bindings write the short source, which other tools than Terraform resolve to other registries.
  stack.addOverride(`terraform.required_providers.${provider}.source`, `hashicorp/${provider}`);
}
