/** A review for programs. The fields are contract; docs/review.md describes them. */
import { findingFields, versionedJson } from "../text/json-form";
import type { Review } from "./review-model";

/** Ends in a line feed. */
export function renderReviewJson({ environments, findings }: Review): string {
  return versionedJson({
    environments,
    findings: findings.map((finding) => ({ side: finding.side, ...findingFields(finding) })),
  });
}
