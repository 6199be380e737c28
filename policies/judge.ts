/** Holds stacks against the rules. Pure: Terraform JSON in, one report of everything out. */
import { type Policy, type PolicyRuleId, type PolicyWaiver, waiverFor } from "../config/sections/policy/rules";
import { elementsOf } from "./elements";
import type { Element, Rule } from "./policy-rule";

/** A stack to judge. */
export interface StackUnderTest {
  readonly name: string;
  readonly json: Readonly<Record<string, unknown>>;
  readonly policy: Policy;
}

/** One element that breaks one rule. */
export interface Violation {
  readonly rule: PolicyRuleId;
  readonly stack: string;
  readonly address: string;
  /** Each completes a sentence that begins with the address. */
  readonly causes: readonly string[];
}

export interface WaivedViolation extends Violation {
  readonly reason: string;
  /** Last day of the waiver, YYYY-MM-DD. */
  readonly until: string;
}

/** A waiver of what breaks no rule. */
export interface UnusedWaiver extends PolicyWaiver {
  /** The stacks that it was given for. */
  readonly stacks: readonly string[];
}

/** How many elements passed a rule, and how many broke it and were waived. */
export interface RuleCount {
  readonly id: PolicyRuleId;
  readonly passed: number;
  readonly waived: number;
}

/** What `policy-report.json` holds, for audits. */
export interface PolicyReport {
  readonly version: 1;
  readonly stacks: readonly string[];
  /** Every rule, over all stacks. */
  readonly rules: readonly RuleCount[];
  readonly violations: readonly Violation[];
  readonly waived: readonly WaivedViolation[];
  readonly unusedWaivers: readonly UnusedWaiver[];
  /** By stack, the rules that apply to anything in it. */
  readonly counts: Readonly<Record<string, readonly RuleCount[]>>;
}

/** Whether this is a report that `judge` has made, of this version. */
export function isReport(value: unknown): value is PolicyReport {
  const { version, stacks, waived, unusedWaivers, counts } = (value ?? {}) as Partial<
    Record<keyof PolicyReport, unknown>
  >;
  return (
    version === 1 &&
    [stacks, waived, unusedWaivers].every(Array.isArray) &&
    typeof counts === "object" &&
    counts !== null
  );
}

/** @param rules every violation of every one is reported; a rule that throws counts as violated */
export function judge(stacks: readonly StackUnderTest[], rules: readonly Rule[]): PolicyReport {
  const counts: Record<string, readonly RuleCount[]> = {};
  const violations: Violation[] = [];
  const waived: WaivedViolation[] = [];
  const used = new Set<PolicyWaiver>();
  for (const { name, json, policy } of stacks) {
    const tally = new Map(rules.map(({ id }) => [id, { id, passed: 0, waived: 0 }]));
    for (const element of elementsOf(name, json)) {
      for (const rule of rules) {
        const count = tally.get(rule.id);
        const { verdict, isBroken } = ask(rule, element, policy);
        if (verdict === "not-applicable" || count === undefined) continue;
        if (verdict === "pass") {
          count.passed += 1;
          continue;
        }
        const violation = { rule: rule.id, stack: name, address: element.address, causes: verdict.causes };
        const waiver = isBroken ? undefined : waiverFor(rule.id, element.address, policy);
        if (waiver === undefined) {
          violations.push(violation);
          continue;
        }
        count.waived += 1;
        used.add(waiver);
        waived.push({ ...violation, reason: waiver.reason, until: waiver.until });
      }
    }
    counts[name] = [...tally.values()].filter(({ passed, waived: broken }) => passed + broken > 0);
  }
  return {
    version: 1,
    stacks: stacks.map(({ name }) => name),
    rules: rules.map(({ id }) => totalOf(id, counts)),
    violations,
    waived,
    unusedWaivers: unusedOf(stacks, used),
    counts,
  };
}

/**
 * A report on some stacks, and what an earlier one said of all others.
 * @param order of stacks
 */
export function withEarlier(
  fresh: PolicyReport,
  earlier: PolicyReport,
  order: (a: string, b: string) => number,
): PolicyReport {
  const isOther = (stack: string): boolean => !fresh.stacks.includes(stack);
  const stacks = [...fresh.stacks, ...earlier.stacks.filter(isOther)].sort(order);
  const all = { ...earlier.counts, ...fresh.counts };
  const counts = Object.fromEntries(stacks.map((stack) => [stack, all[stack] ?? []]));
  const waived = [...fresh.waived, ...earlier.waived.filter(({ stack }) => isOther(stack))];
  const unused = [...fresh.unusedWaivers, ...earlier.unusedWaivers.filter((one) => one.stacks.every(isOther))];
  return {
    ...fresh,
    stacks,
    rules: fresh.rules.map(({ id }) => totalOf(id, counts)),
    waived: waived.sort((a, b) => order(a.stack, b.stack)),
    unusedWaivers: unused.sort((a, b) => order(a.stacks[0] ?? "", b.stacks[0] ?? "")),
    counts,
  };
}

function totalOf(id: PolicyRuleId, counts: PolicyReport["counts"]): RuleCount {
  const own = Object.values(counts)
    .flat()
    .filter((count) => count.id === id);
  const sum = (key: "passed" | "waived"): number => own.reduce((total, count) => total + count[key], 0);
  return { id, passed: sum("passed"), waived: sum("waived") };
}

function unusedOf(stacks: readonly StackUnderTest[], used: ReadonlySet<PolicyWaiver>): UnusedWaiver[] {
  const waivers = new Set(stacks.flatMap(({ policy }) => policy.waivers).filter((waiver) => !used.has(waiver)));
  return [...waivers].map((waiver) => ({
    ...waiver,
    stacks: stacks.filter(({ policy }) => policy.waivers.includes(waiver)).map(({ name }) => name),
  }));
}

/** A rule that cannot answer has found out nothing, which must never look like a pass. */
function ask(rule: Rule, element: Element, policy: Policy) {
  try {
    return { verdict: rule.check(element, policy), isBroken: false };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { verdict: { causes: [`could not be judged, because the rule itself failed: ${message}`] }, isBroken: true };
  }
}
