/** A review for programs. The fields are contract; docs/review.md describes them. */
import { findingFields, versionedJson } from "../text/json-form";
import type { Review, SideFinding } from "./review-model";

/** 2: `actions` counts what a plan counts, and settings that only Terraform reads have no address. */
const VERSION = 2;

/** Ends in a line feed. */
export function renderReviewJson({ risk, environments, findings, added, removed }: Review): string {
  const fields = (list: readonly SideFinding[]) => list.map((one) => ({ side: one.side, ...findingFields(one) }));
  const lists = { findings: fields(findings), added: fields(added), removed: fields(removed) };
  return versionedJson({ risk, environments, ...lists }, VERSION);
}
