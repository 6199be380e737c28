/** The order in which people read changes: destruction first. */
import { ACTIONS, type Change } from "./review-model";
import { RISKS } from "./risk";

/** The worst first, then delete, replace, update, create; among equals as they were. */
export function byWeight<T>(list: readonly T[], changeOf: (one: T) => Change): T[] {
  const weightOf = (one: T): number => {
    const { risk, outage, action } = changeOf(one);
    const grave = outage || risk === "refused" ? RISKS.indexOf("outage") : 0;
    return -10 * grave + ACTIONS.indexOf(action);
  };
  return [...list].sort((a, b) => weightOf(a) - weightOf(b));
}
