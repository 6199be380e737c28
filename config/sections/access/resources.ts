import { accessAddress, ACCOUNT_ADDRESS } from "../../addresses";
import { type Resource, resourceType } from "../../resource";
import type { AccessGrant } from "./rules";

/**
 * A role on the account; also that of the pods.
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/role_assignment#argument-reference
 */
export const roleAssignment = resourceType("azurerm_role_assignment", {
  roleAssignment: "replace",
  role: "replace",
  principalId: "replace",
  principalType: "replace",
});

export function resources(grants: readonly AccessGrant[]): Resource[] {
  return grants.map((grant) =>
    roleAssignment({
      name: `access ${grant.principalId}`,
      address: accessAddress(grant.principalId),
      fields: { ...grant },
      parents: [ACCOUNT_ADDRESS],
    }),
  );
}
