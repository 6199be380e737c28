import { raiPolicyAddress } from "../../addresses";
import { type AdoptionTarget, type AzureIds, target } from "../adopt/rules";

export function adoptable(
  given: readonly ({ readonly name?: string } | undefined)[],
  { account }: AzureIds,
): AdoptionTarget[] {
  const names = given.flatMap((policy) => policy?.name ?? []);
  return names.map((name) => target(`rai-policy-${name}`, raiPolicyAddress(name), `${account}/raiPolicies/${name}`));
}
