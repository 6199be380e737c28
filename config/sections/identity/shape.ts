import { object, optional, text } from "../../files/schema-parts";
import { ROLE_ASSIGNMENT } from "../../values";
import { IDENTITY_NAME, ISSUER_URL } from "./rules";

/** A role assignment that exists already; also of the section `access`. */
export const roleAssignment = optional(
  text(
    "Name (a UUID) of a role assignment that exists already and is adopted; made from the configuration unless given.",
    ROLE_ASSIGNMENT,
  ),
);

export const shape = object("User-assigned identity that the pods sign in with, without a key.", {
  name: text("Name of the identity in Azure.", IDENTITY_NAME),
  oidcIssuerUrl: text("OIDC issuer of the AKS cluster, to the letter.", ISSUER_URL),
  roleAssignment,
});
