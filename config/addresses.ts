/** Terraform addresses and stack names. They outlive refactoring: state files hold them. A leaf: imports nothing. */

/** A resource's address: its type, a dot, its logical id. */
export type Address<Type extends string = string> = `${Type}.${string}`;

/** Logical id of everything of which there is one for each account. */
const FOUNDRY_ID = "foundry";

export const RESOURCE_GROUP_ADDRESS = address("azurerm_resource_group", FOUNDRY_ID);
export const ACCOUNT_ADDRESS = address("azurerm_cognitive_account", FOUNDRY_ID);
/** The account's own id, as Terraform reads it. */
export const ACCOUNT_ID = reference(ACCOUNT_ADDRESS, "id");
export const LOCK_ADDRESS = address("azurerm_management_lock", FOUNDRY_ID);
export const DIAGNOSTIC_SETTING_ADDRESS = address("azurerm_monitor_diagnostic_setting", FOUNDRY_ID);
export const ACTION_GROUP_ADDRESS = address("azurerm_monitor_action_group", FOUNDRY_ID);
export const BUDGET_ADDRESS = address("azurerm_consumption_budget_resource_group", FOUNDRY_ID);

/**
 * Logical id of a deployment: its name, every character Terraform does not take replaced by `_`; an id may not start with
 * a digit (or `-`). Two names can meet at one id (`a.b`, `a_b`); such a pair is refused, never renamed.
 * @see https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers
 */
export function deploymentId(name: string): string {
  const id = name.replace(/[^A-Za-z0-9_-]/g, "_");
  return /^[0-9-]/.test(id) ? `_${id}` : id;
}

export function deploymentAddress(name: string) {
  return address("azurerm_cognitive_deployment", deploymentId(name));
}

/** @param name of the content filter policy: Azure takes only what Terraform takes, too */
export function raiPolicyAddress(name: string) {
  return address("azurerm_cognitive_account_rai_policy", name);
}

/** The metric alerts, by their logical ids. */
export const ALERT_IDS = ["throttling", "server-errors", "tokens"] as const;
export type AlertId = (typeof ALERT_IDS)[number];

export function alertAddress(alert: AlertId) {
  return address("azurerm_monitor_metric_alert", alert);
}

const POD_IDENTITY_ID = "llm-client";

export const POD_IDENTITY_ADDRESS = address("azurerm_user_assigned_identity", POD_IDENTITY_ID);
export const POD_ROLE_ADDRESS = address("azurerm_role_assignment", POD_IDENTITY_ID);

/** Logical id of the credential that lets one namespace's service account sign in; also its name in Azure. */
export function federatedCredentialId(namespace: string): string {
  return `${POD_IDENTITY_ID}-${namespace}`;
}

export function federatedCredentialAddress(namespace: string) {
  return address("azurerm_federated_identity_credential", federatedCredentialId(namespace));
}

/** Logical id of a further principal's role on the account. */
export function accessId(principalId: string): string {
  return `access-${principalId.toLowerCase()}`;
}

export function accessAddress(principalId: string) {
  return address("azurerm_role_assignment", accessId(principalId));
}

/** Logical id of the ConfigMap in one namespace. */
export function configMapId(namespace: string): string {
  return `llm-config-${namespace}`;
}

export function configMapAddress(namespace: string) {
  return address("kubernetes_config_map_v1", configMapId(namespace));
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

/** What Terraform reads in place of an attribute of a resource. */
export function reference(to: Address, attribute: string): string {
  return `\${${to}.${attribute}}`;
}

function address<Type extends string>(type: Type, id: string): Address<Type> {
  return `${type}.${id}`;
}
