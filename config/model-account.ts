/**
 * What the optional sections of `account.yaml` mean, and one predicate per rule on them. Every section off is the
 * account and its deployments alone. A leaf: imports only leaves.
 */
import { matcher } from "./matcher";
import { operationsProviders } from "./model-operations";
import type { OperationsSections } from "./model-operations";

/** The optional sections of one environment. */
export interface AccountSections extends OperationsSections {
  /** Undefined: pods get their identity elsewhere. */
  readonly identity?: PodIdentitySettings;
  /** Sorted by principal. */
  readonly access: readonly AccessGrant[];
  /** Undefined: no lock. */
  readonly lock?: LockLevel;
  readonly state: StateBackend;
  /** What exists already and is taken over, sorted by address. */
  readonly adopt: readonly Adoption[];
  readonly policy: Policy;
}

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

/** One principal's role on the account. */
export interface AccessGrant {
  /** Object id in Entra ID, in lower case as Azure returns it. */
  readonly principalId: string;
  readonly principalType: PrincipalType;
  readonly role: AccessRole;
  /** Azure name of the role assignment: a UUID that never changes. */
  readonly roleAssignment: string;
}

/** Where Terraform keeps the state of an environment's stacks. */
export type StateBackend =
  | { readonly backend: "local" }
  | { readonly backend: "azurerm"; readonly storageAccount: string; readonly container: string };

/** One thing that exists and that Terraform takes over instead of creating it. */
export interface Adoption {
  /** Terraform address. */
  readonly to: string;
  /** What Azure or Kubernetes calls it, in the exact case that the provider wants. */
  readonly id: string;
  /** The stack that holds the address. */
  readonly stack: "foundry" | "llm-config";
}

/**
 * Resource providers that a subscription must have registered for the resources of the Foundry stack: those of the sections
 * in use. Azure registers that of role assignments and locks by itself.
 */
export function resourceProviders(sections: Partial<AccountSections>): string[] {
  const identity = sections.identity ? ["Microsoft.ManagedIdentity"] : [];
  return ["Microsoft.CognitiveServices", ...identity, ...operationsProviders(sections)];
}

/** What the policies are asked to hold the stacks against, beside their own rules. */
export interface Policy {
  readonly requiredTags: readonly string[];
  /** Empty: every region. */
  readonly allowedRegions: readonly string[];
  readonly waivers: readonly PolicyWaiver[];
}

/** A violation that somebody has answered for. */
export interface PolicyWaiver {
  readonly rule: PolicyRuleId;
  /** Terraform address of what may break the rule. */
  readonly address: string;
  readonly reason: string;
  /** Last day, YYYY-MM-DD. The day is judged by `validate`; synth never looks at the clock. */
  readonly until: string;
}

/** The ids of all policies. Stable: waivers name them. `docs/policies.md` has an entry for each. */
export const POLICY_RULES = [
  "account-kind",
  "allowed-regions",
  "custom-subdomain",
  "global-standard",
  "known-types",
  "local-auth-off",
  "managed-identity",
  "no-cluster",
  "no-compute",
  "no-key-reference",
  "no-network",
  "no-private-endpoint",
  "no-purge",
  "no-storage",
  "prevent-destroy",
  "public-endpoint",
  "required-tags",
] as const;

export type PolicyRuleId = (typeof POLICY_RULES)[number];

/** A key in Terraform state cannot be taken back, so nobody can answer for it. */
export const UNWAIVABLE_RULES: readonly PolicyRuleId[] = ["no-key-reference"];
export const WAIVABLE_RULES = POLICY_RULES.filter((rule) => !UNWAIVABLE_RULES.includes(rule));

export const STATE_BACKENDS = ["local", "azurerm"] as const;

export const LOCK_LEVELS = ["CanNotDelete"] as const;
export type LockLevel = (typeof LOCK_LEVELS)[number];
/** Name of the lock in Azure. */
export const LOCK_NAME = "foundry-cannot-delete";

/** @see https://learn.microsoft.com/azure/role-based-access-control/role-assignments-list-cli */
export const PRINCIPAL_TYPES = ["User", "Group", "ServicePrincipal"] as const;
export type PrincipalType = (typeof PRINCIPAL_TYPES)[number];

/** The role that lets a caller use every model of the account, whoever publishes it. */
export const POD_ROLE = "Cognitive Services User";

/**
 * Roles that may be given here: calling models, and looking. Roles that change the account are left to the platform.
 * @see https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/ai-machine-learning
 */
export const ACCESS_ROLES = [POD_ROLE, "Cognitive Services OpenAI User", "Reader", "Monitoring Reader"] as const;
export type AccessRole = (typeof ACCESS_ROLES)[number];

/** @see https://learn.microsoft.com/azure/aks/workload-identity-overview */
export const TOKEN_AUDIENCE = "api://AzureADTokenExchange";

/** @see https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations */
export const MAX_FEDERATED_CREDENTIALS = 20;

/** @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftmanagedidentity */
export const IDENTITY_NAME_PATTERN = "^[A-Za-z0-9][A-Za-z0-9_-]{2,127}$";
export const isIdentityName = matcher(IDENTITY_NAME_PATTERN);

/**
 * An OIDC issuer: HTTPS, a lower-case host, a plain path, and no query, fragment or sign-in. It is compared to the
 * letter with the one in the pod's token, so AKS's own issuers must keep the `/` at their end.
 */
export const ISSUER_URL_PATTERN =
  "^(?=.{12,600}$)https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*/?$";
const isIssuerForm = matcher(ISSUER_URL_PATTERN);
const isAksHost = matcher("^https://[a-z0-9-]+\\.oic\\.prod-aks\\.azure\\.(com|us|cn)(/|$)");
const isAksPath = matcher(
  "^https://[^/]+/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/$",
);

export function isIssuerUrl(text: string): boolean {
  return isIssuerForm(text) && !text.includes("/.well-known") && (!isAksHost(text) || isAksPath(text));
}

/** @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftstorage */
export const STORAGE_ACCOUNT_PATTERN = "^[a-z0-9]{3,24}$";
export const isStorageAccountName = matcher(STORAGE_ACCOUNT_PATTERN);
export const CONTAINER_PATTERN = "^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$";
export const isContainerName = matcher(CONTAINER_PATTERN);

/** A Terraform address, such as `azurerm_cognitive_account.foundry` or `provider.azurerm`. */
export const ADDRESS_PATTERN = "^([A-Za-z_][A-Za-z0-9_-]*\\.){1,2}[A-Za-z_][A-Za-z0-9_-]*$";
export const isTerraformAddress = matcher(ADDRESS_PATTERN);

/** Names of the required tags that are missing; Azure does not tell tag names apart by case. */
export function missingTags(
  tags: Readonly<Record<string, unknown>>,
  { requiredTags }: Pick<Policy, "requiredTags">,
): string[] {
  const present = new Set(Object.keys(tags).map((name) => name.toLowerCase()));
  return requiredTags.filter((name) => !present.has(name.toLowerCase()));
}

export function isRegionAllowed(region: string, { allowedRegions }: Pick<Policy, "allowedRegions">): boolean {
  return allowedRegions.length === 0 || allowedRegions.includes(region);
}

/** The waiver of a rule for one address; none counts for a rule that nobody can answer for. */
export function waiverFor(
  rule: PolicyRuleId,
  address: string,
  { waivers }: Pick<Policy, "waivers">,
): PolicyWaiver | undefined {
  if (UNWAIVABLE_RULES.includes(rule)) return undefined;
  return waivers.find((waiver) => waiver.rule === rule && waiver.address === address);
}
