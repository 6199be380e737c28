/** Everything that the page of one environment shows, as data. */
import type { Environment } from "../../config/environment";
import type { Diagnostic } from "../../config/findings/diagnostic";
import type { ModelFacts } from "../../config/models/facts";
import type { BuiltEnvironment } from "./built";
import type { CostFacts } from "./money";

/** One commit that changed the configuration, in words. */
export interface PastChange {
  /** YYYY-MM-DD; undefined for what is not committed yet. */
  readonly day?: string;
  /** First characters of the commit's name. */
  readonly commit?: string;
  /** First line of its message. */
  readonly subject: string;
  /** What it did to this environment; empty when nothing that is built. */
  readonly effects: readonly string[];
}

/** What git knows of the past. */
export type History =
  | {
      readonly kind: "known";
      /** Latest first. */
      readonly changes: readonly PastChange[];
      /** Whether the clone is cut off, so that older changes are missing. */
      readonly isShallow: boolean;
    }
  | { readonly kind: "unknown"; readonly reason: string };

export interface OverviewFacts {
  readonly environment: Environment;
  /** What is known of each deployed model, by name. */
  readonly models: ReadonlyMap<string, ModelFacts>;
  readonly built: BuiltEnvironment;
  readonly costs: CostFacts;
  /** The day on which the prices were gathered. */
  readonly pricesDay: string;
  /** The day to judge by, YYYY-MM-DD. */
  readonly today: string;
  /** The day on which the catalogue's facts were gathered. */
  readonly catalogDay: string;
  /** As validate shows them, but for those on the project as a whole. */
  readonly findings: readonly Diagnostic[];
  readonly history: History;
}
