import { CognitiveAccountRaiPolicy } from "@cdktf/provider-azurerm/lib/cognitive-account-rai-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { raiPolicyAddress } from "../config/addresses";
import {
  BUILT_IN_POLICY,
  type BuiltInPolicy,
  CONTENT_FILTER,
  type ContentFilter,
  FILTER_SEVERITY,
  FILTER_SOURCE,
  filterFaults,
  FILTERS,
  RAI_POLICY_MODE,
  RAI_POLICY_NAME,
  type RaiPolicyMode,
  repeatedFilters,
  UNUSED_SEVERITY,
} from "../config/sections/rai-policies/rules";
import { demand, refuse } from "./demand";
import type { IFoundryAccount } from "./foundry-account";
import { fixAddress } from "./logical-id";

export interface RaiPolicyProps {
  readonly account: IFoundryAccount;
  /** 2 to 64 letters, digits, hyphens or underscores, beginning with a letter. */
  readonly name: string;
  /** The built-in policy that it starts from. Azure cannot change it later: give another base a policy of another name. */
  readonly base: BuiltInPolicy;
  /** Whether an answer is held back while it is judged. Never left to Azure: every plan would show a change. */
  readonly mode: RaiPolicyMode;
  /** At least one; no two of the same name and source. */
  readonly filters: readonly ContentFilter[];
}

/**
 * A content filter policy of the account's own. Deployments refer to `policyName`, so that Terraform makes it first.
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/cognitive_account_rai_policy
 */
export class RaiPolicy extends Construct {
  /** What deployments name; a token. */
  readonly policyName: string;
  /** The policy, for what must come after it. */
  readonly resource: ITerraformDependable;

  /** @throws Error when a value breaks the rule on it, or two filters are equal */
  constructor(scope: Construct, id: string, props: RaiPolicyProps) {
    super(scope, id);
    rejectBadProps(props);
    const policy = new CognitiveAccountRaiPolicy(this, "Resource", {
      name: props.name,
      cognitiveAccountId: props.account.accountId,
      basePolicyName: props.base,
      mode: props.mode,
      contentFilter: props.filters.map(({ name, source, severity, enabled, block }) => ({
        name,
        source,
        filterEnabled: enabled,
        blockEnabled: block,
        severityThreshold: severity ?? UNUSED_SEVERITY,
      })),
      // A policy that is taken out goes only after the deployments have moved to another: Azure keeps one in use.
      lifecycle: { createBeforeDestroy: true },
    });
    fixAddress(policy, raiPolicyAddress(props.name));
    this.policyName = policy.name;
    this.resource = policy;
  }
}

function rejectBadProps({ name, base, mode, filters }: RaiPolicyProps): void {
  demand(RAI_POLICY_NAME, name, "name");
  demand(BUILT_IN_POLICY, base, "base");
  demand(RAI_POLICY_MODE, mode, "mode");
  demand(FILTERS, filters, "filters");
  for (const filter of filters) {
    demand(CONTENT_FILTER, filter.name, "name");
    demand(FILTER_SOURCE, filter.source, "source");
    if (filter.severity !== undefined) demand(FILTER_SEVERITY, filter.severity, "severity");
    refuse(filterFaults(filter)[0]);
  }
  refuse(repeatedFilters(filters)[0]?.[1]);
}
