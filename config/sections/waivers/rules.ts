/** Findings that somebody has answered for. A leaf: imports only leaves. */
import { wordRule } from "../../rule";

/** A finding on a model, accepted until a day. */
export interface Waiver {
  readonly code: WaivableCode;
  /** Name of the model. */
  readonly subject: string;
  readonly reason: string;
  /** Last day, YYYY-MM-DD. */
  readonly until: string;
}

/** What may be waived: findings on a model's life and on credits, never a mistake in the files. */
export const WAIVABLE_CODE = wordRule("waiver-code", "a finding that can be waived", [
  "retired",
  "retiring",
  "deprecated",
  "preview",
  "not-direct-from-azure",
]);
export type WaivableCode = (typeof WAIVABLE_CODE)["words"][number];
