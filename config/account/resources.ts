import { ACCOUNT_ADDRESS, RESOURCE_GROUP_ADDRESS } from "../addresses";
import type { Account } from "../model";
import { type FieldActions, type Fields, type Resource, resourceType } from "../resource";

/** @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/resource_group#argument-reference */
const resourceGroup = resourceType("azurerm_resource_group", { name: "replace", location: "replace", tags: "update" });

/** @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/cognitive_account#argument-reference */
const ACCOUNT_ACTIONS = {
  name: "replace",
  resourceGroup: "replace",
  location: "replace",
  subdomain: "replace",
  projectManagement: "replace-when-off",
  localAuth: "update",
  tags: "update",
} as const;

/** @param sections fields of the account that sections set, with what a change of each does */
export function accountResources(
  account: Account,
  sections: { readonly fields: Fields; readonly actions: FieldActions },
): Resource[] {
  const { name, resourceGroup: group, location, subdomain, projectManagement, localAuth, tags } = account;
  const { preventDestroy, createResourceGroup } = account;
  const foundry = resourceType("azurerm_cognitive_account", { ...ACCOUNT_ACTIONS, ...sections.actions });
  return [
    ...(createResourceGroup
      ? [
          resourceGroup({
            name: "resourceGroup",
            address: RESOURCE_GROUP_ADDRESS,
            fields: { name: group, location, tags },
            settings: { preventDestroy },
          }),
        ]
      : []),
    foundry({
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
        tags,
        ...sections.fields,
      },
      settings: { preventDestroy, createResourceGroup },
      parents: createResourceGroup ? [RESOURCE_GROUP_ADDRESS] : [],
    }),
  ];
}
