/** The lock on the account. A leaf: imports only leaves. */
import { wordRule } from "../../rule";

export const LOCK_LEVEL = wordRule("lock-level", "a lock that can be put on the account", ["CanNotDelete"]);
export type LockLevel = (typeof LOCK_LEVEL)["words"][number];

/** Name of the lock in Azure, and what it tells whoever meets it there. */
export const LOCK_NAME = "foundry-cannot-delete";
export const LOCK_NOTES =
  "Managed by Terraform. Take lock out of account.yaml and deploy before a deployment can be removed.";
