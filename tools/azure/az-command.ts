/** Commands of the Azure CLI that people can paste. */
import type { Account } from "../../config/model";

/** @param words what follows `az`; the subscription is added where the configuration names it */
export function azCommand(words: string, { subscriptionId }: Pick<Account, "subscriptionId">): string {
  return `az ${words}${subscriptionId === undefined ? "" : ` --subscription ${subscriptionId}`}`;
}
