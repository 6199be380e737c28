/** What a review says of a change of `network`, `raiPolicies`, `monitoring` and `budget`. */
import { ACCOUNT, filesWith, MODELS } from "../../helpers/config";
import { alerts, budget, HATE, logs, network, raiPolicy, WORKSPACE } from "../../helpers/sections";
import { reviewedDev } from "../../helpers/review";

const files = (section: string, policy?: string) =>
  filesWith({
    "account.yaml": ACCOUNT + section,
    ...(policy !== undefined && { "models.yaml": MODELS.replace("250", `250, raiPolicy: ${policy}`) }),
  });

/** `replace azurerm_…: field before -> after` for each change. */
function between(base: string, head: string, policies: readonly (string | undefined)[] = []): string[] {
  const { changes } = reviewedDev(files(base, policies[0]), files(head, policies[1]));
  return changes.flatMap(({ action, address, fields }) =>
    fields.map(({ field, before, after }) => `${action} ${address}: ${field} ${before} -> ${after}`),
  );
}

const BUDGET = "azurerm_consumption_budget_resource_group.foundry";
const POLICY = "azurerm_cognitive_account_rai_policy";
const MAIL = "emails: [a@example.com]";

test.each([
  [
    "the start of a budget",
    budget(),
    budget({ startMonth: "2027-01" }),
    `replace ${BUDGET}: startMonth 2026-12 -> 2027-01`,
  ],
  ["the amount of a budget", budget(), budget({ amount: "200" }), `update ${BUDGET}: amount 100 -> 200`],
  [
    "a threshold",
    alerts(`${MAIL}, throttledCalls: 5`),
    alerts(`${MAIL}, throttledCalls: 9`),
    "update azurerm_monitor_metric_alert.throttling: threshold 5 -> 9",
  ],
  [
    "who is told",
    alerts(MAIL),
    alerts("emails: [b@example.com]"),
    "update azurerm_monitor_action_group.foundry: emails a@example.com -> b@example.com",
  ],
  [
    "the kinds of log",
    logs(),
    logs(WORKSPACE, ", categories: [Audit]"),
    "update azurerm_monitor_diagnostic_setting.foundry: logCategories Audit, RequestResponse -> Audit",
  ],
  [
    "who may call",
    "",
    network("allowedIps: [20.42.7.9]"),
    "update azurerm_cognitive_account.foundry: allowedIps null -> 20.42.7.9",
  ],
  [
    "what the account may fetch",
    "",
    network("restrictOutbound: true"),
    "update azurerm_cognitive_account.foundry: outboundHosts null -> none",
  ],
])("%s", (_, base, head, expected) => {
  expect(between(base, head)).toEqual([expected]);
});

test("a filter of a policy updates, its base replaces", () => {
  const other = raiPolicy(HATE).replace("filters", "base: Microsoft.Default, filters");

  expect(between(raiPolicy(HATE), raiPolicy(HATE.replace("Low", "High")), ["strict", "strict"])).toEqual([
    `update ${POLICY}.strict: filters.Hate Prompt Low, blocked -> High, blocked`,
  ]);
  expect(between(raiPolicy(HATE), other, ["strict", "strict"])).toEqual([
    `replace ${POLICY}.strict: base Microsoft.DefaultV2 -> Microsoft.Default`,
  ]);
});

test("another name of a policy is another policy, and its models move in place", () => {
  const { changes } = reviewedDev(files(raiPolicy(HATE), "strict"), files(raiPolicy(HATE, "tight"), "tight"));

  expect(changes.map(({ action, address }) => `${action} ${address}`).sort()).toEqual([
    `create ${POLICY}.tight`,
    `delete ${POLICY}.strict`,
    "update azurerm_cognitive_deployment.gpt-5_4",
  ]);
});

test("a section that comes or goes is what its resources do", () => {
  const actions = (base: string, head: string) =>
    reviewedDev(files(base), files(head)).changes.map(({ action, address }) => `${action} ${address}`);

  expect(actions("", budget())).toEqual([`create ${BUDGET}`]);
  expect(actions(alerts(MAIL), "").sort()).toEqual([
    "delete azurerm_monitor_action_group.foundry",
    "delete azurerm_monitor_metric_alert.server-errors",
    "delete azurerm_monitor_metric_alert.throttling",
    "delete azurerm_monitor_metric_alert.tokens",
  ]);
});
