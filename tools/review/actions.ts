/**
 * What Terraform does when one field of a resource changes: `update` in place, or `replace` (delete, then create). One row
 * per field, each with its documentation; what the documentation leaves open was seen with azurerm 4.55.0.
 */

/** What a change of the field does. `replace-when-off`: true to false replaces, false to true updates. */
export type FieldAction = "update" | "replace" | "replace-when-off";

interface Row {
  readonly action: FieldAction;
  /** Page that says so. */
  readonly docs: string;
}

const AZURERM = "https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources";
const KUBERNETES = "https://registry.terraform.io/providers/hashicorp/kubernetes/2.38.0/docs/resources";

const page = (url: string) => ({
  update: { action: "update", docs: url } as Row,
  replace: { action: "replace", docs: url } as Row,
  replaceWhenOff: { action: "replace-when-off", docs: url } as Row,
});

const account = page(`${AZURERM}/cognitive_account#argument-reference`);
const deployment = page(`${AZURERM}/cognitive_deployment#argument-reference`);
const resourceGroup = page(`${AZURERM}/resource_group#argument-reference`);
const identity = page(`${AZURERM}/user_assigned_identity#argument-reference`);
const credential = page(`${AZURERM}/federated_identity_credential#argument-reference`);
const role = page(`${AZURERM}/role_assignment#argument-reference`);
const lock = page(`${AZURERM}/management_lock#argument-reference`);
const raiPolicy = page(`${AZURERM}/cognitive_account_rai_policy#arguments-reference`);
const diagnostics = page(`${AZURERM}/monitor_diagnostic_setting#argument-reference`);
const actionGroup = page(`${AZURERM}/monitor_action_group#argument-reference`);
const metricAlert = page(`${AZURERM}/monitor_metric_alert#argument-reference`);
const budget = page(`${AZURERM}/consumption_budget_resource_group#arguments-reference`);
const configMap = page(`${KUBERNETES}/config_map_v1#argument-reference`);

/** By Terraform type, then by field as the configuration calls it. A field `tags` stands for `tags.team` and the like. */
export const ACTION_TABLE = {
  azurerm_cognitive_account: {
    name: account.replace,
    resourceGroup: account.replace,
    location: account.replace,
    subdomain: account.replace,
    projectManagement: account.replaceWhenOff,
    localAuth: account.update,
    allowedIps: account.update,
    outboundHosts: account.update,
    tags: account.update,
  },
  azurerm_cognitive_deployment: {
    name: deployment.replace,
    format: deployment.replace,
    version: deployment.update,
    capacity: deployment.update,
    raiPolicy: deployment.update,
    versionUpgradeOption: deployment.update,
  },
  azurerm_resource_group: {
    name: resourceGroup.replace,
    location: resourceGroup.replace,
    tags: resourceGroup.update,
  },
  azurerm_user_assigned_identity: {
    name: identity.replace,
    resourceGroup: identity.replace,
    location: identity.replace,
    tags: identity.update,
  },
  azurerm_federated_identity_credential: {
    name: credential.replace,
    resourceGroup: credential.replace,
    oidcIssuerUrl: credential.update,
    subject: credential.update,
  },
  azurerm_role_assignment: {
    roleAssignment: role.replace,
    role: role.replace,
    principalId: role.replace,
    principalType: role.replace,
  },
  azurerm_management_lock: {
    level: lock.replace,
  },
  azurerm_cognitive_account_rai_policy: {
    name: raiPolicy.replace,
    base: raiPolicy.replace,
    mode: raiPolicy.update,
    filters: raiPolicy.update,
  },
  azurerm_monitor_diagnostic_setting: {
    workspaceId: diagnostics.update,
    logCategories: diagnostics.update,
  },
  azurerm_monitor_action_group: {
    name: actionGroup.replace,
    resourceGroup: actionGroup.replace,
    emails: actionGroup.update,
    tags: actionGroup.update,
  },
  azurerm_monitor_metric_alert: {
    name: metricAlert.replace,
    resourceGroup: metricAlert.replace,
    threshold: metricAlert.update,
    tags: metricAlert.update,
  },
  azurerm_consumption_budget_resource_group: {
    // The month is part of the name, so that another start is another budget.
    startMonth: budget.replace,
    amount: budget.update,
    contacts: budget.update,
    notices: budget.update,
  },
  kubernetes_config_map_v1: {
    namespace: configMap.replace,
    data: configMap.update,
    annotations: configMap.update,
  },
} as const satisfies Record<string, Record<string, Row>>;

export type ResourceType = keyof typeof ACTION_TABLE;
/** A field of a resource type, as it stands in the table. */
export type FieldOf<Type extends ResourceType> = keyof (typeof ACTION_TABLE)[Type] & string;

/**
 * What a change of one field does to its resource.
 * @param field as a change names it: `capacity`, or `tags.team` for one of many
 * @throws Error when the table has no row for it: our mistake, never the configuration's
 */
export function fieldAction(type: ResourceType, field: string, after: unknown): "update" | "replace" {
  const rows: Readonly<Record<string, Row>> = ACTION_TABLE[type];
  const row = rows[field.split(".")[0] ?? ""];
  if (row === undefined) throw new Error(`no row for ${type}.${field} in tools/review/actions.ts`);
  if (row.action === "replace-when-off") return after === true ? "update" : "replace";
  return row.action;
}
