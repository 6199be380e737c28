/** What can be adopted: the names that `adopt` takes, the Terraform addresses behind them, and the ids to import. */
import {
  accessAddress,
  accessId,
  ACCOUNT_ADDRESS,
  configMapAddress,
  configMapId,
  deploymentAddress,
  federatedCredentialAddress,
  federatedCredentialId,
  LOCK_ADDRESS,
  POD_IDENTITY_ADDRESS,
  POD_ROLE_ADDRESS,
  RESOURCE_GROUP_ADDRESS,
} from "./addresses";
import { operationsTargets } from "./adopt-operations";
import type { AdoptableOperations } from "./adopt-operations";
import { CONFIG_MAP_NAME } from "./llm-env";
import { LOCK_NAME } from "./model-account";
import type { Adoption } from "./model-account";

/** The names that ids are made of. */
export interface Adoptable {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly createResourceGroup: boolean;
  readonly account: string;
  readonly deployments: readonly string[];
  readonly namespaces: readonly string[];
  readonly identity?: { readonly name: string; readonly roleAssignment: string };
  readonly access: readonly { readonly principalId: string; readonly roleAssignment: string }[];
  readonly hasLock: boolean;
  readonly operations: AdoptableOperations;
}

/** One thing of the configuration that may exist already. */
export interface AdoptionTarget extends Adoption {
  /** What `adopt` may call it; the first is the one to show. */
  readonly names: readonly string[];
}

/**
 * Everything of a configuration that may be adopted. The segments of an Azure id are written in the case that the
 * provider's parser wants.
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs (section Import of each resource)
 */
export function adoptionTargets(things: Adoptable): AdoptionTarget[] {
  const group = `/subscriptions/${things.subscriptionId}/resourceGroups/${things.resourceGroup}`;
  const account = `${group}/providers/Microsoft.CognitiveServices/accounts/${things.account}`;
  const role = (name: string): string => `${account}/providers/Microsoft.Authorization/roleAssignments/${name}`;
  return [
    target("account", ACCOUNT_ADDRESS, account),
    ...(things.createResourceGroup ? [target("resource-group", RESOURCE_GROUP_ADDRESS, group)] : []),
    ...things.deployments.map((name) => target(name, deploymentAddress(name), `${account}/deployments/${name}`)),
    ...identityTargets(things, group, role),
    ...things.access.map(({ principalId, roleAssignment }) =>
      target(accessId(principalId), accessAddress(principalId), role(roleAssignment)),
    ),
    ...(things.hasLock ? [target("lock", LOCK_ADDRESS, lockId(account))] : []),
    ...operationsTargets(things.operations, { group, account, name: things.account }).map(([name, to, id]) =>
      target(name, to, id),
    ),
    ...things.namespaces.map((namespace) => ({
      names: [CONFIG_MAP_NAME, configMapId(namespace)],
      to: configMapAddress(namespace),
      id: `${namespace}/${CONFIG_MAP_NAME}`,
      stack: "llm-config" as const,
    })),
  ];
}

function identityTargets(
  { identity, namespaces }: Adoptable,
  group: string,
  role: (name: string) => string,
): AdoptionTarget[] {
  if (identity === undefined) return [];
  const id = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${identity.name}`;
  return [
    target("identity", POD_IDENTITY_ADDRESS, id),
    target("identity-role", POD_ROLE_ADDRESS, role(identity.roleAssignment)),
    ...namespaces.map((namespace) => {
      const name = federatedCredentialId(namespace);
      return target(name, federatedCredentialAddress(namespace), `${id}/federatedIdentityCredentials/${name}`);
    }),
  ];
}

function lockId(account: string): string {
  return `${account}/providers/Microsoft.Authorization/locks/${LOCK_NAME}`;
}

function target(name: string, to: string, id: string): AdoptionTarget {
  return { names: [name], to, id, stack: "foundry" };
}
