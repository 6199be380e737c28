import { items, object, oneOf, text } from "../../files/schema-parts";
import { roleAssignment } from "../identity/shape";
import { ACCESS_ROLE, PRINCIPAL_ID, PRINCIPAL_TYPE } from "./rules";

export const shape = items(
  "Further principals that may use the account.",
  object("One principal and its role on the account.", {
    principalId: text("Object id in Entra ID, a UUID; not the application id.", PRINCIPAL_ID),
    principalType: oneOf("What the principal is.", PRINCIPAL_TYPE),
    role: oneOf("Role at the scope of the account.", ACCESS_ROLE),
    roleAssignment,
  }),
);
