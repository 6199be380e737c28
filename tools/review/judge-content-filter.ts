/** Content filters that let pass what they held back before. */
import { type ContentFilter, FILTER_SEVERITY, type RaiPolicySettings } from "../../config/sections/rai-policies/rules";
import type { Context, Side } from "./context";
import type { ResourceChange } from "./diff-resources";
import { careful, type Remark } from "./risk";

/** Of a policy that models use before and after: what it holds back no longer. */
export function policyRemarks({ after: policy }: ResourceChange, { before, after }: Context): Remark[] {
  const name = policy?.fields.name;
  const isUsed = [before, after].every((side) =>
    side?.environment.deployments.some(({ raiPolicy }) => raiPolicy === name),
  );
  const [old, now] = [policyCalled(name, before), policyCalled(name, after)];
  return isUsed && old !== undefined && now !== undefined ? weakenings(old, now) : [];
}

/** Of a model that moves to another policy: what the one before held back, and this one does not. */
export function filterRemarks(
  { before: old, after: now, fields }: ResourceChange,
  { before, after }: Context,
): Remark[] {
  const isMoved = fields.some(({ field }) => field === "raiPolicy");
  if (!isMoved || old === undefined || now === undefined) return [];
  const name = now.fields.raiPolicy;
  const was = old.fields.raiPolicy;
  const [own, ownBefore] = [policyCalled(name, after), policyCalled(was, before)];
  if (own === undefined && ownBefore === undefined) {
    return [careful(`${String(name)} decides what passes, instead of ${String(was)}`)];
  }
  const policy = own ?? builtIn(String(name));
  return weakenings(ownBefore ?? builtIn(String(was), switchedOff(policy)), policy);
}

type Policy = Omit<RaiPolicySettings, "base"> & { readonly base: string };

function policyCalled(name: unknown, side: Side | undefined): RaiPolicySettings | undefined {
  return side?.environment.raiPolicies.find((one) => one.name === name);
}

/**
 * It holds the answer back until it is judged.
 * @param filters what it may block, which is not known here
 */
function builtIn(name: string, filters: readonly ContentFilter[] = []): Policy {
  return { name, base: name, mode: "Default", filters };
}

/** What an own policy switches off is worth a look, whether the built-in one blocked it or not. */
function switchedOff({ filters }: Policy): ContentFilter[] {
  return filters.filter(({ enabled }) => !enabled).map((one) => ({ ...one, enabled: true, block: true }));
}

/** Only what the policy before is known to block. */
function weakenings(before: Policy, after: Policy): Remark[] {
  const pairs = before.filters.filter(isBlocking).map((old) => {
    const now = after.filters.find(({ name, source }) => name === old.name && source === old.source);
    return { old, now, what: `${old.name} ${old.source}` };
  });
  const open = pairs.flatMap(({ now, what }) =>
    now === undefined || isBlocking(now) ? [] : [`${what} (${now.enabled ? "marks only" : "off"})`],
  );
  const laxer = pairs.flatMap(({ old, now, what }) =>
    now !== undefined && isBlocking(now) && rank(now) > rank(old)
      ? [`${what} (${old.severity} → ${now.severity})`]
      : [],
  );
  const gone = pairs.flatMap(({ now, what }) => (now === undefined ? [what] : []));
  const isLater = before.mode === "Default" && after.mode !== "Default";
  const { name } = after;
  return [
    ...(open.length > 0 ? [careful(`${name} blocks nothing by ${open.join(", ")}`)] : []),
    ...(laxer.length > 0 ? [careful(`${name} blocks only from a higher severity on by ${laxer.join(", ")}`)] : []),
    ...(gone.length > 0 ? [careful(`${before.name} no longer sets ${gone.join(", ")}: ${after.base} decides`)] : []),
    ...(isLater ? [careful(`${name} sends answers on while they are judged (mode ${after.mode})`)] : []),
  ];
}

function isBlocking({ enabled, block }: ContentFilter): boolean {
  return enabled && block;
}

/** `Low` blocks most. */
function rank({ severity }: ContentFilter): number {
  return severity === undefined ? -1 : FILTER_SEVERITY.words.indexOf(severity);
}
