/** The constructs of the sections on running the account, apart from any configuration. */
import { AccountBudget } from "../../constructs/account-budget";
import type { AccountBudgetProps } from "../../constructs/account-budget";
import { AccountMonitoring } from "../../constructs/account-monitoring";
import type { AccountMonitoringProps } from "../../constructs/account-monitoring";
import { FoundryAccount } from "../../constructs/foundry-account";
import type { FoundryAccountProps } from "../../constructs/foundry-account";
import { RaiPolicy } from "../../constructs/rai-policy";
import type { RaiPolicyProps } from "../../constructs/rai-policy";
import type { ContentFilter } from "../../config/sections/rai-policies/rules";
import { WORKSPACE } from "../helpers/operations";
import { resources, testStack } from "../helpers/stack";

const ACCOUNT_ID = "${azurerm_cognitive_account.foundry.id}";
const HATE: ContentFilter = { name: "Hate", source: "Prompt", severity: "Low", enabled: true, block: true };
const JAILBREAK: ContentFilter = { name: "Jailbreak", source: "Prompt", enabled: true, block: true };
const RAI_POLICY: Omit<RaiPolicyProps, "account"> = {
  name: "strict",
  base: "Microsoft.DefaultV2",
  mode: "Default",
  filters: [HATE],
};
const ALERTS = { emails: ["a@example.com"], throttledCalls: 20, serverErrors: 5, tokensPerHour: 1000 };
const BUDGET: Omit<AccountBudgetProps, "account"> = {
  accountName: "acme-ai",
  amount: 100,
  startMonth: "2026-12",
  emails: ["a@example.com"],
  roles: [],
  notices: [{ percent: 80, basis: "Actual" }],
};

function withAccount(props: Partial<FoundryAccountProps> = {}) {
  const stack = testStack();
  const settings = { name: "acme-ai", resourceGroup: "acme-rg", location: "westus", ...props };
  return { stack, account: new FoundryAccount(stack, "foundry", settings) };
}

describe("FoundryAccount with network rules", () => {
  const accountWith = (network: FoundryAccountProps["network"]) =>
    resources(withAccount(network && { network }).stack).azurerm_cognitive_account?.foundry;

  test("minimal: without them no rule is written", () => {
    expect(Object.keys(accountWith(undefined) ?? {})).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/network|fqdns/)]),
    );
  });

  test("an allow-list denies all others, but for Azure's trusted services, and leaves the endpoint public", () => {
    const account = accountWith({ allowedIps: ["20.42.7.9"], outboundHosts: ["a.example.com"] });

    expect(account).toMatchObject({
      network_acls: { default_action: "Deny", bypass: "AzureServices", ip_rules: ["20.42.7.9"] },
      outbound_network_access_restricted: true,
      fqdns: ["a.example.com"],
    });
    expect(account).not.toHaveProperty("public_network_access_enabled");
    expect(account).not.toHaveProperty("network_acls.virtual_network_rules");
  });

  test.each([
    [{ allowedIps: ["10.0.0.1"] }, /^10.0.0.1 holds addresses that nobody calls from/],
    [{ allowedIps: [] }, /^an empty allow-list would refuse every caller/],
    [{ outboundHosts: ["*"] }, /^"\*" is not a host name/],
  ])("rejects %j", (network, message) => {
    expect(() => accountWith(network)).toThrow(message);
  });
});

