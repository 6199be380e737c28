import { ACCOUNT_ADDRESS, LOCK_ADDRESS } from "../../addresses";
import { type Resource, resourceType } from "../../resource";
import type { LockLevel } from "./rules";

/** @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/management_lock#argument-reference */
const lock = resourceType("azurerm_management_lock", { level: "replace" });

export function resources(level: LockLevel): Resource[] {
  return [lock({ name: "lock", address: LOCK_ADDRESS, fields: { level }, parents: [ACCOUNT_ADDRESS] })];
}
