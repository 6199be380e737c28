import { ACTION_GROUP_ADDRESS, ALERT_IDS, alertAddress, DIAGNOSTIC_SETTING_ADDRESS } from "../../addresses";
import { type AdoptionTarget, type AzureIds, target } from "../adopt/rules";
import { actionGroupName, alertName, DIAGNOSTIC_SETTING_NAME } from "./rules";

export function adoptable(
  { logs, alerts }: { readonly logs?: object | undefined; readonly alerts?: object | undefined },
  { group, account, accountName }: AzureIds,
): AdoptionTarget[] {
  const insights = `${group}/providers/Microsoft.Insights`;
  const setting = target("diagnostic-setting", DIAGNOSTIC_SETTING_ADDRESS, `${account}|${DIAGNOSTIC_SETTING_NAME}`);
  const actionGroup = target(
    "action-group",
    ACTION_GROUP_ADDRESS,
    `${insights}/actionGroups/${actionGroupName(accountName)}`,
  );
  const rules = ALERT_IDS.map((id) =>
    target(`alert-${id}`, alertAddress(id), `${insights}/metricAlerts/${alertName(accountName, id)}`),
  );
  return [...(logs ? [setting] : []), ...(alerts ? [actionGroup, ...rules] : [])];
}
