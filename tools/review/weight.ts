/** The order in which people read changes: destruction first. */
import { ACTIONS, type Change } from "./review-model";

/** Outages first, then delete, replace, update, create; among equals as they were. */
export function byWeight(changes: readonly Change[]): Change[] {
  return [...changes].sort(
    (a, b) => Number(b.outage) - Number(a.outage) || ACTIONS.indexOf(a.action) - ACTIONS.indexOf(b.action),
  );
}
