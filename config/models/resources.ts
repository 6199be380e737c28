import { ACCOUNT_ADDRESS, deploymentAddress } from "../addresses";
import type { Deployment } from "../model";
import { type Resource, resourceType } from "../resource";

/** @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/cognitive_deployment#argument-reference */
const deployment = resourceType("azurerm_cognitive_deployment", {
  name: "replace",
  format: "replace",
  version: "update",
  capacity: "update",
  raiPolicy: "update",
  versionUpgradeOption: "update",
});

export function deploymentResources(deployments: readonly Deployment[]): Resource[] {
  return deployments.map(({ name, format, version, capacity, raiPolicy, versionUpgradeOption, isVersionPinned }) =>
    deployment({
      kind: "deployment",
      name,
      address: deploymentAddress(name),
      fields: { name, format, version, capacity: capacity.thousands, raiPolicy, versionUpgradeOption },
      settings: { isVersionPinned },
      ignored: isVersionPinned ? [] : ["version"],
      parents: [ACCOUNT_ADDRESS],
    }),
  );
}
