/** What a policy is, and what it judges. */
import type { Policy, PolicyRuleId } from "../config/sections/policy/rules";

/** Terraform JSON that nobody has looked at. */
export type Block = Readonly<Record<string, unknown>>;

/** One thing of a synthesised stack, as Terraform will read it. */
export interface Element {
  readonly stack: string;
  /** Top-level key of the JSON: `resource`, `data`, `output`, `provider`, `module`, … */
  readonly kind: string;
  /** Resource type; the provider's name for a provider; the kind for what has no name. */
  readonly type: string;
  /** Terraform address, such as `azurerm_subnet.extra`, `data.…`, `output.…`. */
  readonly address: string;
  /** Without its comment. */
  readonly block: Block;
}

/** A policy: texts, and what is refused under its name. */
export interface Rule {
  readonly id: PolicyRuleId;
  /** What must hold, as a sentence. */
  readonly title: string;
  /** Why it must hold. */
  readonly reason: string;
  /** What to do about a violation. */
  readonly fix: string;
  /** Whether its passing counts. @default - for everything, or for the types that `at` and `types` are about */
  applies?(element: Element, policy: Policy): boolean;
  /** Arguments, as TYPE.PATH: what is not allowed at or in one is refused under this name. */
  readonly at?: readonly string[];
  /** Types that are refused under this name; data sources count, since reading such a thing ties the stack to it. */
  readonly types?: RegExp;
  /** What things of these types are. */
  readonly what?: string;
  /** The argument that `check` looks at. */
  readonly argument?: string;
  /** What the configuration may come to, and is refused all the same. @returns the cause, after the address */
  check?(block: Block, policy: Policy): string | undefined;
}
