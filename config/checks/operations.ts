/** Checks on the sections on running the account. */
import type { AccountFile, ModelsFile } from "../schema";
import type { CheckedFile } from "../shape";
import { checkBudget } from "./budget";
import type { CheckContext } from "./check";
import { checkMonitoring } from "./monitoring";
import { checkNetwork } from "./network";
import { checkRaiPolicies } from "./rai-policies";

export function checkOperations(
  account: CheckedFile<AccountFile>,
  models: CheckedFile<ModelsFile> | undefined,
  context: CheckContext,
): void {
  checkNetwork(account, context);
  checkRaiPolicies(account, models, context);
  checkMonitoring(account, context);
  checkBudget(account, context);
}
