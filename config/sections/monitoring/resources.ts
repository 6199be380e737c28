import {
  ACCOUNT_ADDRESS,
  ACTION_GROUP_ADDRESS,
  ALERT_IDS,
  alertAddress,
  DIAGNOSTIC_SETTING_ADDRESS,
} from "../../addresses";
import type { Account } from "../../model";
import { type Resource, resourceType } from "../../resource";
import type { Base } from "../section";
import {
  actionGroupName,
  ALERT_THRESHOLDS,
  alertName,
  type AlertSettings,
  type DiagnosticsSettings,
  type MonitoringSettings,
} from "./rules";

/** @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/monitor_diagnostic_setting#argument-reference */
const diagnosticSetting = resourceType("azurerm_monitor_diagnostic_setting", {
  workspaceId: "update",
  logCategories: "update",
});

/** @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/monitor_action_group#argument-reference */
const actionGroup = resourceType("azurerm_monitor_action_group", {
  name: "replace",
  resourceGroup: "replace",
  emails: "update",
  tags: "update",
});

/** @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/monitor_metric_alert#argument-reference */
const metricAlert = resourceType("azurerm_monitor_metric_alert", {
  name: "replace",
  resourceGroup: "replace",
  threshold: "update",
  tags: "update",
});

export function resources({ diagnostics, alerts }: MonitoringSettings, { account }: Base): Resource[] {
  return [
    ...(diagnostics ? [diagnosticsResource(diagnostics)] : []),
    ...(alerts ? alertResources(alerts, account) : []),
  ];
}

function diagnosticsResource({ workspaceId, logCategories }: DiagnosticsSettings): Resource {
  return diagnosticSetting({
    name: "monitoring logs",
    address: DIAGNOSTIC_SETTING_ADDRESS,
    fields: { workspaceId, logCategories: logCategories.join(", ") },
    parents: [ACCOUNT_ADDRESS],
  });
}

function alertResources(settings: AlertSettings, { name, resourceGroup, tags }: Account): Resource[] {
  const group = actionGroup({
    name: "monitoring alerts",
    address: ACTION_GROUP_ADDRESS,
    fields: { name: actionGroupName(name), resourceGroup, emails: settings.emails.join(", "), tags },
  });
  const alerts = ALERT_IDS.map((id) =>
    metricAlert({
      name: `monitoring ${ALERT_THRESHOLDS[id]}`,
      address: alertAddress(id),
      fields: { name: alertName(name, id), resourceGroup, threshold: settings[ALERT_THRESHOLDS[id]], tags },
    }),
  );
  return [group, ...alerts];
}
