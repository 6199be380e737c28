/**
 * What Terraform would plan between two synthesised stacks, worked out from their JSON and what azurerm 4.55.0 is known
 * to do. Shares no code with the review.
 */
import { tmpdir } from "node:os";
import { TerraformStack } from "cdktf";
import type { Environment } from "../../config/environment";
import { buildApp } from "../../stacks/app";
import { resources } from "./stack";

type Block = Record<string, unknown>;
/** Resources by address, without cdktf's notes. */
export type Resources = Readonly<Record<string, Block>>;

/** Attributes whose change replaces. */
const FORCE_NEW: Readonly<Record<string, readonly string[]>> = {
  azurerm_cognitive_account: ["name", "location", "kind", "resource_group_name", "custom_subdomain_name"],
  azurerm_cognitive_deployment: ["name", "model.format", "model.name", "sku.name", "cognitive_account_id"],
  azurerm_resource_group: ["name", "location"],
  azurerm_user_assigned_identity: ["name", "resource_group_name", "location"],
  azurerm_federated_identity_credential: ["name", "resource_group_name", "parent_id"],
  azurerm_role_assignment: ["name", "scope", "role_definition_name", "principal_id", "principal_type"],
  azurerm_management_lock: ["name", "scope", "lock_level", "notes"],
  kubernetes_config_map_v1: ["metadata.name", "metadata.namespace"],
};

/** Every resource of an environment's stacks, whatever the policies say of them; none for no environment. */
export function resourcesIn(environment: Environment | undefined): Resources {
  if (environment === undefined) return {};
  const stacks = buildApp([environment], tmpdir()).node.children.filter((child) => child instanceof TerraformStack);
  return Object.fromEntries(
    stacks.flatMap((stack) =>
      Object.entries(resources(stack)).flatMap(([type, byId]) =>
        Object.entries(byId).map(([id, block]) => [`${type}.${id}`, block]),
      ),
    ),
  );
}

/** Action by address, of everything that a plan would not leave alone. */
export function plannedActions(before: Resources, after: Resources): Record<string, string> {
  const actions: Record<string, string> = {};
  for (const address of Object.keys(before)) if (!(address in after)) actions[address] = "delete";
  // Parents first, so that a replaced parent is known when its children are looked at.
  const order = ["azurerm_resource_group", "azurerm_cognitive_account", "azurerm_user_assigned_identity"];
  const rank = (address: string): number => {
    const at = order.indexOf(address.split(".")[0]!);
    return at === -1 ? order.length : at;
  };
  for (const address of Object.keys(after).sort((a, b) => rank(a) - rank(b))) {
    const action = actionOf(address, before, after, actions);
    if (action !== undefined) actions[address] = action;
  }
  return actions;
}

function actionOf(address: string, before: Resources, after: Resources, known: Record<string, string>) {
  if (!(address in before)) return "create";
  const [old, now] = [flat(before[address]!, before, known), flat(after[address]!, after, known)];
  const ignored = JSON.stringify((after[address]!.lifecycle as Block | undefined)?.ignore_changes ?? []);
  const changed = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
    (key) =>
      !key.startsWith("lifecycle") &&
      !key.startsWith("depends_on") &&
      !(key === "model.version" && ignored.includes("version")) &&
      old[key] !== now[key],
  );
  const forced = FORCE_NEW[address.split(".")[0]!] ?? [];
  if (changed.some((key) => forced.includes(key))) return "replace";
  const off = changed.includes("project_management_enabled") && now.project_management_enabled === "false";
  if (off) return "replace";
  return changed.length > 0 ? "update" : undefined;
}

/** Attributes by path. A reference to a name is that name; to the id of something replaced, unknown. */
function flat(block: unknown, all: Resources, known: Record<string, string>, path = ""): Record<string, string> {
  if (typeof block === "object" && block !== null) {
    const parts = Object.entries(block).map(([key, value]) =>
      flat(value, all, known, path === "" ? key : `${path}.${key}`),
    );
    return Object.assign({}, ...parts) as Record<string, string>;
  }
  const reference = /^\$\{([a-z_0-9]+\.[\w-]+)\.(\w+)\}$/.exec(String(block));
  if (reference === null) return { [path]: String(block) };
  const [, target = "", attribute = ""] = reference;
  if (attribute === "name") return { [path]: String(all[target]?.name) };
  return { [path]: known[target] === "replace" ? `unknown ${Math.random()}` : `${target}.${attribute}` };
}
