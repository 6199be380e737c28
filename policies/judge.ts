/** Holds stacks against the rules. Pure: Terraform JSON in, one report of everything out. */
import type { Environment } from "../config/environment";
import type { PolicyRuleId, PolicyWaiver } from "../config/sections/policy/rules";
import { type StackBlocks, stackBlocks } from "../config/stack-blocks";
import { elementsOf } from "./elements";
import { type Answer, answersOn, type Violation } from "./judge-element";
import { OWN_CONSTRUCTS, type OwnConstruct } from "./own-constructs";
import type { Rule } from "./policy-rule";
import { RULES } from "./rules";

/** A stack to judge. */
export interface StackUnderTest {
  readonly name: string;
  /** Its Terraform JSON. */
  readonly json: unknown;
  /** Undefined when no environment has a stack of this name: nothing is allowed in it. */
  readonly environment: Environment | undefined;
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
  readonly version: 2;
  readonly stacks: readonly string[];
  /** Every rule, over all stacks. */
  readonly rules: readonly RuleCount[];
  readonly violations: readonly Violation[];
  readonly waived: readonly WaivedViolation[];
  readonly unusedWaivers: readonly UnusedWaiver[];
  /** What teams may build beside what the configuration comes to. */
  readonly ownConstructs: readonly OwnConstruct[];
  /** By stack, the rules that apply to anything in it. */
  readonly counts: Readonly<Record<string, readonly RuleCount[]>>;
}

/** Whether this is a report that `judge` has made, of this version. */
export function isReport(value: unknown): value is PolicyReport {
  const { version, stacks, waived, unusedWaivers, counts } = (value ?? {}) as Partial<
    Record<keyof PolicyReport, unknown>
  >;
  return (
    version === 2 &&
    [stacks, waived, unusedWaivers].every(Array.isArray) &&
    typeof counts === "object" &&
    counts !== null
  );
}

/** @param rules every violation of every one is reported; a rule that throws counts as violated */
export function judge(
  stacks: readonly StackUnderTest[],
  rules: readonly Rule[] = RULES,
  ownConstructs: readonly OwnConstruct[] = OWN_CONSTRUCTS,
): PolicyReport {
  const counts: Record<string, readonly RuleCount[]> = {};
  const violations: Violation[] = [];
  const waived: WaivedViolation[] = [];
  const used = new Set<PolicyWaiver>();
  for (const { name: stack, json, environment } of stacks) {
    const policy = environment?.policy ?? { requiredTags: [], allowedRegions: [], waivers: [] };
    const allowed: StackBlocks = environment === undefined ? new Map() : stackBlocks(stack, environment);
    const elements = elementsOf(stack, json);
    const addresses = new Set(elements.filter(({ kind }) => kind === "resource").map(({ address }) => address));
    const answers = elements.flatMap((one) => answersOn(one, { rules, policy, allowed, ownConstructs, addresses }));
    for (const { waiver, ...violation } of answers.filter(({ causes }) => causes.length > 0)) {
      if (waiver === undefined) violations.push(violation);
      else waived.push({ ...violation, reason: waiver.reason, until: waiver.until });
      if (waiver !== undefined) used.add(waiver);
    }
    const ids = rules.map(({ id }) => id).filter((id) => answers.some(({ rule }) => rule === id));
    counts[stack] = ids.map((id) => countOf(id, answers));
  }
  return {
    version: 2,
    stacks: stacks.map(({ name }) => name),
    rules: rules.map(({ id }) => totalOf(id, counts)),
    violations,
    waived,
    unusedWaivers: unusedOf(stacks, used),
    ownConstructs,
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

function countOf(id: PolicyRuleId, answers: readonly Answer[]): RuleCount {
  const own = answers.filter(({ rule }) => rule === id);
  const passed = own.filter(({ causes }) => causes.length === 0).length;
  return { id, passed, waived: own.filter(({ waiver }) => waiver !== undefined).length };
}

function totalOf(id: PolicyRuleId, counts: PolicyReport["counts"]): RuleCount {
  const own = Object.values(counts)
    .flat()
    .filter((count) => count.id === id);
  const sum = (key: "passed" | "waived"): number => own.reduce((total, count) => total + count[key], 0);
  return { id, passed: sum("passed"), waived: sum("waived") };
}

function unusedOf(stacks: readonly StackUnderTest[], used: ReadonlySet<PolicyWaiver>): UnusedWaiver[] {
  const waiversOf = ({ environment }: StackUnderTest) => environment?.policy.waivers ?? [];
  const waivers = new Set(stacks.flatMap(waiversOf).filter((waiver) => !used.has(waiver)));
  return [...waivers].map((waiver) => ({
    ...waiver,
    stacks: stacks.filter((stack) => waiversOf(stack).includes(waiver)).map(({ name }) => name),
  }));
}
