/** The identity that pods sign in with: what it is, and the rules on it. A leaf: imports only leaves. */
import { type Fault, textRule } from "../../rule";
import { UUID } from "../../values";

/** The user-assigned identity that the pods of every namespace sign in with. */
export interface PodIdentitySettings {
  readonly name: string;
  /** Issuer of the cluster's service account tokens, to the letter. */
  readonly oidcIssuerUrl: string;
  readonly serviceAccount: string;
  readonly namespaces: readonly string[];
  /** Azure name of the role assignment: a UUID that never changes. */
  readonly roleAssignment: string;
}

/** The role that lets a caller use every model of the account, whoever publishes it. */
export const POD_ROLE = "Cognitive Services User";

/** @see https://learn.microsoft.com/azure/aks/workload-identity-overview */
export const TOKEN_AUDIENCE = "api://AzureADTokenExchange";

/** @see https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations */
const MAX_FEDERATED_CREDENTIALS = 20;

export function tooManyNamespaces({ length }: readonly unknown[]): Fault | undefined {
  if (length <= MAX_FEDERATED_CREDENTIALS) return undefined;
  const message = `${length} namespaces need a credential each, but an identity takes ${MAX_FEDERATED_CREDENTIALS}`;
  return { message, help: "remove some, or make another environment" };
}

/** What a federated credential lets sign in: the service account of one namespace. */
export function tokenSubject(namespace: string, serviceAccount: string): string {
  return `system:serviceaccount:${namespace}:${serviceAccount}`;
}

/** @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftmanagedidentity */
export const IDENTITY_NAME = textRule({
  code: "identity-name",
  pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{2,127}$",
  fault: "cannot be the name of an identity",
  help: "use 3 to 128 letters, digits, hyphens and underscores, beginning with a letter or digit",
});

const AKS_HOST = "https://[a-z0-9-]+\\.oic\\.prod-aks\\.azure\\.(com|us|cn)";
/** Tenant and cluster, in lower case. */
const AKS_PATH = `(/${UUID.replaceAll("A-F", "")}){2}/`;

/**
 * An OIDC issuer: HTTPS, a lower-case host, a plain path, and no query, fragment or sign-in. It is compared to the
 * letter with the one in the pod's token, so AKS's own issuers must keep the `/` at their end.
 */
export const ISSUER_URL = textRule({
  code: "issuer-url",
  pattern:
    `^(?=.{12,600}$)(?!.*/\\.well-known)(?!${AKS_HOST}(?!${AKS_PATH}$)(/|$))` +
    "https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*/?$",
  fault: "cannot be the issuer of a cluster's tokens",
  help: "write what az aks show --query oidcIssuerProfile.issuerUrl prints, to the letter: https, and the slash at its end",
});
