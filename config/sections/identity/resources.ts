import {
  ACCOUNT_ADDRESS,
  federatedCredentialAddress,
  federatedCredentialId,
  POD_IDENTITY_ADDRESS,
  POD_ROLE_ADDRESS,
  reference,
} from "../../addresses";
import { groupOf } from "../../account/resources";
import { type Resource, resourceType } from "../../resource";
import { grantBlock, roleAssignment as roleAssignmentResource } from "../access/resources";
import type { Base } from "../section";
import { POD_ROLE, type PodIdentitySettings, TOKEN_AUDIENCE, tokenSubject } from "./rules";

/** @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/user_assigned_identity#argument-reference */
const identity = resourceType("azurerm_user_assigned_identity", {
  name: "replace",
  resourceGroup: "replace",
  location: "replace",
  tags: "update",
});

/** @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/federated_identity_credential#argument-reference */
const credential = resourceType("azurerm_federated_identity_credential", {
  name: "replace",
  resourceGroup: "replace",
  oidcIssuerUrl: "update",
  subject: "update",
});

export function resources(settings: PodIdentitySettings, { account }: Base): Resource[] {
  const { name, oidcIssuerUrl, serviceAccount, namespaces, roleAssignment } = settings;
  const { resourceGroup, createResourceGroup, location, tags } = account;
  const role = { roleAssignment, role: POD_ROLE, principalType: "ServicePrincipal" } as const;
  return [
    identity({
      name: "identity",
      address: POD_IDENTITY_ADDRESS,
      fields: { name, resourceGroup, location, tags },
      block: { name, resource_group_name: groupOf(account), location, tags },
      settings: { createResourceGroup },
    }),
    ...namespaces.map((namespace) =>
      credential({
        name: `identity ${namespace}`,
        address: federatedCredentialAddress(namespace),
        fields: {
          name: federatedCredentialId(namespace),
          resourceGroup,
          oidcIssuerUrl,
          subject: tokenSubject(namespace, serviceAccount),
        },
        block: {
          name: federatedCredentialId(namespace),
          resource_group_name: groupOf(account),
          parent_id: reference(POD_IDENTITY_ADDRESS, "id"),
          issuer: oidcIssuerUrl,
          subject: tokenSubject(namespace, serviceAccount),
          audience: [TOKEN_AUDIENCE],
        },
        settings: { createResourceGroup },
        parents: [POD_IDENTITY_ADDRESS],
      }),
    ),
    roleAssignmentResource({
      name: "identity role",
      address: POD_ROLE_ADDRESS,
      fields: { ...role, principalId: null },
      block: grantBlock({ ...role, principalId: reference(POD_IDENTITY_ADDRESS, "principal_id") }),
      parents: [ACCOUNT_ADDRESS, POD_IDENTITY_ADDRESS],
    }),
  ];
}
