import { CognitiveAccountRaiPolicy } from "@cdktf/provider-azurerm/lib/cognitive-account-rai-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { raiPolicyAddress } from "../config/addresses";
import { RAI_POLICIES } from "../config/model";
import { filterKind, isRaiPolicyName } from "../config/model-operations";
import type { ContentFilter, RaiPolicyMode } from "../config/model-operations";
import type { IFoundryAccount } from "./foundry-account";
import { fixAddress } from "./logical-id";

/** The provider wants a severity for every filter; Azure looks at none where a filter is only on or off. */
const UNUSED_SEVERITY = "Medium";

export interface RaiPolicyProps {
  readonly account: IFoundryAccount;
  /** 2 to 64 letters, digits, hyphens or underscores, beginning with a letter. */
  readonly name: string;
  /**
   * The built-in policy that it starts from. Azure cannot change it later: give another base a policy of another name.
   * @default "Microsoft.DefaultV2"
   */
  readonly base?: string;
  /**
   * Whether an answer is held back while it is judged.
   * @default "Default"
   */
  readonly mode?: RaiPolicyMode;
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

  /** @throws Error when the name, the base or a filter is not one that Azure takes */
  constructor(scope: Construct, id: string, props: RaiPolicyProps) {
    super(scope, id);
    rejectBadProps(props);
    const policy = new CognitiveAccountRaiPolicy(this, "Resource", {
      name: props.name,
      cognitiveAccountId: props.account.accountId,
      basePolicyName: props.base ?? "Microsoft.DefaultV2",
      // Written always: left out, the provider reads back what Azure chose and every plan shows a change.
      mode: props.mode ?? "Default",
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

function rejectBadProps({ name, base, filters }: RaiPolicyProps): void {
  if (!isRaiPolicyName(name)) {
    throw new Error(`content filter policy ${JSON.stringify(name)}: use 2 to 64 letters, digits, "-" and "_"`);
  }
  if (base !== undefined && !RAI_POLICIES.includes(base)) {
    throw new Error(`${name}: the base ${JSON.stringify(base)} is not built in; use ${RAI_POLICIES.join(" or ")}`);
  }
  if (filters.length === 0) throw new Error(`${name}: a content filter policy needs at least one filter`);
  const seen = new Set<string>();
  for (const { name: filter, source, severity } of filters) {
    const kind = filterKind(filter);
    if (kind === undefined) throw new Error(`${name}: there is no content filter ${JSON.stringify(filter)}`);
    if (!kind.sources.includes(source)) throw new Error(`${name}: ${filter} looks at ${kind.sources.join(", ")} only`);
    if (kind.hasSeverity !== (severity !== undefined)) {
      throw new Error(`${name}: ${filter} ${kind.hasSeverity ? "needs a severity" : "takes no severity"}`);
    }
    if (seen.has(`${filter} ${source}`)) throw new Error(`${name}: ${filter} is set twice for ${source}`);
    seen.add(`${filter} ${source}`);
  }
}
