/** What a review says of a change of the sections that make something. */
import { ACCOUNT, filesWith, MODELS } from "../../helpers/config";
import { alerts, budget, grants, HATE, logs, network, PRINCIPAL, raiPolicy, WORKSPACE } from "../../helpers/sections";
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
    "update azurerm_cognitive_account.foundry: restrictOutbound null -> true",
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

test("of what is deleted it is said what ends with it", () => {
  const ends = (base: string) =>
    reviewedDev(files(base), files("")).changes.map(({ name, risk, note }) => `${name}: ${risk}: ${note}`);

  expect(ends(grants(PRINCIPAL))).toEqual([`access ${PRINCIPAL}: careful: loses Reader`]);
  expect(ends(budget())).toEqual(["budget: careful: nobody is told any more what the month costs"]);
  expect(ends(logs())).toEqual(["monitoring logs: careful: nothing is logged any more"]);
  expect(ends(alerts(MAIL))).toContain("monitoring throttledCalls: careful: nobody is told of it any more");
});

describe("what Azure refuses on every try is an error", () => {
  const LOCK = "lock: CanNotDelete\n";
  const errorsBetween = (base: string, head: string, policies: readonly (string | undefined)[] = []): string[] =>
    reviewedDev(files(base, policies[0]), files(head, policies[1])).changes.flatMap(
      ({ severity, address, note = "" }) => (severity === "error" ? [`${address}: ${note}`] : []),
    );

  test.each<[string, string, string, (string | undefined)[], string[]]>([
    [
      "a filter policy that goes while the lock stays",
      LOCK + raiPolicy(HATE),
      LOCK,
      ["strict"],
      [`${POLICY}.strict: the lock on the account refuses it: take lock out and deploy that first`],
    ],
    [
      "logs that go while the lock stays",
      LOCK + logs(),
      LOCK,
      [],
      [
        "azurerm_monitor_diagnostic_setting.foundry: the lock on the account refuses it: take lock out and deploy that first",
      ],
    ],
    ["both, once the lock goes too", LOCK + raiPolicy(HATE) + logs(), "", ["strict"], []],
    [
      "another base under the same name",
      raiPolicy(HATE),
      raiPolicy(HATE).replace("filters", "base: Microsoft.Default, filters"),
      ["strict", "strict"],
      [
        `${POLICY}.strict: the apply fails on every try, since Azure has a policy of this name: give the changed one another name`,
      ],
    ],
    [
      "a new budget of a month that is over",
      "",
      budget({ startMonth: "2026-10" }),
      [],
      [`${BUDGET}: Azure makes no budget that starts in the past: the apply fails; write 2026-11 or later`],
    ],
    [
      "a budget moved to a month that is over",
      budget(),
      budget({ startMonth: "2026-10" }),
      [],
      [
        `${BUDGET}: Azure makes no budget that starts in the past: the apply fails, and by then the old one is deleted; write 2026-11 or later`,
      ],
    ],
    [
      "a list of who may call that is taken out",
      network("allowedIps: [20.42.7.9]"),
      "",
      [],
      [
        "azurerm_cognitive_account.foundry: Azure keeps its rule set, and every later plan shows a change; everybody else stays refused: write allowedIps: all instead",
      ],
    ],
    ["the same, by the word for everybody", network("allowedIps: [20.42.7.9]"), network("allowedIps: all"), [], []],
    ["a budget of this month", "", budget({ startMonth: "2026-11" }), [], []],
    [
      "a budget of a month that is over, as it was",
      budget({ startMonth: "2026-10" }),
      budget({ startMonth: "2026-10", amount: "9" }),
      [],
      [],
    ],
  ])("%s", (_, base, head, policies, expected) => {
    expect(errorsBetween(base, head, policies)).toEqual(expected);
  });

  test("a resource group that is to be created or deleted where the account is", () => {
    const owning = ACCOUNT.replace("westus", "westus\n  createResourceGroup: true");
    const accountIs = (account: string) => filesWith({ "account.yaml": account });
    const notes = (base: string, head: string): string[] =>
      reviewedDev(accountIs(base), accountIs(head))
        .changes.filter(({ severity }) => severity === "error")
        .map(({ address, note = "" }) => `${address}: ${note}`);

    expect(notes(ACCOUNT, owning)).toEqual([
      "azurerm_resource_group.foundry: the group exists, so the apply fails on every try: add resource-group to adopt",
    ]);
    expect(notes(owning, ACCOUNT)).toEqual([
      "azurerm_resource_group.foundry: Terraform deletes the group only when nothing is left in it, and the account stays in it: the apply fails on every try unless terraform state rm takes it out of the state before",
    ]);
    expect(notes(owning, ACCOUNT.replace("test-rg", "other-rg")).join()).not.toContain("azurerm_resource_group");
    expect(
      notes(
        ACCOUNT,
        `${owning.replace("westus\n", "westus\n  subscriptionId: 00000000-0000-4000-8000-000000000001\n")}adopt: [resource-group]\n`,
      ),
    ).toEqual([]);
  });
});

test("the word for everybody that is taken out again is a warning", () => {
  const { changes } = reviewedDev(files(network("allowedIps: all")), files(""));

  expect(changes).toMatchObject([
    { severity: "warning", note: expect.stringContaining("leave allowedIps: all") as string },
  ]);
});
