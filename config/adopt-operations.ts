/** What of the sections on running the account can be adopted. */
import {
  ACTION_GROUP_ADDRESS,
  alertAddress,
  ALERT_IDS,
  BUDGET_ADDRESS,
  DIAGNOSTIC_SETTING_ADDRESS,
  raiPolicyAddress,
} from "./addresses";
import { actionGroupName, alertName, budgetName, DIAGNOSTIC_SETTING_NAME } from "./model-operations";
import type { OperationsSections } from "./model-operations";

/** The names that ids are made of. */
export interface AdoptableOperations {
  readonly raiPolicies: readonly string[];
  readonly hasLogs: boolean;
  readonly hasAlerts: boolean;
  /** Undefined: no budget. */
  readonly budgetStart?: string;
}

export function adoptableOperations({ raiPolicies, monitoring, budget }: OperationsSections): AdoptableOperations {
  return {
    raiPolicies: raiPolicies.map(({ name }) => name),
    hasLogs: monitoring?.diagnostics !== undefined,
    hasAlerts: monitoring?.alerts !== undefined,
    ...(budget && { budgetStart: budget.startMonth }),
  };
}

/** What `adopt` may call it, its Terraform address, and its id in the case that the provider wants. */
type Target = readonly [name: string, address: string, id: string];

/** @param at ids of the resource group and of the account, and the account's name */
export function operationsTargets(
  { raiPolicies, hasLogs, hasAlerts, budgetStart }: AdoptableOperations,
  at: { readonly group: string; readonly account: string; readonly name: string },
): Target[] {
  const insights = `${at.group}/providers/Microsoft.Insights`;
  return [
    ...raiPolicies.map((name): Target => [
      `rai-policy-${name}`,
      raiPolicyAddress(name),
      `${at.account}/raiPolicies/${name}`,
    ]),
    ...one(hasLogs, ["diagnostic-setting", DIAGNOSTIC_SETTING_ADDRESS, `${at.account}|${DIAGNOSTIC_SETTING_NAME}`]),
    ...one(hasAlerts, ["action-group", ACTION_GROUP_ADDRESS, `${insights}/actionGroups/${actionGroupName(at.name)}`]),
    ...(hasAlerts ? ALERT_IDS : []).map((id): Target => [
      `alert-${id}`,
      alertAddress(id),
      `${insights}/metricAlerts/${alertName(at.name, id)}`,
    ]),
    ...one(budgetStart !== undefined, [
      "budget",
      BUDGET_ADDRESS,
      `${at.group}/providers/Microsoft.Consumption/budgets/${budgetName(at.name, budgetStart ?? "")}`,
    ]),
  ];
}

function one(isThere: boolean, target: Target): Target[] {
  return isThere ? [target] : [];
}
