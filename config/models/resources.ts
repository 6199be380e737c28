import { ACCOUNT_ADDRESS, ACCOUNT_ID, deploymentAddress, raiPolicyAddress, reference } from "../addresses";
import type { Deployment } from "../model";
import { type Resource, resourceType } from "../resource";
import { SKU } from "./rules";

/** @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/cognitive_deployment#argument-reference */
const deployment = resourceType("azurerm_cognitive_deployment", {
  name: "replace",
  format: "replace",
  version: "update",
  capacity: "update",
  raiPolicy: "update",
  versionUpgradeOption: "update",
});

/** @param declared names of the content filter policies that are built here, too */
export function deploymentResources(deployments: readonly Deployment[], declared: readonly string[]): Resource[] {
  return deployments.map(({ name, format, version, capacity, raiPolicy, versionUpgradeOption, isVersionPinned }) =>
    deployment({
      kind: "deployment",
      name,
      address: deploymentAddress(name),
      fields: { name, format, version, capacity: capacity.thousands, raiPolicy, versionUpgradeOption },
      block: {
        name,
        cognitive_account_id: ACCOUNT_ID,
        model: { format, name, version },
        sku: { name: SKU, capacity: capacity.thousands },
        rai_policy_name: declared.includes(raiPolicy) ? reference(raiPolicyAddress(raiPolicy), "name") : raiPolicy,
        version_upgrade_option: versionUpgradeOption,
        ...(!isVersionPinned && { lifecycle: { ignore_changes: ["model[0].version"] } }),
      },
      settings: { isVersionPinned },
      ignored: isVersionPinned ? [] : ["version"],
      parents: [ACCOUNT_ADDRESS],
    }),
  );
}
