import {
  ACCOUNT_ADDRESS,
  ACCOUNT_ID,
  ACTION_GROUP_ADDRESS,
  ALERT_IDS,
  alertAddress,
  type AlertId,
  DIAGNOSTIC_SETTING_ADDRESS,
  reference,
} from "../../addresses";
import { groupOf } from "../../account/resources";
import { ACCOUNT_TYPE } from "../../account/rules";
import type { Account } from "../../model";
import { type Block, type Resource, resourceType } from "../../resource";
import type { Base } from "../section";
import {
  ACTION_GROUP_SHORT_NAME,
  actionGroupName,
  ALERT_RULES,
  ALERT_THRESHOLDS,
  alertName,
  type AlertSettings,
  DIAGNOSTIC_SETTING_NAME,
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
    block: {
      name: DIAGNOSTIC_SETTING_NAME,
      target_resource_id: ACCOUNT_ID,
      log_analytics_workspace_id: workspaceId,
      enabled_log: logCategories.map((category) => ({ category })),
    },
    parents: [ACCOUNT_ADDRESS],
  });
}

function alertResources(settings: AlertSettings, account: Account): Resource[] {
  const { name, resourceGroup, tags } = account;
  const group = actionGroup({
    name: "monitoring alerts",
    address: ACTION_GROUP_ADDRESS,
    fields: { name: actionGroupName(name), resourceGroup, emails: settings.emails.join(", "), tags },
    block: {
      name: actionGroupName(name),
      resource_group_name: groupOf(account),
      short_name: ACTION_GROUP_SHORT_NAME,
      email_receiver: settings.emails.map((email) => ({
        name: email,
        email_address: email,
        use_common_alert_schema: true,
      })),
      tags,
    },
  });
  const alerts = ALERT_IDS.map((id) =>
    metricAlert({
      name: `monitoring ${ALERT_THRESHOLDS[id]}`,
      address: alertAddress(id),
      fields: { name: alertName(name, id), resourceGroup, threshold: settings[ALERT_THRESHOLDS[id]], tags },
      block: alertBlock(id, settings[ALERT_THRESHOLDS[id]], account),
    }),
  );
  return [group, ...alerts];
}

function alertBlock(id: AlertId, threshold: number, account: Account): Block {
  const { description, severity, metric, window, frequency, dimensions } = ALERT_RULES[id];
  return {
    name: alertName(account.name, id),
    resource_group_name: groupOf(account),
    scopes: [ACCOUNT_ID],
    description,
    severity,
    window_size: window,
    frequency,
    criteria: [
      {
        metric_namespace: ACCOUNT_TYPE,
        metric_name: metric,
        aggregation: "Total",
        operator: "GreaterThan",
        threshold,
        ...(dimensions.length > 0 && { dimension: dimensions }),
      },
    ],
    action: [{ action_group_id: reference(ACTION_GROUP_ADDRESS, "id") }],
    tags: account.tags,
  };
}
