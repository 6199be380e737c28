/** The order in which people read changes: destruction first. */
import { ACTIONS, type Change } from "./review-model";
import { isAtLeast } from "./risk";

/** What fails first, then delete, replace, update, create; among equals as they were. */
export function byWeight<T>(list: readonly T[], changeOf: (one: T) => Change): T[] {
  const isGrave = (one: T): number => Number(isAtLeast(changeOf(one).risk, "outage"));
  const actionOf = (one: T): number => ACTIONS.indexOf(changeOf(one).action);
  return [...list].sort((a, b) => isGrave(b) - isGrave(a) || actionOf(a) - actionOf(b));
}
