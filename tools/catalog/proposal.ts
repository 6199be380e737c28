/** What a refresh proposes: edits of a file of the catalogue, and what they mean in words. */
import type { Edit } from "../../config/files/edit";

export interface Proposal {
  readonly edits: readonly Edit[];
  /** What changes, a sentence each: lower case, no full stop. */
  readonly words: readonly string[];
  /** What was left as it is, and why, in the same form. */
  readonly left: readonly string[];
}
