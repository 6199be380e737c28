import { compareText } from "../../text";
import type { Adoption, AdoptionTarget } from "./rules";

/** The targets that `adopt` names, sorted by address. */
export function adoptions(names: readonly string[], targets: readonly AdoptionTarget[]): readonly Adoption[] {
  return targets
    .filter((target) => target.names.some((name) => names.includes(name)))
    .map(({ to, id, stack }) => ({ to, id, stack }))
    .sort((a, b) => compareText(a.to, b.to));
}
