import type { Severity } from "../severity";

/**
 * What the code of a finding stands for. `npx aucert-foundry schemas` writes it to `docs/diagnostics.md`, `explain` prints it.
 * Explanation and fix are one paragraph of Markdown each; their links lead from `docs/`.
 */
export interface Explanation {
  /** A few words, no full stop. */
  readonly title: string;
  /** Worst first. Where there are several, the explanation says when it is which. */
  readonly severities: readonly [Severity, ...Severity[]];
  /** What is wrong, and what it would lead to. */
  readonly explanation: string;
  /** The smallest YAML with the mistake, indented as the code around it; a comment names the file. */
  readonly example: string;
  /** What to do. */
  readonly fix: string;
}
