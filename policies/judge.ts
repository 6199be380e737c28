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

/** What `policy-report.json` holds, for audits. */
export interface PolicyReport {
  readonly version: 1;
  readonly stacks: readonly string[];
  /** How many elements passed each rule, and how many broke it. */
  readonly rules: readonly { readonly id: PolicyRuleId; readonly passed: number; readonly waived: number }[];
  readonly violations: readonly Violation[];
  readonly waived: readonly WaivedViolation[];
  /** Waivers of what breaks no rule. */
  readonly unusedWaivers: readonly PolicyWaiver[];
}

/** @param rules every violation of every one is reported; a rule that throws counts as violated */
export function judge(stacks: readonly StackUnderTest[], rules: readonly Rule[]): PolicyReport {
  const counts = new Map(rules.map(({ id }) => [id, { id, passed: 0, waived: 0 }]));
  const violations: Violation[] = [];
  const waived: WaivedViolation[] = [];
  const used = new Set<PolicyWaiver>();
  for (const { name, json, policy } of stacks) {
    for (const element of elementsOf(name, json)) {
      for (const rule of rules) {
        const count = counts.get(rule.id);
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
  }
  const waivers = new Set(stacks.flatMap(({ policy }) => policy.waivers));
  return {
    version: 1,
    stacks: stacks.map(({ name }) => name),
    rules: [...counts.values()],
    violations,
    waived,
    unusedWaivers: [...waivers].filter((waiver) => !used.has(waiver)),
  };
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
