/** What synth has written of an environment, read for a picture: which resources there are, and what people call them. */
import { foundryStackName, llmConfigStackName } from "../../config/addresses";
import { compareText } from "../../config/text";

/** A resource of a stack. */
export interface Built {
  /** Terraform's type, such as `azurerm_cognitive_deployment`. */
  readonly type: string;
  readonly address: string;
  /** Its name in Azure or in the cluster, or else its address. */
  readonly name: string;
  /** What it is, in words. */
  readonly kind: string;
}

/** The resources of both stacks. */
export interface BuiltEnvironment {
  readonly foundry: readonly Built[];
  readonly cluster: readonly Built[];
  /** How many addresses and ranges may call the account; undefined: all. */
  readonly allowedAddresses: number | undefined;
}

export const DEPLOYMENT = "azurerm_cognitive_deployment";
export const ACCOUNT = "azurerm_cognitive_account";
export const CONFIG_MAP = "kubernetes_config_map_v1";

/** In the words of the page. A type that is not listed is shown by its Terraform name. */
const KINDS: Readonly<Record<string, string>> = {
  [ACCOUNT]: "account",
  [DEPLOYMENT]: "deployment",
  [CONFIG_MAP]: "ConfigMap",
  azurerm_cognitive_account_rai_policy: "content filter",
  azurerm_consumption_budget_resource_group: "budget",
  azurerm_federated_identity_credential: "sign-in of a namespace",
  azurerm_management_lock: "lock",
  azurerm_monitor_action_group: "who is told of alerts",
  azurerm_monitor_diagnostic_setting: "logs",
  azurerm_monitor_metric_alert: "alert",
  azurerm_resource_group: "resource group",
  azurerm_role_assignment: "role",
  azurerm_user_assigned_identity: "identity of the pods",
};

/**
 * @param textOf the text of a file that synth wrote, by its path below the output folder
 * @throws Error when a stack is not there
 */
export function builtEnvironment(environment: string, textOf: (path: string) => string | undefined): BuiltEnvironment {
  const stack = (name: string): Terraform => {
    const text = textOf(`stacks/${name}/cdk.tf.json`);
    if (text === undefined) throw new Error(`synth wrote no stack ${name}`);
    return JSON.parse(text) as Terraform;
  };
  const foundry = stack(foundryStackName(environment));
  return {
    foundry: resourcesIn(foundry),
    cluster: resourcesIn(stack(llmConfigStackName(environment))),
    allowedAddresses: allowedIn(foundry),
  };
}

/** Of an account that refuses every other address. */
function allowedIn({ resource }: Terraform): number | undefined {
  const [account] = Object.values(resource?.[ACCOUNT] ?? {});
  const rules = account?.network_acls;
  return rules?.default_action === "Deny" ? (rules.ip_rules ?? []).length : undefined;
}

interface Terraform {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
}

interface Arguments {
  readonly name?: string;
  readonly role_definition_name?: string;
  readonly network_acls?: { readonly default_action?: string; readonly ip_rules?: readonly string[] };
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

function resourcesIn({ resource = {} }: Terraform): Built[] {
  const all = Object.entries(resource).flatMap(([type, byId]) =>
    Object.entries(byId).map(([id, given]) => ({
      type,
      address: `${type}.${id}`,
      name: nameOf(given) ?? id,
      kind: KINDS[type] ?? type,
    })),
  );
  return all.sort((a, b) => compareText(a.type, b.type) || compareText(a.name, b.name));
}

/** A role assignment is named by a UUID, which tells nobody anything. */
function nameOf({ name, role_definition_name: role, metadata }: Arguments): string | undefined {
  if (role !== undefined) return role;
  if (metadata?.name === undefined) return name;
  return metadata.namespace === undefined ? metadata.name : `${metadata.name} in ${metadata.namespace}`;
}
