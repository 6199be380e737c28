/** Optional sections to constructs. */
import type { ITerraformDependable, TerraformStack } from "cdktf";
import { accessId } from "../config/addresses";
import type { Account } from "../config/model";
import type { SectionSettings } from "../config/sections/sections";
import { AccessGrant } from "../constructs/access-grant";
import { AccountBudget } from "../constructs/account-budget";
import { AccountMonitoring } from "../constructs/account-monitoring";
import type { FoundryAccount } from "../constructs/foundry-account";
import { PodIdentity } from "../constructs/pod-identity";
import { RaiPolicy } from "../constructs/rai-policy";

type Sections = Partial<SectionSettings> & { readonly account: Account };

/** @returns undefined when the section is off */
export function addIdentity(
  stack: TerraformStack,
  account: FoundryAccount,
  { identity, account: { location, tags } }: Sections,
): PodIdentity | undefined {
  if (identity === undefined) return undefined;
  const { resourceGroup } = account;
  return new PodIdentity(stack, "account:identity", { ...identity, account, location, tags, resourceGroup });
}

export function addGrants(stack: TerraformStack, account: FoundryAccount, { access = [] }: Sections): AccessGrant[] {
  return access.map((grant) => new AccessGrant(stack, `account:${accessId(grant.principalId)}`, { ...grant, account }));
}

/** The content filter policies declared here. */
export interface DeclaredFilters {
  /** A reference to a declared policy, so that it comes first; the name itself of a built-in one. */
  nameOf(policy: string): string;
  readonly resources: readonly ITerraformDependable[];
}

export function addRaiPolicies(
  stack: TerraformStack,
  account: FoundryAccount,
  { raiPolicies = [] }: Sections,
): DeclaredFilters {
  const declared = new Map(
    raiPolicies.map((policy) => [
      policy.name,
      new RaiPolicy(stack, `account:rai-policy-${policy.name}`, { ...policy, account }),
    ]),
  );
  return {
    nameOf: (policy) => declared.get(policy)?.policyName ?? policy,
    resources: [...declared.values()].map(({ resource }) => resource),
  };
}

/** @returns what hangs on the account itself */
export function addMonitoring(
  stack: TerraformStack,
  account: FoundryAccount,
  { monitoring, account: { name, tags } }: Sections,
): readonly ITerraformDependable[] {
  if (monitoring === undefined) return [];
  const { resourceGroup } = account;
  const props = { ...monitoring, account, accountName: name, resourceGroup, tags };
  return new AccountMonitoring(stack, "account:monitoring", props).onAccount;
}

export function addBudget(
  stack: TerraformStack,
  account: FoundryAccount,
  { budget, account: { name } }: Sections,
): void {
  if (budget !== undefined) new AccountBudget(stack, "account:budget", { ...budget, account, accountName: name });
}