describe("RaiPolicy", () => {
  function policyWith(props: Partial<RaiPolicyProps>) {
    const { stack, account } = withAccount();
    const policy = new RaiPolicy(stack, "policy", { ...RAI_POLICY, account, ...props });
    return { policy, block: resources(stack).azurerm_cognitive_account_rai_policy };
  }

  test("minimal: stays until deployments have moved, and writes the mode so that plans settle", () => {
    expect(policyWith({}).block).toEqual({
      strict: {
        name: "strict",
        cognitive_account_id: ACCOUNT_ID,
        base_policy_name: "Microsoft.DefaultV2",
        mode: "Default",
        content_filter: [
          { name: "Hate", source: "Prompt", severity_threshold: "Low", filter_enabled: true, block_enabled: true },
        ],
        lifecycle: { create_before_destroy: true },
      },
    });
  });

  test("writes the severity that the provider wants even for a filter without one", () => {
    expect(policyWith({ filters: [{ ...JAILBREAK, block: false }] }).block?.strict).toMatchObject({
      content_filter: [{ name: "Jailbreak", severity_threshold: "Medium", filter_enabled: true, block_enabled: false }],
    });
  });

  test.each<[Partial<RaiPolicyProps>, RegExp]>([
    [{ name: "Microsoft.Own" }, /^"Microsoft.Own" cannot be the name of a content filter policy: use 2 to 64/],
    [{ base: "own" as "Microsoft.Default" }, /^"own" is not a built-in policy/],
    [{ filters: [] }, /^the policy holds no filter/],
    [{ filters: [{ ...HATE, name: "Spite" as "Hate" }] }, /^"Spite" is not a content filter/],
    [
      { filters: [{ ...JAILBREAK, source: "Completion" }] },
      /^Jailbreak does not look at the completion: write source: Prompt$/,
    ],
    [{ filters: [{ ...JAILBREAK, severity: "Low" }] }, /^Jailbreak takes no severity/],
    [{ filters: [{ ...JAILBREAK, name: "Hate" }] }, /^Hate needs a severity/],
    [{ filters: [HATE, HATE] }, /^Hate is set twice for the prompt/],
  ])("rejects %j", (props, message) => {
    expect(() => policyWith(props)).toThrow(message);
  });
});

describe("AccountMonitoring", () => {
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

    expect(dimensions("throttling")).toEqual([
      deployment,
      { name: "StatusCode", operator: "Include", values: ["429"] },
    ]);
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
});

describe("AccountBudget", () => {
  function budgetWith(props: Partial<AccountBudgetProps>, account: Partial<FoundryAccountProps> = {}) {
    const { stack, account: of } = withAccount(account);
    new AccountBudget(stack, "budget", { ...BUDGET, account: of, ...props });
    return resources(stack).azurerm_consumption_budget_resource_group?.foundry;
  }

  test.each([false, true])("minimal: counts this account alone, group made here: %s", (createResourceGroup) => {
    expect(budgetWith({}, { createResourceGroup })).toEqual({
      name: "acme-ai-2026-12",
      resource_group_id: '${join("/", slice(split("/", azurerm_cognitive_account.foundry.id), 0, 5))}',
      amount: 100,
      time_grain: "Monthly",
      time_period: { start_date: "2026-12-01T00:00:00Z" },
      filter: { dimension: [{ name: "ResourceId", values: [ACCOUNT_ID] }] },
      notification: [
        {
          operator: "GreaterThanOrEqualTo",
          threshold: 80,
          threshold_type: "Actual",
          contact_emails: ["a@example.com"],
        },
      ],
      lifecycle: { ignore_changes: ["time_period"] },
    });
  });

  test("another start makes another budget, although changes of the period are ignored", () => {
    expect(budgetWith({ startMonth: "2027-01" })).toMatchObject({
      name: "acme-ai-2027-01",
      time_period: { start_date: "2027-01-01T00:00:00Z" },
    });
  });

  test.each<[Partial<AccountBudgetProps>, RegExp]>([
    [{ amount: 0 }, /^a budget of 0 is below what Azure takes/],
    [{ startMonth: "2026-13" }, /^"2026-13" is not a month/],
    [{ emails: ["me"] }, /^"me" is not an e-mail address/],
    [{ emails: [] }, /^the budget has nobody to tell/],
    [{ notices: [] }, /^the budget would never tell anybody/],
    [{ notices: [{ percent: 0, basis: "Actual" }] }, /^a notice at 0 percent/],
    [{ notices: [...BUDGET.notices, ...BUDGET.notices] }, /^two notices at 80 percent Actual/],
  ])("rejects %j", (props, message) => {
    expect(() => budgetWith(props)).toThrow(message);
  });
});
