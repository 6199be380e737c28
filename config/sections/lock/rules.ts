/** The lock on the account. A leaf: imports only leaves. */
import { wordRule } from "../../rule";

export const LOCK_LEVEL = wordRule("lock-level", "a lock that can be put on the account", ["CanNotDelete"]);
export type LockLevel = (typeof LOCK_LEVEL)["words"][number];

/** Name of the lock in Azure. */
export const LOCK_NAME = "foundry-cannot-delete";
