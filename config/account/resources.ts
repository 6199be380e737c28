import { ACCOUNT_ADDRESS, RESOURCE_GROUP_ADDRESS, reference } from "../addresses";
import type { Account } from "../model";
import { type Block, type FieldActions, type Fields, type Resource, resourceType } from "../resource";
import { ACCOUNT_KIND } from "./rules";

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

/** Where things of the environment belong, as Terraform reads it. */
export function groupOf({ resourceGroup: group, createResourceGroup }: Account): string {
  return createResourceGroup ? reference(RESOURCE_GROUP_ADDRESS, "name") : group;
}

/** @param sections what of the account sections set: fields, what a change of each does, and arguments */
export function accountResources(
  account: Account,
  sections: { readonly fields: Fields; readonly actions: FieldActions; readonly block: Block },
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
            block: { name: group, location, tags, lifecycle: { prevent_destroy: preventDestroy } },
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
      block: accountBlock(account, sections.block),
      settings: { preventDestroy, createResourceGroup },
      parents: createResourceGroup ? [RESOURCE_GROUP_ADDRESS] : [],
    }),
  ];
}

function accountBlock(account: Account, more: Block): Block {
  return {
    name: account.name,
    resource_group_name: groupOf(account),
    location: account.location,
    kind: ACCOUNT_KIND,
    sku_name: "S0",
    custom_subdomain_name: account.subdomain,
    identity: { type: "SystemAssigned" },
    local_auth_enabled: account.localAuth,
    project_management_enabled: account.projectManagement,
    ...more,
    tags: account.tags,
    lifecycle: { prevent_destroy: account.preventDestroy },
  };
}
