/** What every stack says to Terraform itself, and the outputs. A leaf: imports nothing. */

/** Terraform versions that take everything the stacks write (`import` blocks need 1.5). */
export const TERRAFORM_VERSIONS = ">= 1.5, < 2.0";

/** Versions that know the project of a workspace. @see https://github.com/hashicorp/terraform/pull/33489 (2026-11-28) */
export const TERRAFORM_VERSIONS_OF_HCP = ">= 1.6, < 2.0";

/** The providers. The bindings write their version into the stacks: whoever upgrades them pins the new one here. */
export const PROVIDERS = {
  azurerm: { source: "hashicorp/azurerm", version: "4.55.0" },
  kubernetes: { source: "hashicorp/kubernetes", version: "2.38.0" },
} as const;

/** Outputs of the Foundry stack, with their descriptions; those of the identity only with one. */
export const OUTPUTS = {
  account_id: "Azure resource id of the Foundry account",
  endpoint: "Base URL of the account's own API",
  openai_base_url: "Base URL of the OpenAI v1 API, the same for every deployment",
  deployment_names: "What callers send as model",
  identity_principal_id: "Principal of the account's own identity",
} as const;
export const IDENTITY_OUTPUTS = {
  client_id: "Client id of the pods' identity, for the service account's annotation",
  tenant_id: "Entra ID tenant in which the pods sign in",
} as const;
