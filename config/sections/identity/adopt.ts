import {
  federatedCredentialAddress,
  federatedCredentialId,
  POD_IDENTITY_ADDRESS,
  POD_ROLE_ADDRESS,
} from "../../addresses";
import { type AdoptionTarget, type AzureIds, target } from "../adopt/rules";

export function adoptable(
  { name = "", roleAssignment }: { name?: string; roleAssignment?: string | undefined },
  ids: AzureIds,
): AdoptionTarget[] {
  const id = `${ids.group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;
  return [
    target("identity", POD_IDENTITY_ADDRESS, id),
    target("identity-role", POD_ROLE_ADDRESS, ids.roleAssignment(roleAssignment, "pods")),
    ...ids.namespaces.map((namespace) => {
      const credential = federatedCredentialId(namespace);
      return target(
        credential,
        federatedCredentialAddress(namespace),
        `${id}/federatedIdentityCredentials/${credential}`,
      );
    }),
  ];
}
