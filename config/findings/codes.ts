/**
 * The codes of all findings, and what each means. Stable: people waive, search and link by them. What finds and reports
 * imports only the types, so that no command carries the texts but those that show them. A leaf: imports only leaves.
 */
import { ACCESS_AND_STATE } from "./explanations/access-and-state";
import { ACCOUNT } from "./explanations/account";
import type { Explanation } from "./explanations/explanation";
import { FILES } from "./explanations/files";
import { LLM_CONFIG } from "./explanations/llm-config";
import { MODELS } from "./explanations/models";
import { WATCH } from "./explanations/watch";
import type { Severity } from "./severity";

/** A part of `docs/diagnostics.md`. */
export interface Chapter {
  readonly title: string;
  /** Markdown. */
  readonly introduction?: string;
  /** By code, in alphabetical order. */
  readonly entries: Readonly<Record<string, Explanation>>;
}

export const CHAPTERS: readonly Chapter[] = [
  { title: "Files and their shape", entries: FILES },
  { title: "models.yaml", entries: MODELS },
  { title: "llm-config.yaml", entries: LLM_CONFIG },
  { title: "account.yaml", entries: ACCOUNT },
  {
    title: "account.yaml: optional sections",
    introduction:
      "`identity`, `access`, `lock`, `state`, `adopt` and `policy`. [The complete example](examples/complete/prod/account.yaml) " +
      "has all of them, and those of [the next part](#accountyaml-network-raipolicies-monitoring-budget).",
    entries: ACCESS_AND_STATE,
  },
  {
    title: "account.yaml: network, raiPolicies, monitoring, budget",
    introduction: "How these sections are used day by day: [watch](runbooks/watch.md).",
    entries: WATCH,
  },
];

const ALL = { ...FILES, ...MODELS, ...LLM_CONFIG, ...ACCOUNT, ...ACCESS_AND_STATE, ...WATCH };

export const EXPLANATIONS: Readonly<Record<Code, Explanation>> = ALL;
export type Code = keyof typeof ALL;

/** The codes whose entry names this severity. */
export type CodeOf<S extends Severity> = {
  [C in Code]: S extends (typeof ALL)[C]["severities"][number] ? C : never;
}[Code];

export function isCode(word: string): word is Code {
  return Object.hasOwn(EXPLANATIONS, word);
}
