/** A review for programs. The fields are contract; docs/review.md describes them. */
import type { Review, SideFinding } from "./model";

/** Ends in a line feed. */
export function renderReviewJson({ version, environments, findings }: Review): string {
  return `${JSON.stringify({ version, environments, findings: findings.map(publicFields) }, null, 2)}\n`;
}

function publicFields({ side, code, severity, message, help, file, line, column }: SideFinding) {
  return { side, code, severity, message, ...(help !== undefined && { help }), file, line, column };
}
