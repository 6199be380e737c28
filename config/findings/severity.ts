/** How bad a finding is. A leaf: imports nothing. */

/** Worst first. */
export const SEVERITIES = ["error", "warning", "note"] as const;
export type Severity = (typeof SEVERITIES)[number];
