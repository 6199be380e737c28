/** The optional sections of `account.yaml` to what they mean: names that Azure keeps, ids to import, lists sorted. */
import { createHash } from "node:crypto";
import { adoptionTargets } from "./adopt";
import { adoptableOperations } from "./adopt-operations";
import type { Account, Aks } from "./model";
import type {
  AccessGrant,
  AccessRole,
  AccountSections,
  Adoption,
  LockLevel,
  PodIdentitySettings,
  Policy,
  PolicyRuleId,
  PrincipalType,
  StateBackend,
} from "./model-account";
import type { OperationsSections } from "./model-operations";
import { resolveOperations } from "./resolve-operations";
import type { AccountFile } from "./schema";
import { compareText } from "./text";

export function resolveSections(
  file: AccountFile,
  account: Account,
  aks: Aks,
  deployments: readonly string[],
): AccountSections {
  const identity = file.identity && resolveIdentity(file.identity, account, aks);
  const access = resolveAccess(file.access ?? [], account);
  const operations = resolveOperations(file);
  const sections = { access, ...(identity && { identity }), ...(file.lock && { lock: file.lock as LockLevel }) };
  return {
    ...sections,
    state: resolveState(file.state),
    adopt: resolveAdopt(file.adopt ?? [], { ...sections, ...operations }, account, aks, deployments),
    policy: resolvePolicy(file.policy),
    ...operations,
  };
}

function resolveIdentity(
  { name, oidcIssuerUrl, roleAssignment }: NonNullable<AccountFile["identity"]>,
  account: Account,
  { serviceAccount, namespaces }: Aks,
): PodIdentitySettings {
  return {
    name,
    oidcIssuerUrl,
    serviceAccount,
    namespaces,
    roleAssignment: roleAssignment?.toLowerCase() ?? roleAssignmentName(account, "pods"),
  };
}

function resolveAccess(entries: NonNullable<AccountFile["access"]>, account: Account): AccessGrant[] {
  return entries
    .map(({ principalId, principalType, role, roleAssignment }) => ({
      principalId: principalId.toLowerCase(),
      principalType: principalType as PrincipalType,
      role: role as AccessRole,
      roleAssignment: roleAssignment?.toLowerCase() ?? roleAssignmentName(account, principalId.toLowerCase(), role),
    }))
    .sort((a, b) => compareText(a.principalId, b.principalId));
}

function resolveState(state: AccountFile["state"]): StateBackend {
  const { backend, storageAccount, container } = state ?? {};
  if (backend !== "azurerm") return { backend: "local" };
  if (storageAccount === undefined || container === undefined) throw new Error("checks let an incomplete state pass");
  return { backend, storageAccount, container };
}

function resolveAdopt(
  names: readonly string[],
  { identity, access, lock, ...operations }: Pick<AccountSections, "identity" | "access" | "lock"> & OperationsSections,
  { name, subscriptionId = "", resourceGroup, createResourceGroup }: Account,
  { namespaces }: Aks,
  deployments: readonly string[],
): Adoption[] {
  const targets = adoptionTargets({
    subscriptionId: subscriptionId.toLowerCase(),
    resourceGroup,
    createResourceGroup,
    account: name,
    deployments,
    namespaces,
    ...(identity && { identity }),
    access,
    hasLock: lock !== undefined,
    operations: adoptableOperations(operations),
  });
  return targets
    .filter((target) => target.names.some((name) => names.includes(name)))
    .map(({ to, id, stack }) => ({ to, id, stack }))
    .sort((a, b) => compareText(a.to, b.to));
}

function resolvePolicy(policy: AccountFile["policy"]): Policy {
  return {
    requiredTags: [...(policy?.requiredTags ?? [])].sort(compareText),
    allowedRegions: [...(policy?.allowedRegions ?? [])].sort(compareText),
    waivers: (policy?.waivers ?? [])
      .map((waiver) => ({ ...waiver, rule: waiver.rule as PolicyRuleId }))
      .sort((a, b) => compareText(a.rule, b.rule) || compareText(a.address, b.address)),
  };
}

/** Namespace of the names below; it must never change, or every role assignment would be replaced. */
const NAMESPACE = "a1f66f2e-3c1b-4f0c-9f7e-6d3f5b0e8c24";

/**
 * A role assignment's name in Azure is a UUID. This one follows from what it is for, so that it can be found again. The
 * subdomain is unique in all of Azure; the name need only be unique in the tenant.
 * @see https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-5
 */
export function roleAssignmentName({ subdomain }: Pick<Account, "subdomain">, ...parts: string[]): string {
  const text = [subdomain.toLowerCase(), ...parts].join("|");
  const hash = createHash("sha1")
    .update(Buffer.from(NAMESPACE.replace(/-/g, ""), "hex"))
    .update(text)
    .digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
