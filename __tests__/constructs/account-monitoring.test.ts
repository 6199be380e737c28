import { AccountMonitoring, type AccountMonitoringProps } from "../../constructs/account-monitoring";
import { WORKSPACE } from "../helpers/sections";
import { resources } from "../helpers/stack";
import { ACCOUNT_ID, withAccount } from "./account";

const ALERTS = { emails: ["a@example.com"], throttledCalls: 20, serverErrors: 5, tokensPerHour: 1000 };

function monitoringWith(props: Partial<AccountMonitoringProps>) {
  const { stack, account } = withAccount();
  const settings = { account, accountName: "acme-ai", resourceGroup: "acme-rg", ...props };
  const { onAccount } = new AccountMonitoring(stack, "monitoring", settings);
  return { onAccount, built: resources(stack) };
}

test("minimal: logs go to the workspace, without alerts", () => {
  const { built, onAccount } = monitoringWith({
    diagnostics: { workspaceId: WORKSPACE, logCategories: ["Audit"] },
  });

  expect(built.azurerm_monitor_diagnostic_setting).toEqual({
    foundry: {
      name: "foundry",
      target_resource_id: ACCOUNT_ID,
      log_analytics_workspace_id: WORKSPACE,
      enabled_log: [{ category: "Audit" }],
    },
  });
  expect(onAccount).toHaveLength(1);
  expect(Object.keys(built)).toHaveLength(2);
});

test("three alerts tell one group, each above its own threshold", () => {
  const { built } = monitoringWith({ alerts: ALERTS, tags: { owner: "x" } });
  const alerts = built.azurerm_monitor_metric_alert ?? {};
  const summary = Object.entries(alerts).map(([id, alert]) => {
    const [criterion] = alert.criteria as { metric_name: string; threshold: number }[];
    return [id, [alert.name, criterion?.metric_name, criterion?.threshold]];
  });

  expect(built.azurerm_monitor_action_group).toEqual({
    foundry: {
      name: "acme-ai-alerts",
      resource_group_name: "acme-rg",
      short_name: "foundry",
      email_receiver: [{ name: "a@example.com", email_address: "a@example.com", use_common_alert_schema: true }],
      tags: { owner: "x" },
    },
  });
  expect(Object.fromEntries(summary)).toEqual({
    throttling: ["acme-ai-throttling", "ModelRequests", 20],
    "server-errors": ["acme-ai-server-errors", "ModelRequests", 5],
    tokens: ["acme-ai-tokens", "TotalTokens", 1000],
  });
  for (const alert of Object.values(alerts)) {
    expect(alert).toMatchObject({
      scopes: [ACCOUNT_ID],
      resource_group_name: "acme-rg",
      action: [{ action_group_id: "${azurerm_monitor_action_group.foundry.id}" }],
      criteria: [{ operator: "GreaterThan", aggregation: "Total" }],
      tags: { owner: "x" },
    });
  }
});

test("throttling is status 429 and server errors any 5xx, of each deployment for itself", () => {
  const { built } = monitoringWith({ alerts: ALERTS });
  const dimensions = (id: string) =>
    (built.azurerm_monitor_metric_alert?.[id]?.criteria as { dimension?: object[] }[])[0]?.dimension;
  const deployment = { name: "ModelDeploymentName", operator: "Include", values: ["*"] };

  expect(dimensions("throttling")).toEqual([deployment, { name: "StatusCode", operator: "Include", values: ["429"] }]);
  expect(dimensions("server-errors")).toEqual([
    deployment,
    { name: "StatusCode", operator: "StartsWith", values: ["5"] },
  ]);
  expect(dimensions("tokens")).toBeUndefined();
});

test.each<[Partial<AccountMonitoringProps>, RegExp]>([
  [
    { diagnostics: { workspaceId: "logs", logCategories: ["Audit"] } },
    /^"logs" is not the id of a Log Analytics workspace/,
  ],
  [{ diagnostics: { workspaceId: WORKSPACE, logCategories: [] } }, /^no kind of log is kept/],
  [{ alerts: { ...ALERTS, emails: [] } }, /^alerts would reach nobody/],
  [{ alerts: { ...ALERTS, emails: ["me"] } }, /^"me" is not an e-mail address/],
  [{ alerts: { ...ALERTS, serverErrors: 0 } }, /^serverErrors must be a whole number of at least 1, not 0/],
])("rejects %j", (props, message) => {
  expect(() => monitoringWith(props)).toThrow(message);
});
