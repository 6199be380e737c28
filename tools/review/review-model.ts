/** What a review says, as data. Every rendering reads this and nothing else. */
import type { CostChange } from "../../config/cost/cost-change";
import type { ResourceKind, Value } from "../../config/resource";
import type { Diagnostic } from "../../config/findings/diagnostic";
import type { FileName } from "../../config/read";
import type { Severity } from "../../config/findings/severity";
import type { Fit } from "../azure/quota";
import type { Risk } from "./risk";

export const ACTIONS = ["delete", "replace", "update", "create"] as const;
/** What Terraform does; `replace` is delete, then create. */
export type Action = (typeof ACTIONS)[number];

/** What a change is a change of, besides resources: layers and providers are parts of the ConfigMap. */
export type Kind = ResourceKind | "provider" | "layer";
export const KINDS: readonly Kind[] = ["account", "deployment", "section", "configMap", "provider", "layer"];

export interface FieldChange {
  /** Key of the configuration, such as `capacity` or `tags.team`. */
  readonly field: string;
  readonly before: Value;
  readonly after: Value;
}

export interface Change {
  readonly kind: Kind;
  readonly name: string;
  /** Terraform address; null where no resource has the setting. */
  readonly address: string | null;
  readonly action: Action;
  readonly fields: readonly FieldChange[];
  /** Layers of the pipeline that it touches, sorted. */
  readonly layers: readonly string[];
  /** Whether a deployment that a layer uses, before or after, is not there for a while or for good. */
  readonly outage: boolean;
  /** error: calls or the deploy will fail; warning: somebody should decide; note: worth knowing. */
  readonly severity: Severity;
  readonly risk: Risk;
  readonly note?: string;
  /** The page that says how it is done, from the project's root: `docs/runbooks/switch-a-layer.md`. */
  readonly runbook?: string;
  /** Address of the resource whose replacement takes this one along. */
  readonly because?: string;
  /** Given when what exists already is brought into the state. */
  readonly isImport?: boolean;
}

/** Whether a plan counts the change: layers and providers are parts of a ConfigMap, and some settings only Terraform reads. */
export function isPlanned({ kind, address }: Change): boolean {
  return address !== null && kind !== "layer" && kind !== "provider";
}

/** Thousands of tokens a minute of one model. */
export interface CapacityChange {
  readonly model: string;
  readonly before: number;
  readonly after: number;
  /** Quota needed while the change runs. */
  readonly peak: number;
}

export interface Retirement {
  readonly model: string;
  readonly version: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  /** From today; negative when it has passed. */
  readonly daysLeft: number;
}

/** USD per million tokens; null where no source says. */
export interface TokenPrice {
  readonly input: number;
  readonly output: number | null;
}

/** What a layer's tokens cost before and after: null where no source says. */
export interface PriceChange {
  readonly before: TokenPrice | null;
  readonly after: TokenPrice | null;
}

/** A layer whose model, provider or API is another one afterwards; null where a side has no such layer. */
export interface LayerSwitch {
  readonly layer: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Given when another provider serves the layer. */
  readonly provider?: { readonly before: string; readonly after: string };
  /** Given when the backend has to call another API. */
  readonly api?: { readonly before: string; readonly after: string };
  /** Given when the layer is there on both sides, at Foundry. */
  readonly price?: PriceChange;
}

/** One stack to deploy, before the next. */
export interface DeployStep {
  readonly stack: string;
  readonly command: string;
  /** Layers whose pods are restarted after it. */
  readonly restart: readonly string[];
}

/** Whether the quota holds what the change asks for, by an answer of Azure that somebody saved. */
export interface QuotaAnswer {
  /** YYYY-MM-DD; null where the answer is none for this environment. */
  readonly takenOn: string | null;
  /** Until the day of the review. */
  readonly daysOld: number | null;
  readonly fit: Fit;
  /** What each model that the change makes or raises asks for, and what is left. */
  readonly lines: readonly string[];
}

export interface Summary {
  /** Why the deploy is refused whatever the change: policies, mistakes, quota. What a change itself is refused for is its note. */
  readonly refused: readonly string[];
  /** Resources by what a plan does to them. */
  readonly actions: Readonly<Record<Action, number>>;
  /** Layers without their model for a while or for good. */
  readonly outage: readonly string[];
  /** The worst of all changes; error where the deploy is refused; note when there is nothing. */
  readonly severity: Severity;
  readonly layers: readonly LayerSwitch[];
  /** Every model whose capacity changes, and the sum over all models of the environment. */
  readonly capacity: { readonly models: readonly CapacityChange[]; readonly total: Omit<CapacityChange, "model"> };
  /** Null without a saved answer, and where the change asks for nothing. */
  readonly quota: QuotaAnswer | null;
  readonly retirements: { readonly gained: readonly Retirement[]; readonly lost: readonly Retirement[] };
  /** Models outside Azure credits that come or go. */
  readonly notCoveredByCredits: { readonly gained: readonly string[]; readonly lost: readonly string[] };
  /** After less before, a month. */
  readonly cost: CostChange;
  /** Steps, each done before the next, that get there without an outage; empty when none are needed. */
  readonly order: readonly string[];
  /** Stacks to deploy, in order; empty when none is. */
  readonly deploy: readonly DeployStep[];
  /** What else a reviewer should know. */
  readonly notes: readonly string[];
}

/** Whether an environment comes, goes or stays, and whether it could be compared. */
export type Standing = "stays" | "new" | "removed" | "renamed" | "unreadable" | "new-unreadable";

export interface EnvironmentReview {
  readonly name: string;
  readonly risk: Risk;
  readonly standing: Standing;
  /** Its name before, when it is another one. */
  readonly renamedFrom?: string;
  /** Files that a side cannot say in whole: what the change does to them is not known, and nothing of it is ruled out. */
  readonly unknown: readonly FileName[];
  readonly changes: readonly Change[];
  readonly summary: Summary;
}

/** A finding on one side's configuration. */
export interface SideFinding extends Diagnostic {
  readonly side: "base" | "head";
}

export interface Review {
  /** The worst of all environments. */
  readonly risk: Risk;
  readonly environments: readonly EnvironmentReview[];
  readonly findings: readonly SideFinding[];
  /** Of the head, what the base has not: what the change brings. One that has only moved to another line is not new, nor is any where the base cannot be read. */
  readonly added: readonly SideFinding[];
  /** Of the base, what the head has no longer, but not of an environment that is gone. */
  readonly removed: readonly SideFinding[];
}
