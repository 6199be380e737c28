/** The lock on the account. A leaf: imports only leaves. */
import { wordRule } from "../../rule";

export const LOCK_LEVEL = wordRule("lock-level", "a lock that can be put on the account", ["CanNotDelete"]);
export type LockLevel = (typeof LOCK_LEVEL)["words"][number];

/** Types of what hangs on the account: it is made before the lock, which then keeps it. */
export const UNDER_LOCK: readonly string[] = [
  "azurerm_cognitive_deployment",
  "azurerm_role_assignment",
  "azurerm_cognitive_account_rai_policy",
  "azurerm_monitor_diagnostic_setting",
];

/** All that can be neither deleted nor replaced while there is a lock, in words. */
export const KEPT_BY_LOCK = "no deployment, role, content filter policy or log setting, nor the account itself";

/** Name of the lock in Azure, and what it tells whoever meets it there. */
export const LOCK_NAME = "foundry-cannot-delete";
export const LOCK_NOTES =
  "Managed by Terraform. Take lock out of account.yaml and deploy before a deployment can be removed.";
