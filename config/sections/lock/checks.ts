import { note } from "../../findings/report";
import type { SectionContext } from "../section";
import { KEPT_BY_LOCK, LOCK_LEVEL } from "./rules";

const BLOCKS = note(
  "lock-blocks",
  `while the lock is on, nothing on the account can be deleted or replaced: ${KEPT_BY_LOCK}`,
  "to remove one of them take the lock out first, in a deploy of its own; making and removing it takes 2 minutes each",
);

/** Says what a lock keeps from being done. */
export function check(given: string | undefined, { file, report }: Pick<SectionContext, "file" | "report">): void {
  if (given !== undefined && LOCK_LEVEL.accepts(given)) report(file.place(["lock"]), BLOCKS);
}
