/** What a policy is, and what it judges. */
import type { Policy, PolicyRuleId } from "../config/sections/policy/rules";

/** One thing of a synthesised stack, as Terraform will read it. */
export interface Element {
  readonly stack: string;
  /** Top-level key of the JSON: `resource`, `data`, `output`, `provider`, `module`, … */
  readonly kind: string;
  /** Resource type, or the kind's own word for it; the provider's name for a provider. */
  readonly type: string;
  /** Terraform address, such as `azurerm_subnet.extra`, `data.…`, `output.…`. */
  readonly address: string;
  readonly block: Readonly<Record<string, unknown>>;
}

/** The three answers of a rule. A failure says each cause: a sentence that goes on after the address. */
export type Verdict = "pass" | "not-applicable" | { readonly causes: readonly string[] };

/** A check of another tool on the same subject. */
export interface RelatedCheck {
  /** Such as `CKV_AZURE_236` or `AZR-000282`. */
  readonly id: string;
  /** Where and why this project decides otherwise; undefined when the two agree. */
  readonly differs?: string;
}

/** A policy: a pure function of one element, and the texts around it. */
export interface Rule {
  readonly id: PolicyRuleId;
  /** What must hold, as a sentence. */
  readonly title: string;
  /** Why it must hold. */
  readonly reason: string;
  /** What to do about a violation. */
  readonly fix: string;
  readonly related: readonly RelatedCheck[];
  check(element: Element, policy: Policy): Verdict;
}

/** No settings: every rule holds by its own words alone. */
export const NO_POLICY: Policy = { requiredTags: [], allowedRegions: [], waivers: [] };

/** Passes, or fails with the cause. */
export function verdict(isFine: boolean, cause: string): Verdict {
  return isFine ? "pass" : { causes: [cause] };
}

/** A nested block: cdktf writes a single one as an object, Terraform also takes a list of one. */
export function blockOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === "object" && first !== null ? (first as Record<string, unknown>) : undefined;
}

/** A value as it can stand in a sentence. */
export function shown(value: unknown): string {
  return value === undefined ? "not set" : JSON.stringify(value);
}
