/**
 * Optional sections of account.yaml. A section that makes resources has a row in `SECTIONS`; any other is compared as the
 * mapping it is, so that no section is ever left out: a new one shows up before it has a row.
 */
import {
  accessAddress,
  ACCOUNT_ADDRESS,
  federatedCredentialAddress,
  federatedCredentialId,
  LOCK_ADDRESS,
  POD_IDENTITY_ADDRESS,
  POD_ROLE_ADDRESS,
} from "../../config/addresses";
import type { Environment } from "../../config/model";
import { POD_ROLE } from "../../config/model-account";
import type { AccessGrant, LockLevel, PodIdentitySettings } from "../../config/model-account";
import { compareText } from "../../config/text";
import { fieldChanges } from "./fields";
import { resource } from "./resources";
import type { Fields, Resource } from "./resources";
import type { Action, FieldChange, Value } from "./review-model";
import { OPERATIONS_SECTIONS } from "./sections-operations";

/** The sections that make resources. */
type SectionWithResources = "identity" | "access" | "lock";

/** Per section the resources that it makes; parents first. */
const SECTIONS: Readonly<Record<SectionWithResources, (environment: Environment) => Resource[]>> = {
  identity: ({ identity, account }) => (identity === undefined ? [] : identityResources(identity, account)),
  access: ({ access }) => access.map(grantResource),
  lock: ({ lock }) => (lock === undefined ? [] : [lockResource(lock)]),
};

export function sectionResources(environment: Environment): Resource[] {
  return [
    ...Object.values(SECTIONS).flatMap((resourcesOf) => resourcesOf(environment)),
    ...Object.values(OPERATIONS_SECTIONS).flatMap((resourcesOf) => resourcesOf(environment)),
  ];
}

function identityResources(
  identity: PodIdentitySettings,
  { resourceGroup, createResourceGroup, location, tags }: Environment["account"],
): Resource[] {
  const { name, oidcIssuerUrl, serviceAccount, namespaces, roleAssignment } = identity;
  const role = {
    roleAssignment,
    role: POD_ROLE,
    principalId: null,
    principalType: "ServicePrincipal",
  };
  return [
    resource("azurerm_user_assigned_identity", {
      kind: "section",
      name: "identity",
      address: POD_IDENTITY_ADDRESS,
      fields: { name, resourceGroup, location, tags },
      settings: { createResourceGroup },
    }),
    ...namespaces.map((namespace) =>
      resource("azurerm_federated_identity_credential", {
        kind: "section",
        name: `identity ${namespace}`,
        address: federatedCredentialAddress(namespace),
        fields: {
          name: federatedCredentialId(namespace),
          resourceGroup,
          oidcIssuerUrl,
          subject: `system:serviceaccount:${namespace}:${serviceAccount}`,
        },
        settings: { createResourceGroup },
        parents: [POD_IDENTITY_ADDRESS],
      }),
    ),
    resource("azurerm_role_assignment", {
      kind: "section",
      name: "identity role",
      address: POD_ROLE_ADDRESS,
      fields: role,
      parents: [ACCOUNT_ADDRESS, POD_IDENTITY_ADDRESS],
    }),
  ];
}

function grantResource({ principalId, principalType, role, roleAssignment }: AccessGrant): Resource {
  return resource("azurerm_role_assignment", {
    kind: "section",
    name: `access ${principalId}`,
    address: accessAddress(principalId),
    fields: { principalId, principalType, role, roleAssignment },
    parents: [ACCOUNT_ADDRESS],
  });
}

function lockResource(level: LockLevel): Resource {
  return resource("azurerm_management_lock", {
    kind: "section",
    name: "lock",
    address: LOCK_ADDRESS,
    fields: { level },
    parents: [ACCOUNT_ADDRESS],
  });
}

/** A change of a section that no resource shows. */
export interface SectionChange {
  readonly name: string;
  readonly action: Action;
  readonly fields: readonly FieldChange[];
}

/** Compares what is neither a resource nor routing: the cluster, the subscription, and sections without a row above. */
export function diffSections(before: Environment | undefined, after: Environment | undefined): SectionChange[] {
  const [old, now] = [plainSections(before), plainSections(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort(compareText);
  return names.flatMap((name) => {
    const fields = fieldChanges(flattenDeep(old[name], name), flattenDeep(now[name], name));
    if (fields.length === 0) return [];
    const action = old[name] === undefined ? "create" : now[name] === undefined ? "delete" : "update";
    return [{ name, action, fields }];
  });
}

/** Compared as resources, as routing, or by the keys below. */
const ELSEWHERE = [
  "name",
  "account",
  "aks",
  "deployments",
  "llm",
  "adopt",
  "network",
  ...Object.keys({ ...SECTIONS, ...OPERATIONS_SECTIONS }),
];

function plainSections(environment: Environment | undefined): Readonly<Record<string, unknown>> {
  if (environment === undefined) return {};
  const { cluster, context, serviceAccount } = environment.aks;
  const { subscriptionId } = environment.account;
  const adopt = Object.fromEntries(environment.adopt.map(({ to, id }) => [to, id]));
  const rest = Object.entries(environment).filter(([name, value]) => !ELSEWHERE.includes(name) && !isEmpty(value));
  return {
    aks: { cluster, context, serviceAccount },
    ...(subscriptionId !== undefined && { subscriptionId }),
    ...(!isEmpty(adopt) && { adopt }),
    ...Object.fromEntries(rest),
  };
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
}

/** Nested mappings and lists as fields with paths, such as `waivers.preview Kimi-K2.6.until`. */
function flattenDeep(value: unknown, path: string): Fields {
  if (value === undefined || value === null) return {};
  if (typeof value !== "object") return { [path]: value as Value };
  const entries = Array.isArray(value) ? named(value) : Object.entries(value);
  const inner = entries.map(([key, one]) => flattenDeep(one, `${path}.${key}`));
  return Object.assign({}, ...inner) as Fields;
}

/** The items of a list by what tells them apart, so that their order and their number do not matter. */
function named(list: readonly unknown[]): [string, unknown][] {
  const seen = new Map<string, number>();
  const sorted = [...list].sort((a, b) => compareText(JSON.stringify(a), JSON.stringify(b)));
  return sorted.map((item) => {
    const texts = typeof item === "object" && item !== null ? Object.values(item) : [item];
    const key = texts.slice(0, 2).map(String).join(" ");
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return [count === 1 ? key : `${key} (${count})`, item];
  });
}
