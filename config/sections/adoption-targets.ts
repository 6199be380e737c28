/** What of a configuration can be adopted: the names that `adopt` takes, the addresses behind them, and the ids to import. */
import { ACCOUNT_TYPE } from "../account/rules";
import type { BaseFile } from "../account/shape";
import {
  ACCOUNT_ADDRESS,
  configMapAddress,
  configMapId,
  deploymentAddress,
  RESOURCE_GROUP_ADDRESS,
} from "../addresses";
import type { AsRead } from "../files/shape";
import { CONFIG_MAP_NAME } from "../llm/llm-env";
import type { AccountFile } from "../schema";
import { type AdoptionTarget, type AzureIds, target } from "./adopt/rules";
import { roleAssignmentName } from "./role-assignment-name";
import { sections } from "./sections";

/**
 * Everything that may be adopted; of what could not be read the ids are wrong. The segments of an Azure id are written in
 * the case that the provider's parser wants.
 * @param models names of the models listed
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs (section Import of each resource)
 */
export function adoptionTargets(file: AsRead<AccountFile>, models: readonly string[]): AdoptionTarget[] {
  const ids = idsOf(file);
  const { group, account, namespaces } = ids;
  return [
    target("account", ACCOUNT_ADDRESS, account),
    ...(file.account?.createResourceGroup ? [target("resource-group", RESOURCE_GROUP_ADDRESS, group)] : []),
    ...models.map((name) => target(name, deploymentAddress(name), `${account}/deployments/${name}`)),
    ...sections.flatMap(([name, { adoptable }]) => {
      const given = file[name];
      return given === undefined ? [] : (adoptable?.(given as never, ids) ?? []);
    }),
    ...namespaces.map((namespace) => ({
      names: [CONFIG_MAP_NAME, configMapId(namespace)],
      to: configMapAddress(namespace),
      id: `${namespace}/${CONFIG_MAP_NAME}`,
      stack: "llm-config" as const,
    })),
  ];
}

function idsOf({ account: settings = {}, aks = {} }: AsRead<BaseFile>): AzureIds {
  const { name = "", customSubdomain = name, subscriptionId = "", resourceGroup = "" } = settings;
  const group = `/subscriptions/${subscriptionId.toLowerCase()}/resourceGroups/${resourceGroup}`;
  const account = `${group}/providers/${ACCOUNT_TYPE}/${name}`;
  return {
    group,
    account,
    accountName: name,
    namespaces: (aks.namespaces ?? []).filter((namespace) => namespace !== undefined),
    roleAssignment: (given, ...purpose) => {
      const assignment = given?.toLowerCase() ?? roleAssignmentName(customSubdomain, ...purpose);
      return `${account}/providers/Microsoft.Authorization/roleAssignments/${assignment}`;
    },
  };
}
