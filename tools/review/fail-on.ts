/** What makes `--fail-on` fail. */
import { RETIRING_WARNING_DAYS } from "../../config/models/check-lifecycle";
import type { Change, EnvironmentReview, Review } from "./review-model";

export const FAIL_ON = ["outage", "replace", "delete", "retiring", "refused"] as const;
export type FailOn = (typeof FAIL_ON)[number];

const TESTS: Readonly<Record<FailOn, (environment: EnvironmentReview) => boolean>> = {
  outage: ({ changes }) => changes.some(({ outage }) => outage),
  replace: ({ changes }) => changes.some(isReal("replace")),
  delete: ({ changes }) => changes.some(isReal("delete")),
  refused: ({ summary }) => summary.refused.length > 0,
  // The days from which `validate` warns.
  retiring: ({ summary }) => summary.retirements.gained.some(({ daysLeft }) => daysLeft <= RETIRING_WARNING_DAYS),
};

/** The conditions that the review meets. A deleted section that no resource shows is no deletion. */
export function failures({ environments }: Review, conditions: readonly FailOn[]): FailOn[] {
  return conditions.filter((condition) => environments.some(TESTS[condition]));
}

function isReal(action: Change["action"]): (change: Change) => boolean {
  return (change) => change.action === action && change.address !== null;
}
