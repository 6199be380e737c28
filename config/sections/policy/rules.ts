/** What the policies are asked to hold the stacks against, and who answers for a violation. A leaf: imports only leaves. */
import { ACCOUNT_ADDRESS } from "../../addresses";
import { rule, textRule, wordRule } from "../../rule";

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
  "as-configured",
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

/**
 * A key in Terraform state cannot be taken back, so nobody can answer for it; and what should differ from the configuration
 * is written there.
 */
const UNWAIVABLE_RULES: readonly PolicyRuleId[] = ["as-configured", "no-key-reference"];

export const WAIVABLE_RULE = wordRule(
  "unknown-policy",
  "a policy that can be waived",
  POLICY_RULES.filter((id) => !UNWAIVABLE_RULES.includes(id)),
);

/** A Terraform address, such as `azurerm_cognitive_account.foundry` or `provider.azurerm`. */
export const TERRAFORM_ADDRESS = textRule({
  code: "waiver-address",
  pattern: "^([A-Za-z_][A-Za-z0-9_-]*\\.){1,2}[A-Za-z_][A-Za-z0-9_-]*$",
  fault: "is not a Terraform address",
  help: `write it as synth names it, such as ${ACCOUNT_ADDRESS}`,
});

export const REQUIRED_TAG = rule<string>({
  code: "tags",
  fault: (tag) =>
    tag.trim() === "" ? { message: "a required tag needs a name", help: "write the tag's name" } : undefined,
});

const ACCOUNT_AND_GROUP = ["azurerm_cognitive_account", "azurerm_resource_group"] as const;
const IN_A_REGION = [...ACCOUNT_AND_GROUP, "azurerm_user_assigned_identity"] as const;

/** The rules that a sound configuration can break, each with the types of resource that then break it: all have it of the account. */
export const JUDGED_TYPES = {
  "local-auth-off": ["azurerm_cognitive_account"],
  "prevent-destroy": ACCOUNT_AND_GROUP,
  "allowed-regions": IN_A_REGION,
  "required-tags": [...IN_A_REGION, "azurerm_monitor_action_group", "azurerm_monitor_metric_alert"],
} as const satisfies Partial<Record<PolicyRuleId, readonly string[]>>;

/** Whether a rule of the configuration looks at a resource of this type. */
export function judges(rule: keyof typeof JUDGED_TYPES, type: string | undefined): boolean {
  return JUDGED_TYPES[rule].some((judged) => judged === type);
}

/** Whether API keys work on an account that has this for local authentication; Azure's own default is that they do. */
export function allowsKeys(localAuth: unknown): boolean {
  return localAuth !== false;
}

/** Whether Terraform may destroy what has this for `prevent_destroy`. */
export function allowsDestroy(preventDestroy: unknown): boolean {
  return preventDestroy !== true;
}

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
export function waiverFor<Waiver extends { readonly rule?: string; readonly address?: string }>(
  rule: PolicyRuleId,
  address: string,
  { waivers = [] }: { readonly waivers?: readonly (Waiver | undefined)[] | undefined },
): Waiver | undefined {
  if (UNWAIVABLE_RULES.includes(rule)) return undefined;
  return waivers.find((waiver) => waiver?.rule === rule && waiver.address === address);
}
