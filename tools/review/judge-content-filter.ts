/** Content filters that let pass what they held back before. */
import type { ContentFilter, RaiPolicySettings } from "../../config/sections/rai-policies/rules";
import type { Context, Side } from "./context";
import type { ResourceChange } from "./diff-resources";
import { careful, type Remark } from "./risk";

/** Of a policy that a model uses: its filters that block less than before, or not at all. */
export function policyRemarks({ after: policy }: ResourceChange, { before, after }: Context): Remark[] {
  const name = policy?.fields.name;
  const isUsed = after?.environment.deployments.some(({ raiPolicy }) => raiPolicy === name) ?? false;
  return isUsed ? openRemarks(policyCalled(name, after), policyCalled(name, before)) : [];
}

/** Of a model that moves to a policy of the account's own: what that does not block. */
export function filterRemarks({ after: deployment, fields }: ResourceChange, { after }: Context): Remark[] {
  const isMoved = fields.some(({ field }) => field === "raiPolicy");
  return isMoved ? openRemarks(policyCalled(deployment?.fields.raiPolicy, after)) : [];
}

function policyCalled(name: unknown, side: Side | undefined): RaiPolicySettings | undefined {
  return side?.environment.raiPolicies.find((one) => one.name === name);
}

function openRemarks(policy: RaiPolicySettings | undefined, before?: RaiPolicySettings): Remark[] {
  const open = (policy?.filters ?? []).filter((now) => {
    const old = before?.filters.find(({ name, source }) => name === now.name && source === now.source);
    return strength(now) < (old === undefined ? BLOCKS : strength(old));
  });
  const texts = open.map(({ name, source, enabled }) => `${name} ${source} (${enabled ? "marks only" : "off"})`);
  return texts.length > 0 ? [careful(`${policy?.name} blocks nothing by ${texts.join(", ")}`)] : [];
}

const BLOCKS = 2;

function strength({ enabled, block }: ContentFilter): number {
  if (!enabled) return 0;
  return block ? BLOCKS : 1;
}
