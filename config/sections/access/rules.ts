/** Further principals that may use the account: what a grant is, and the rules on it. A leaf: imports only leaves. */
import { wordRule } from "../../rule";
import { uuidRule } from "../../values";
import { POD_ROLE } from "../identity/rules";

/** One principal's role on the account. */
export interface AccessGrant {
  /** Object id in Entra ID, in lower case as Azure returns it. */
  readonly principalId: string;
  readonly principalType: PrincipalType;
  readonly role: AccessRole;
  /** Azure name of the role assignment: a UUID that never changes. */
  readonly roleAssignment: string;
}

/** Object id of a principal in Entra ID. */
export const PRINCIPAL_ID = uuidRule(
  "is not the object id of a principal",
  "write the UUID that az ad user|group|sp show prints as id; an application id is another one",
);

/** @see https://learn.microsoft.com/azure/role-based-access-control/role-assignments-list-cli */
export const PRINCIPAL_TYPE = wordRule("principal-type", "a type of principal", ["User", "Group", "ServicePrincipal"]);
export type PrincipalType = (typeof PRINCIPAL_TYPE)["words"][number];

/**
 * Roles that may be given here: calling models, and looking. Roles that change the account are left to the platform.
 * @see https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/ai-machine-learning
 */
export const ACCESS_ROLE = wordRule("unknown-role", "a role that can be given here", [
  POD_ROLE,
  "Cognitive Services OpenAI User",
  "Reader",
  "Monitoring Reader",
]);
export type AccessRole = (typeof ACCESS_ROLE)["words"][number];
