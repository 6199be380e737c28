/** Holds one element against what is allowed and against the rules; each thing that is wrong bears the name of one rule. */
import { maskSecrets } from "../config/findings/secrets";
import type { StackBlocks } from "../config/stack-blocks";
import { type Policy, type PolicyRuleId, type PolicyWaiver, waiverFor } from "../config/sections/policy/rules";
import type { OwnConstruct } from "./own-constructs";
import type { Element, Rule } from "./policy-rule";
import { differences, type Refusal, unsafeTexts } from "./refusals";

/** What the elements of one stack are judged by. */
export interface Scope {
  readonly rules: readonly Rule[];
  readonly policy: Policy;
  readonly allowed: StackBlocks;
  readonly ownConstructs: readonly OwnConstruct[];
  /** Resources of the stack: what expressions may refer to. */
  readonly addresses: ReadonlySet<string>;
}

interface Found extends Refusal {
  /** The rule could not answer, which must never look like a pass. */
  readonly isBroken?: boolean;
}

/** Kinds of block that stacks hold; every other is refused, whatever is in it. */
const KINDS = ["terraform", "provider", "resource", "output", "import"];

/** One element that breaks one rule. */
export interface Violation {
  readonly rule: PolicyRuleId;
  readonly stack: string;
  readonly address: string;
  /** Each completes a sentence that begins with the address. */
  readonly causes: readonly string[];
}

/** What one rule says of one element; no cause: it passes. */
export interface Answer extends Violation {
  readonly waiver: PolicyWaiver | undefined;
}

/** The answers of all rules that apply, or that are broken. */
export function answersOn(element: Element, scope: Scope): Answer[] {
  const refusals = refusalsOf(element, scope);
  return scope.rules.flatMap((rule): Answer[] => {
    const own = refusals.filter((one) => one.rule === rule.id);
    if (own.length === 0 && !appliesTo(rule, element, scope.policy)) return [];
    const { stack, address } = element;
    const isWaivable = own.length > 0 && !own.some(({ isBroken }) => isBroken);
    const waiver = isWaivable ? waiverFor(rule.id, address, scope.policy) : undefined;
    return [{ rule: rule.id, stack, address, causes: own.map(({ cause }) => cause), waiver }];
  });
}

/** One cause is told once: what is said of an argument stands for all that is wrong in it. */
function refusalsOf(element: Element, scope: Scope): Found[] {
  const unsafe = unsafeTexts(element.block, scope.addresses);
  const said: Found[] = [...unsafe, ...scope.rules.flatMap((rule) => check(rule, element, scope.policy))];
  const rest = notAllowed(element, scope).filter(({ path }) => !said.some((one) => isIn(path, one.path)));
  return [...said, ...rest].map((one) => ({ ...one, cause: maskSecrets(one.cause) }));
}

function appliesTo({ applies, at, types }: Rule, element: Element, policy: Policy): boolean {
  if (applies !== undefined) return applies(element, policy);
  if (types !== undefined) return isBuilt(element.kind);
  return at?.some((place) => place.startsWith(`${element.type}.`)) ?? true;
}

function check(rule: Rule, element: Element, policy: Policy): Found[] {
  const found = { rule: rule.id, path: rule.argument ?? "" };
  try {
    const cause = appliesTo(rule, element, policy) ? rule.check?.(element.block, policy) : undefined;
    return cause === undefined ? [] : [{ ...found, cause }];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [{ ...found, cause: `could not be judged, because the rule itself failed: ${message}`, isBroken: true }];
  }
}

function notAllowed({ kind, type, address, block }: Element, { rules, allowed, ownConstructs }: Scope): Found[] {
  const expected = allowed.get(`${kind} ${address}`);
  if (expected !== undefined) {
    const nameOf = (path: string) => rules.find(({ at }) => at?.some((place) => isIn(`${type}.${path}`, place)))?.id;
    return differences(expected, block).map((one) => ({ ...one, rule: nameOf(one.path) ?? one.rule }));
  }
  const family = isBuilt(kind) ? rules.find(({ types }) => types?.test(type)) : undefined;
  if (family !== undefined) return [{ rule: family.id, path: "", cause: `is ${family.what}` }];
  const own = kind === "resource" ? ownConstructs.find((one) => one.type === type) : undefined;
  if (own === undefined) return [{ rule: "known-types", path: "", cause: strangerCause(kind) }];
  const others = Object.keys(block).filter((name) => !own.arguments.includes(name));
  return others.map((path) => ({
    rule: "as-configured",
    path,
    cause: `has ${path}, which OWN_CONSTRUCTS does not name`,
  }));
}

function strangerCause(kind: string): string {
  if (kind === "file") return "lies beside the stack, where Terraform reads it as well";
  if (KINDS.includes(kind)) return "is nothing that the configuration comes to";
  if (kind === "data") return "is a data source: it would read what others own, keys included, into state";
  return `is a block of kind ${kind}: stacks hold only ${KINDS.join(", ")}`;
}

/** Data sources count: reading such a thing ties the stack to it. */
function isBuilt(kind: string): boolean {
  return kind === "resource" || kind === "data";
}

function isIn(path: string, place: string): boolean {
  return `${path}.`.startsWith(`${place}.`);
}
