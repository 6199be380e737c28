import { LOCK_ADDRESS } from "../../addresses";
import { type AdoptionTarget, type AzureIds, target } from "../adopt/rules";
import { LOCK_NAME } from "./rules";

export function adoptable(_given: string, { account }: AzureIds): AdoptionTarget[] {
  return [target("lock", LOCK_ADDRESS, `${account}/providers/Microsoft.Authorization/locks/${LOCK_NAME}`)];
}
