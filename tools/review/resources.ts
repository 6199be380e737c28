/** The Terraform resources of an environment, as far as a review compares them: what the stacks write, without cdktf. */
import { ACCOUNT_ADDRESS, configMapAddress, deploymentAddress, RESOURCE_GROUP_ADDRESS } from "../../config/addresses";
import type { Address } from "../../config/addresses";
import { bareConfigMaps } from "../../config/llm-env";
import type { Account, Deployment, Environment } from "../../config/model";
import type { FieldOf, ResourceType } from "./actions";
import type { Kind, Value } from "./review-model";

export type Fields = Readonly<Record<string, Value>>;

export interface Resource {
  readonly kind: Kind;
  readonly name: string;
  readonly type: ResourceType;
  readonly address: string;
  readonly fields: Fields;
  /** What Terraform itself is told and no plan shows: protection, fields to ignore. */
  readonly settings: Fields;
  /** Fields whose later changes Terraform ignores. */
  readonly ignored: readonly string[];
  /** Addresses of resources that take this one with them when they are replaced. */
  readonly parents: readonly string[];
}

/** A resource; every row of the action table has its field, and no field lacks a row. */
export function resource<Type extends ResourceType>(
  type: Type,
  {
    fields,
    ...rest
  }: Pick<Resource, "kind" | "name"> &
    Partial<Pick<Resource, "settings" | "ignored" | "parents">> & {
      readonly address: Address<Type>;
      readonly fields: Readonly<Record<FieldOf<Type>, Value | Fields>>;
    },
): Resource {
  return { type, settings: {}, ignored: [], parents: [], ...rest, fields: flatten(fields) };
}

/** The account, its deployments and the ConfigMaps. Parents come before what hangs on them. */
export function coreResources(environment: Environment): Resource[] {
  const { account, network, deployments } = environment;
  return [
    ...resourceGroup(account),
    accountResource(account, network),
    ...deployments.map(deploymentResource),
    ...configMapResources(environment),
  ];
}

function resourceGroup({ createResourceGroup, resourceGroup: name, location, tags, preventDestroy }: Account) {
  if (!createResourceGroup) return [];
  const common = { kind: "section", name: "resourceGroup", address: RESOURCE_GROUP_ADDRESS } as const;
  return [
    resource("azurerm_resource_group", { ...common, fields: { name, location, tags }, settings: { preventDestroy } }),
  ];
}

function accountResource(account: Account, network: Environment["network"]): Resource {
  const { name, resourceGroup: group, location, subdomain, projectManagement, localAuth, tags } = account;
  const { preventDestroy, createResourceGroup } = account;
  return resource("azurerm_cognitive_account", {
    kind: "account",
    name,
    address: ACCOUNT_ADDRESS,
    fields: {
      name,
      resourceGroup: group,
      location,
      subdomain,
      projectManagement,
      localAuth,
      allowedIps: network?.allowedIps?.join(", ") ?? null,
      outboundHosts: network?.outboundHosts === undefined ? null : network.outboundHosts.join(", ") || "none",
      tags,
    },
    settings: { preventDestroy, createResourceGroup },
    parents: createResourceGroup ? [RESOURCE_GROUP_ADDRESS] : [],
  });
}

function deploymentResource(deployment: Deployment): Resource {
  const { name, format, version, capacity, raiPolicy, versionUpgradeOption, isVersionPinned } = deployment;
  return resource("azurerm_cognitive_deployment", {
    kind: "deployment",
    name,
    address: deploymentAddress(name),
    fields: { name, format, version, capacity: capacity.thousands, raiPolicy, versionUpgradeOption },
    settings: { isVersionPinned },
    ignored: isVersionPinned ? [] : ["version"],
    parents: [ACCOUNT_ADDRESS],
  });
}

function configMapResources(environment: Environment): Resource[] {
  return bareConfigMaps(environment).map(({ name, namespace, data, annotations }) =>
    resource("kubernetes_config_map_v1", {
      kind: "configMap",
      name: `${namespace}/${name}`,
      address: configMapAddress(namespace),
      fields: { namespace, data, annotations },
    }),
  );
}

/** `{tags: {team: a}}` to `{"tags.team": a}`. */
function flatten(fields: Readonly<Record<string, Value | Fields>>): Fields {
  const entries = Object.entries(fields).flatMap(([key, value]): [string, Value][] =>
    typeof value === "object" && value !== null
      ? Object.entries(value).map(([inner, one]) => [`${key}.${inner}`, one])
      : [[key, value]],
  );
  return Object.fromEntries(entries);
}
