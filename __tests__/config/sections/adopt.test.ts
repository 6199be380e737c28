/** Adopting: which names mean what, the ids to import, and what somebody should know before. */
import { synthFiles } from "../../../stacks/synth";
import { ACCOUNT, brief, filesWith, findingsWith, load } from "../../helpers/config";
import { budget, grants, HATE, IDENTITY, logs, PRINCIPAL, raiPolicy } from "../../helpers/sections";

const SUBSCRIPTION = "11111111-2222-3333-4444-555555555555";
const FULL =
  ACCOUNT.replace(
    "westus",
    `westus\n  subscriptionId: ${SUBSCRIPTION.toUpperCase()}\n  createResourceGroup: true`,
  ).replace("[default]", "[default, team]") +
  IDENTITY +
  grants(PRINCIPAL) +
  "lock: CanNotDelete\n" +
  raiPolicy(HATE) +
  logs().replace("} }", "}, alerts: { emails: [a@example.com] } }") +
  budget();
const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/test-rg`;
const TEST_ACCOUNT = `${GROUP}/providers/Microsoft.CognitiveServices/accounts/aucert-test`;
const IDENTITY_ID = `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/test-pods`;
const UUID = "[0-9a-f-]{36}";

function adopting(...names: string[]) {
  return { "account.yaml": `${FULL}adopt: [${names.join(", ")}]\n` };
}

function stacksWith(files: Record<string, string>): Record<string, { import?: { to: string; id: string }[] }> {
  const written = synthFiles(load(filesWith(files)).environments);
  return Object.fromEntries(
    written.filter(({ path }) => path.endsWith("cdk.tf.json")).map(({ path, text }) => [path, JSON.parse(text)]),
  );
}

const FOUNDRY = "stacks/foundry-dev/cdk.tf.json";
const LLM_CONFIG = "stacks/llm-config-dev/cdk.tf.json";

test.each([
  ["account", "azurerm_cognitive_account.foundry", TEST_ACCOUNT],
  ["resource-group", "azurerm_resource_group.foundry", GROUP],
  ["gpt-5.4", "azurerm_cognitive_deployment.gpt-5_4", `${TEST_ACCOUNT}/deployments/gpt-5.4`],
  ["identity", "azurerm_user_assigned_identity.llm-client", IDENTITY_ID],
  [
    "llm-client-team",
    "azurerm_federated_identity_credential.llm-client-team",
    `${IDENTITY_ID}/federatedIdentityCredentials/llm-client-team`,
  ],
  [
    "identity-role",
    "azurerm_role_assignment.llm-client",
    `${TEST_ACCOUNT}/providers/Microsoft.Authorization/roleAssignments/${UUID}`,
  ],
  [
    `access-${PRINCIPAL}`,
    `azurerm_role_assignment.access-${PRINCIPAL}`,
    `${TEST_ACCOUNT}/providers/Microsoft.Authorization/roleAssignments/${UUID}`,
  ],
  [
    "lock",
    "azurerm_management_lock.foundry",
    `${TEST_ACCOUNT}/providers/Microsoft.Authorization/locks/foundry-cannot-delete`,
  ],
  ["rai-policy-strict", "azurerm_cognitive_account_rai_policy.strict", `${TEST_ACCOUNT}/raiPolicies/strict`],
  ["diagnostic-setting", "azurerm_monitor_diagnostic_setting.foundry", `${TEST_ACCOUNT}\\|foundry`],
  [
    "action-group",
    "azurerm_monitor_action_group.foundry",
    `${GROUP}/providers/Microsoft.Insights/actionGroups/aucert-test-alerts`,
  ],
  [
    "alert-server-errors",
    "azurerm_monitor_metric_alert.server-errors",
    `${GROUP}/providers/Microsoft.Insights/metricAlerts/aucert-test-server-errors`,
  ],
  [
    "budget",
    "azurerm_consumption_budget_resource_group.foundry",
    `${GROUP}/providers/Microsoft.Consumption/budgets/aucert-test-2026-12`,
  ],
])("%s is one import block for %s, and nothing else in the stack changes", (name, to, id) => {
  const before = stacksWith({ "account.yaml": FULL });
  const after = stacksWith(adopting(name));
  const { import: blocks, ...rest } = after[FOUNDRY]!;

  expect(blocks).toEqual([{ to, id: expect.stringMatching(new RegExp(`^${id}$`)) as string }]);
  expect(rest).toEqual(before[FOUNDRY]);
  expect(after[LLM_CONFIG]).toEqual(before[LLM_CONFIG]);
});

test.each([
  ["llm-config", ["default/llm-config", "team/llm-config"]],
  ["llm-config-team", ["team/llm-config"]],
])("%s is an import block for each ConfigMap it means, in the other stack", (name, ids) => {
  const before = stacksWith({ "account.yaml": FULL });
  const after = stacksWith(adopting(name));
  const { import: blocks, ...rest } = after[LLM_CONFIG]!;

  expect(blocks?.map(({ id }) => id)).toEqual(ids);
  expect(blocks?.map(({ to }) => to)).toEqual(
    ids.map((id) => `kubernetes_config_map_v1.llm-config-${id.split("/")[0]}`),
  );
  expect(rest).toEqual(before[LLM_CONFIG]);
  expect(after[FOUNDRY]).toEqual(before[FOUNDRY]);
});

test("every import block leads to a resource of its stack, and the order of the list does not matter", () => {
  const names = ["lock", "gpt-5.4", "llm-config", "identity", "account", "resource-group", "llm-client-default"];
  const one = stacksWith(adopting(...names));
  const places = (stack: Record<string, unknown>) =>
    Object.entries(stack.resource as Record<string, object>).flatMap(([type, byName]) =>
      Object.keys(byName).map((id) => `${type}.${id}`),
    );

  expect(one).toEqual(stacksWith(adopting(...names.reverse())));
  expect(one[FOUNDRY]?.import).toHaveLength(6);
  for (const stack of Object.values(one)) {
    expect(places(stack as Record<string, unknown>)).toEqual(
      expect.arrayContaining(stack.import?.map(({ to }) => to) ?? []),
    );
  }
});

test("an id given for a role assignment is the one that is imported", () => {
  const account = adopting("identity-role")["account.yaml"].replace(
    "{ name: test-pods",
    `{ roleAssignment: ${PRINCIPAL}, name: test-pods`,
  );

  expect(stacksWith({ "account.yaml": account })[FOUNDRY]?.import?.[0]?.id).toBe(
    `${TEST_ACCOUNT}/providers/Microsoft.Authorization/roleAssignments/${PRINCIPAL}`,
  );
});

describe("names that name nothing", () => {
  const errors = (files: Record<string, string>) => findingsWith(files).filter(({ severity }) => severity === "error");

  test.each([
    ["gpt-5.5", "did you mean gpt-5.4?"],
    ["Account", "did you mean account?"],
    [
      "everything-at-once",
      /^names here: account, resource-group, gpt-5\.4, identity, identity-role, llm-client-default,/,
    ],
  ])("rejects %s, and says what there is", (name, help) => {
    const [finding, ...others] = errors(adopting(name));

    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: "unknown-adoption",
      message: `"${name}" names nothing in this configuration`,
    });
    expect(finding?.help).toMatch(help);
  });

  test.each(["identity", "lock", `access-${PRINCIPAL}`, "llm-client-default"])(
    "rejects %s while its section is off",
    (name) => {
      const account = ACCOUNT.replace("westus", `westus\n  subscriptionId: ${SUBSCRIPTION}`);

      expect(errors({ "account.yaml": `${account}adopt: [${name}]\n` }).map(({ code }) => code)).toEqual([
        "unknown-adoption",
      ]);
    },
  );

  test("rejects a resource group that is not made here", () => {
    expect(errors({ "account.yaml": `${ACCOUNT}adopt: [resource-group]\n` })[0]).toMatchObject({
      message: "the resource group is not made here, so there is nothing to adopt",
    });
  });

  test("rejects what an entry above adopts already", () => {
    expect(brief(errors(adopting("llm-config", "llm-config-team", "llm-config")))).toEqual([
      "account.yaml:23:21 error unknown-adoption",
      "account.yaml:23:38 error unknown-adoption",
    ]);
  });

  test("says nothing about names while the model list cannot be read", () => {
    const findings = findingsWith({ ...adopting("gpt-5.5"), "models.yaml": "version: 1\nmodels: [{}]\n" });

    expect(findings.map(({ code }) => code)).not.toContain("unknown-adoption");
  });
});

describe("what somebody should know", () => {
  test("a group that is to be created while something in it is adopted", () => {
    const codes = (...names: string[]) => findingsWith(adopting(...names)).map(({ code }) => code);

    expect(codes("gpt-5.4")).toContain("adopt-group");
    expect(codes("gpt-5.4", "resource-group")).not.toContain("adopt-group");
    expect(codes("llm-config")).not.toContain("adopt-group");
  });

  test("ids in Azure need the subscription, a ConfigMap does not", () => {
    expect(brief(findingsWith({ "account.yaml": `${ACCOUNT}adopt: [gpt-5.4]\n` }))).toEqual([
      "account.yaml:10:1 error adopt-subscription",
    ]);
    expect(findingsWith({ "account.yaml": `${ACCOUNT}adopt: [llm-config]\n` })).toEqual([]);
  });

  test("the settings that replace everything are named with their values", () => {
    const notes = findingsWith(adopting("account")).filter(({ code }) =>
      ["adopt-keys", "adopt-replaces"].includes(code),
    );

    expect(notes.map(({ severity }) => severity)).toEqual(["note", "note"]);
    expect(notes.find(({ code }) => code === "adopt-replaces")?.message).toContain(
      "not of kind AIServices, location westus, subdomain aucert-test, project management off,",
    );
    expect(notes.find(({ code }) => code === "adopt-keys")?.message).toContain("there they stay");
  });
});
