import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { accessAddress } from "../config/addresses";
import { isUuid } from "../config/model";
import { ACCESS_ROLES } from "../config/model-account";
import type { AccessRole, PrincipalType } from "../config/model-account";
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

  /** @throws Error when the principal is no UUID, the role is not on the list, or the principal has a role already */
  constructor(scope: Construct, id: string, props: AccessGrantProps) {
    super(scope, id);
    const { account, principalId, principalType, role, roleAssignment } = props;
    if (!isUuid(principalId)) throw new Error(`principal ${JSON.stringify(principalId)}: use its object id, a UUID`);
    if (!ACCESS_ROLES.includes(role)) throw new Error(`role ${JSON.stringify(role)}: use ${ACCESS_ROLES.join(", ")}`);
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
