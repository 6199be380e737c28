/** A review for programs. The fields are contract; docs/review.md describes them. */
import { findingFields, versionedJson } from "../text/json-form";
import type { Review, SideFinding } from "./review-model";

/** Ends in a line feed. */
export function renderReviewJson({ environments, findings, added, removed }: Review): string {
  const fields = (list: readonly SideFinding[]) => list.map((one) => ({ side: one.side, ...findingFields(one) }));
  return versionedJson({
    environments,
    findings: fields(findings),
    added: fields(added),
    removed: fields(removed),
  });
}
