import { accessAddress, ACCOUNT_ADDRESS, ACCOUNT_ID } from "../../addresses";
import { type Block, type Resource, resourceType } from "../../resource";
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

/** @param grant its principal as Terraform reads it */
export function grantBlock({ roleAssignment: name, role, principalId, principalType }: AccessGrant): Block {
  return {
    name,
    scope: ACCOUNT_ID,
    role_definition_name: role,
    principal_id: principalId,
    principal_type: principalType,
  };
}

export function resources(grants: readonly AccessGrant[]): Resource[] {
  return grants.map((grant) =>
    roleAssignment({
      name: `access ${grant.principalId}`,
      address: accessAddress(grant.principalId),
      fields: { ...grant },
      block: grantBlock(grant),
      parents: [ACCOUNT_ADDRESS],
    }),
  );
}
