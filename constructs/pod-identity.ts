import { FederatedIdentityCredential } from "@cdktf/provider-azurerm/lib/federated-identity-credential";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import {
  federatedCredentialAddress,
  federatedCredentialId,
  POD_IDENTITY_ADDRESS,
  POD_ROLE_ADDRESS,
} from "../config/addresses";
import { NAMESPACE, NAMESPACES, SERVICE_ACCOUNT } from "../config/account/rules";
import {
  IDENTITY_NAME,
  ISSUER_URL,
  POD_ROLE,
  TOKEN_AUDIENCE,
  tokenSubject,
  tooManyNamespaces,
} from "../config/sections/identity/rules";
import { ROLE_ASSIGNMENT } from "../config/values";
import { demand, demandTags, refuse } from "./demand";
import type { IFoundryAccount } from "./foundry-account";
import { fixAddress } from "./logical-id";

export interface PodIdentityProps {
  /** The account that the pods may call. */
  readonly account: IFoundryAccount;
  /** Name of the identity: 3 to 128 letters, digits, hyphens or underscores. */
  readonly name: string;
  /** Resource group of the identity. */
  readonly resourceGroup: string;
  /** Azure region of the identity, such as `westus`. */
  readonly location: string;
  /** Issuer of the cluster's service account tokens, to the letter. */
  readonly oidcIssuerUrl: string;
  /** Kubernetes service account of the pods, the same in every namespace. */
  readonly serviceAccount: string;
  /** Namespaces whose service account may sign in: 1 to 20. */
  readonly namespaces: readonly string[];
  /** Azure name of the role assignment, a UUID: fixed, so that it can be adopted. */
  readonly roleAssignment: string;
  /** @default - no tags */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * What lets pods call the account without a key: an identity, one federated credential for each namespace, and the role.
 * @see https://learn.microsoft.com/azure/aks/workload-identity-overview
 */
export class PodIdentity extends Construct {
  /** Client id for the service account's annotation; a token. */
  readonly clientId: string;
  /** Tenant in which pods sign in; a token. */
  readonly tenantId: string;
  /** The role on the account, for what must come after it. */
  readonly role: ITerraformDependable;

  /** @throws Error when a name, the issuer or the number of namespaces is not one that Azure takes */
  constructor(scope: Construct, id: string, props: PodIdentityProps) {
    super(scope, id);
    rejectBadProps(props);
    const { name, resourceGroup, location, tags } = props;
    const identity = new UserAssignedIdentity(this, "Resource", {
      name,
      resourceGroupName: resourceGroup,
      location,
      tags: { ...tags },
    });
    fixAddress(identity, POD_IDENTITY_ADDRESS);
    for (const namespace of props.namespaces) this.addCredential(identity, namespace, props);
    this.role = this.addRole(identity, props);
    this.clientId = identity.clientId;
    this.tenantId = identity.tenantId;
  }

  private addCredential(identity: UserAssignedIdentity, namespace: string, props: PodIdentityProps): void {
    const credential = new FederatedIdentityCredential(this, `Credential-${namespace}`, {
      name: federatedCredentialId(namespace),
      resourceGroupName: props.resourceGroup,
      parentId: identity.id,
      issuer: props.oidcIssuerUrl,
      subject: tokenSubject(namespace, props.serviceAccount),
      audience: [TOKEN_AUDIENCE],
    });
    fixAddress(credential, federatedCredentialAddress(namespace));
  }

  private addRole(identity: UserAssignedIdentity, props: PodIdentityProps): RoleAssignment {
    const role = new RoleAssignment(this, "Role", {
      name: props.roleAssignment,
      scope: props.account.accountId,
      roleDefinitionName: POD_ROLE,
      principalId: identity.principalId,
      // Without it Azure looks the new identity up, which fails until it has spread through Entra ID.
      principalType: "ServicePrincipal",
    });
    fixAddress(role, POD_ROLE_ADDRESS);
    return role;
  }
}

function rejectBadProps(props: PodIdentityProps): void {
  const { name, oidcIssuerUrl, serviceAccount, namespaces, roleAssignment } = props;
  demand(IDENTITY_NAME, name, "name");
  demand(ISSUER_URL, oidcIssuerUrl, "oidcIssuerUrl");
  demand(SERVICE_ACCOUNT, serviceAccount, "serviceAccount");
  demand(NAMESPACES, namespaces, "namespaces");
  for (const namespace of namespaces) demand(NAMESPACE, namespace, "namespaces");
  demand(ROLE_ASSIGNMENT, roleAssignment, "roleAssignment");
  demandTags(props.tags);
  refuse(tooManyNamespaces(namespaces));
}
