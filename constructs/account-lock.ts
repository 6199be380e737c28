import { ManagementLock } from "@cdktf/provider-azurerm/lib/management-lock";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { LOCK_ADDRESS } from "../config/addresses";
import { LOCK_LEVEL, LOCK_NAME, LOCK_NOTES, type LockLevel } from "../config/sections/lock/rules";
import { demand } from "./demand";
import type { IFoundryAccount } from "./foundry-account";
import { fixAddress } from "./logical-id";

export interface AccountLockProps {
  readonly account: IFoundryAccount;
  /** What the lock forbids. */
  readonly level: LockLevel;
  /** What must be there before the lock, and can only go after it: all that hangs on the account. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * A management lock on the account. It keeps all that hangs on the account from being deleted or replaced, too.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources
 */
export class AccountLock extends Construct {
  constructor(scope: Construct, id: string, { account, level, after }: AccountLockProps) {
    super(scope, id);
    demand(LOCK_LEVEL, level, "level");
    const lock = new ManagementLock(this, "Resource", {
      name: LOCK_NAME,
      scope: account.accountId,
      lockLevel: level,
      notes: LOCK_NOTES,
      dependsOn: [...after],
    });
    fixAddress(lock, LOCK_ADDRESS);
  }
}
