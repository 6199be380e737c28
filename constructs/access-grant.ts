import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { accessAddress } from "../config/addresses";
import {
  ACCESS_ROLE,
  type AccessRole,
  PRINCIPAL_ID,
  PRINCIPAL_TYPE,
  type PrincipalType,
} from "../config/sections/access/rules";
import { ROLE_ASSIGNMENT } from "../config/values";
import { demand } from "./demand";
import type { IFoundryAccount } from "./foundry-account";
import { fixAddress } from "./logical-id";

export interface AccessGrantProps {
  readonly account: IFoundryAccount;
  /** Object id of the principal in Entra ID, a UUID. */
  readonly principalId: string;
  readonly principalType: PrincipalType;
  readonly role: AccessRole;
  /** Azure name of the role assignment, a UUID: fixed, so that it can be adopted. */
  readonly roleAssignment: string;
}

/**
 * One principal's role on the account.
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/role_assignment
 */
export class AccessGrant extends Construct {
  /** The role on the account, for what must come after it. */
  readonly role: ITerraformDependable;

  /** @throws Error when a value breaks the rule on it, or the principal has a role already */
  constructor(scope: Construct, id: string, props: AccessGrantProps) {
    super(scope, id);
    const { account, principalId, principalType, role, roleAssignment } = props;
    demand(PRINCIPAL_ID, principalId, "principalId");
    demand(PRINCIPAL_TYPE, principalType, "principalType");
    demand(ACCESS_ROLE, role, "role");
    demand(ROLE_ASSIGNMENT, roleAssignment, "roleAssignment");
    const assignment = new RoleAssignment(this, "Resource", {
      name: roleAssignment,
      scope: account.accountId,
      roleDefinitionName: role,
      principalId,
      principalType,
    });
    fixAddress(assignment, accessAddress(principalId));
    this.role = assignment;
  }
}
