/** What makes `--fail-on` fail. */
import { RETIRING_WARNING_DAYS } from "../../config/models/life";
import { printable } from "../../config/findings/terminal";
import type { FileName } from "../../config/read";
import { listed } from "../../config/text";
import type { Change, EnvironmentReview, Review } from "./review-model";
import { isAtLeast, type Risk } from "./risk";

export const FAIL_ON = ["careful", "outage", "refused", "replace", "delete", "retiring", "unknown"] as const;
export type FailOn = (typeof FAIL_ON)[number];

const TESTS: Readonly<Record<FailOn, (environment: EnvironmentReview) => boolean>> = {
  careful: isRisky("careful"),
  outage: isRisky("outage"),
  refused: isRisky("refused"),
  replace: does("replace"),
  delete: does("delete"),
  // The days from which `validate` warns.
  retiring: ({ summary }) => summary.retirements.gained.some(({ daysLeft }) => daysLeft <= RETIRING_WARNING_DAYS),
  unknown: ({ unknown }) => unknown.length > 0,
};

/** What a change of a file can do: what it does to a file that cannot be read rules none of it out. */
const POSSIBLE: Readonly<Record<FileName, readonly FailOn[]>> = {
  "account.yaml": ["careful", "outage", "refused", "replace", "delete", "unknown"],
  "models.yaml": FAIL_ON,
  "llm-config.yaml": ["careful", "outage", "delete", "unknown"],
};

/** What `--fail-on` comes to. */
export interface Verdict {
  readonly isFailed: boolean;
  /** Why it fails, and what it cannot rule out. */
  readonly sentences: readonly string[];
}

/** A condition that cannot be ruled out is said, and fails only by `unknown`: else a broken base could not be mended. */
export function verdictOf({ environments }: Review, conditions: readonly FailOn[]): Verdict {
  const met = conditions.filter((condition) => environments.some(TESTS[condition]));
  const sentences = conditions.flatMap((condition) => {
    const isMet = met.includes(condition);
    if (isMet && condition !== "unknown") return [`--fail-on ${condition}: the change does that`];
    const unknown = environments.flatMap(({ name, unknown: files }) =>
      files.filter((file) => POSSIBLE[file].includes(condition)).map((file) => `${file} of ${printable(name)}`),
    );
    if (unknown.length === 0) return [];
    const what = `what the change does to ${listed(unknown)} is not known`;
    if (isMet) return [`--fail-on ${condition}: ${what}`];
    const hint = met.includes("unknown") ? "" : "; --fail-on unknown fails on it";
    return [`--fail-on ${condition}: cannot be ruled out: ${what}${hint}`];
  });
  return { isFailed: met.length > 0, sentences };
}

/** A word of risk means it or worse. */
function isRisky(least: Risk) {
  return ({ risk }: EnvironmentReview): boolean => isAtLeast(risk, least);
}

/** A deleted section that no resource shows is no deletion. */
function does(action: Change["action"]) {
  return ({ changes }: EnvironmentReview): boolean =>
    changes.some((one) => one.address !== null && one.action === action);
}
