/** Terraform addresses and stack names. They outlive refactoring: state files hold them. A leaf: imports nothing. */

/** Logical id of the account and of its resource group. */
export const FOUNDRY_ID = "foundry";

export const ACCOUNT_ADDRESS = `azurerm_cognitive_account.${FOUNDRY_ID}`;
export const RESOURCE_GROUP_ADDRESS = `azurerm_resource_group.${FOUNDRY_ID}`;

/**
 * Logical id of a deployment: its name, every character Terraform does not take replaced by `_`; an id may not start with
 * a digit (or `-`). Two names can meet at one id (`a.b`, `a_b`); such a pair is refused, never renamed.
 * @see https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers
 */
export function deploymentId(name: string): string {
  const id = name.replace(/[^A-Za-z0-9_-]/g, "_");
  return /^[0-9-]/.test(id) ? `_${id}` : id;
}

export function deploymentAddress(name: string): string {
  return `azurerm_cognitive_deployment.${deploymentId(name)}`;
}

/** Logical id of the ConfigMap in one namespace. */
export function configMapId(namespace: string): string {
  return `llm-config-${namespace}`;
}

export function foundryStackName(environment: string): string {
  return `foundry-${environment}`;
}

export function llmConfigStackName(environment: string): string {
  return `llm-config-${environment}`;
}

/** Where the local backend keeps a stack's state, seen from the stack's folder: the project's root. */
export function localStatePath(stack: string): string {
  return `../../../terraform.${stack}.tfstate`;
}

/** A stack's blob in the state container. */
export function remoteStateKey(stack: string): string {
  return `${stack}.tfstate`;
}

/** Logical id of the pods' identity and of its role on the account. */
export const POD_IDENTITY_ID = "llm-client";

/** Logical id of the credential that lets one namespace's service account sign in; also its name in Azure. */
export function federatedCredentialId(namespace: string): string {
  return `${POD_IDENTITY_ID}-${namespace}`;
}

/** Logical ids of the metric alerts. */
export const ALERT_IDS = ["throttling", "server-errors", "tokens"] as const;
export type AlertId = (typeof ALERT_IDS)[number];

/** Logical id of a further principal's role on the account. */
export function accessId(principalId: string): string {
  return `access-${principalId.toLowerCase()}`;
}
