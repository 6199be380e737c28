import { ACCOUNT_ADDRESS, ACCOUNT_ID, LOCK_ADDRESS } from "../../addresses";
import { type Resource, resourceType } from "../../resource";
import { LOCK_NAME, LOCK_NOTES, type LockLevel } from "./rules";

/** @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/management_lock#argument-reference */
const lock = resourceType("azurerm_management_lock", { level: "replace" });

export function resources(level: LockLevel): Resource[] {
  return [
    lock({
      name: "lock",
      address: LOCK_ADDRESS,
      fields: { level },
      block: { name: LOCK_NAME, scope: ACCOUNT_ID, lock_level: level, notes: LOCK_NOTES },
      parents: [ACCOUNT_ADDRESS],
    }),
  ];
}
