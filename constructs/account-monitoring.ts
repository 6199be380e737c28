import { MonitorActionGroup } from "@cdktf/provider-azurerm/lib/monitor-action-group";
import { MonitorDiagnosticSetting } from "@cdktf/provider-azurerm/lib/monitor-diagnostic-setting";
import { MonitorMetricAlert } from "@cdktf/provider-azurerm/lib/monitor-metric-alert";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ACCOUNT_TYPE } from "../config/account/rules";
import {
  ACTION_GROUP_ADDRESS,
  ALERT_IDS,
  alertAddress,
  type AlertId,
  DIAGNOSTIC_SETTING_ADDRESS,
} from "../config/addresses";
import {
  actionGroupName,
  ACTION_GROUP_SHORT_NAME,
  ALERT_EMAILS,
  ALERT_RULES,
  ALERT_THRESHOLDS,
  alertName,
  type AlertSettings,
  DIAGNOSTIC_SETTING_NAME,
  type DiagnosticsSettings,
  LOG_CATEGORIES,
  LOG_CATEGORY,
  type MonitoringSettings,
  THRESHOLD,
  WORKSPACE_ID,
} from "../config/sections/monitoring/rules";
import { EMAIL } from "../config/values";
import { demand } from "./demand";
import type { IFoundryAccount } from "./foundry-account";
import { fixAddress } from "./logical-id";

export interface AccountMonitoringProps extends MonitoringSettings {
  readonly account: IFoundryAccount;
  /** Name of the account: the names of alerts and action group begin with it. */
  readonly accountName: string;
  /** Resource group of alerts and action group. */
  readonly resourceGroup: string;
  /** @default - no tags */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Logs of the account to a workspace that exists, and alerts by e-mail.
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/monitor_metric_alert
 */
export class AccountMonitoring extends Construct {
  /** What hangs on the account itself, for what must come after it. */
  readonly onAccount: readonly ITerraformDependable[];

  /** @throws Error when the workspace's id, an address or a threshold is not one that Azure takes */
  constructor(scope: Construct, id: string, props: AccountMonitoringProps) {
    super(scope, id);
    this.onAccount = props.diagnostics ? [this.addDiagnostics(props.account, props.diagnostics)] : [];
    if (props.alerts) this.addAlerts(props, props.alerts);
  }

  private addDiagnostics(
    { accountId }: IFoundryAccount,
    { workspaceId, logCategories }: DiagnosticsSettings,
  ): ITerraformDependable {
    demand(WORKSPACE_ID, workspaceId, "workspaceId");
    demand(LOG_CATEGORIES, logCategories, "logCategories");
    for (const category of logCategories) demand(LOG_CATEGORY, category, "logCategories");
    const setting = new MonitorDiagnosticSetting(this, "Diagnostics", {
      name: DIAGNOSTIC_SETTING_NAME,
      targetResourceId: accountId,
      logAnalyticsWorkspaceId: workspaceId,
      enabledLog: logCategories.map((category) => ({ category })),
    });
    fixAddress(setting, DIAGNOSTIC_SETTING_ADDRESS);
    return setting;
  }

  private addAlerts(props: AccountMonitoringProps, settings: AlertSettings): void {
    const { emails } = settings;
    demand(ALERT_EMAILS, emails, "emails");
    for (const email of emails) demand(EMAIL, email, "emails");
    const group = new MonitorActionGroup(this, "ActionGroup", {
      name: actionGroupName(props.accountName),
      resourceGroupName: props.resourceGroup,
      shortName: ACTION_GROUP_SHORT_NAME,
      emailReceiver: emails.map((email) => ({ name: email, emailAddress: email, useCommonAlertSchema: true })),
      tags: { ...props.tags },
    });
    fixAddress(group, ACTION_GROUP_ADDRESS);
    for (const alert of ALERT_IDS) this.addAlert(alert, group, props, settings);
  }

  private addAlert(
    alert: AlertId,
    group: MonitorActionGroup,
    { account, accountName, resourceGroup, tags }: AccountMonitoringProps,
    settings: AlertSettings,
  ): void {
    const rule = ALERT_RULES[alert];
    const name = ALERT_THRESHOLDS[alert];
    const threshold = settings[name];
    demand(THRESHOLD, threshold, name);
    const resource = new MonitorMetricAlert(this, alert, {
      name: alertName(accountName, alert),
      resourceGroupName: resourceGroup,
      scopes: [account.accountId],
      description: rule.description,
      severity: rule.severity,
      windowSize: rule.window,
      frequency: rule.frequency,
      criteria: [
        {
          metricNamespace: ACCOUNT_TYPE,
          metricName: rule.metric,
          aggregation: "Total",
          operator: "GreaterThan",
          threshold,
          ...(rule.dimensions.length > 0 && {
            dimension: rule.dimensions.map(({ values, ...dimension }) => ({ ...dimension, values: [...values] })),
          }),
        },
      ],
      action: [{ actionGroupId: group.id }],
      tags: { ...tags },
    });
    fixAddress(resource, alertAddress(alert));
  }
}
