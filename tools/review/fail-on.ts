/** What makes `--fail-on` fail. */
import { RETIRING_WARNING_DAYS } from "../../config/models/life";
import type { Change, EnvironmentReview, Review } from "./review-model";
import { isAtLeast, type Risk } from "./risk";

export const FAIL_ON = ["careful", "outage", "refused", "replace", "delete", "retiring"] as const;
export type FailOn = (typeof FAIL_ON)[number];

const TESTS: Readonly<Record<FailOn, (environment: EnvironmentReview) => boolean>> = {
  careful: isRisky("careful"),
  outage: isRisky("outage"),
  refused: isRisky("refused"),
  replace: does("replace"),
  delete: does("delete"),
  // The days from which `validate` warns.
  retiring: ({ summary }) => summary.retirements.gained.some(({ daysLeft }) => daysLeft <= RETIRING_WARNING_DAYS),
};

/** The conditions that the review meets. */
export function failures({ environments }: Review, conditions: readonly FailOn[]): FailOn[] {
  return conditions.filter((condition) => environments.some(TESTS[condition]));
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
