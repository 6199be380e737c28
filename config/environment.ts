/** What one environment comes to. */
import type { Account, Aks, Deployment, LlmConfig } from "./model";
import type { Adoption } from "./sections/adopt/rules";
import type { SectionSettings } from "./sections/sections";
import type { MeasuredUsage } from "./usage/usage-file";

/** One folder of `config/environments`, read, checked and frozen. Lists are sorted, whatever their order in the file. */
export interface Environment extends SectionSettings {
  readonly name: string;
  readonly account: Account;
  readonly aks: Aks;
  readonly deployments: readonly Deployment[];
  /** What exists already and is taken over, sorted by address. */
  readonly adopt: readonly Adoption[];
  readonly llm: LlmConfig;
  /** What Azure counted, as saved in `usage.csv`; absent where nothing was saved. No output depends on it. */
  readonly usage?: MeasuredUsage;
}
