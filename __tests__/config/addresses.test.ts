import {
  accessAddress,
  accessId,
  ACCOUNT_ADDRESS,
  ACTION_GROUP_ADDRESS,
  alertAddress,
  ALERT_IDS,
  BUDGET_ADDRESS,
  configMapAddress,
  configMapId,
  deploymentAddress,
  deploymentId,
  DIAGNOSTIC_SETTING_ADDRESS,
  federatedCredentialAddress,
  federatedCredentialId,
  foundryStackName,
  llmConfigStackName,
  localStatePath,
  LOCK_ADDRESS,
  POD_IDENTITY_ADDRESS,
  POD_ROLE_ADDRESS,
  raiPolicyAddress,
  remoteStateKey,
  RESOURCE_GROUP_ADDRESS,
} from "../../config/addresses";
import { resourcesOf } from "../../config/resources";
import { completeEnvironment } from "../helpers/policies";

// State files hold these: a change of any of them is a migration for whoever has deployed.

test.each([
  ["Kimi-K2.6", "azurerm_cognitive_deployment.Kimi-K2_6"],
  ["DeepSeek-V3.2", "azurerm_cognitive_deployment.DeepSeek-V3_2"],
  ["gpt-5.1-codex", "azurerm_cognitive_deployment.gpt-5_1-codex"],
  ["gpt-5.4", "azurerm_cognitive_deployment.gpt-5_4"],
  ["gpt-5.3-codex", "azurerm_cognitive_deployment.gpt-5_3-codex"],
])("the deployment %s is %s", (name, address) => {
  expect(deploymentAddress(name)).toBe(address);
});

test.each([
  ["a.b.c", "a_b_c"],
  ["a b/c", "a_b_c"],
  ["ä", "_"],
  ["A_b-9", "A_b-9"],
  ["4o", "_4o"],
  ["4.1", "_4_1"],
  ["-a", "_-a"],
  [".a", "_a"],
])("%j becomes the logical id %s", (name, id) => {
  expect(deploymentId(name)).toBe(id);
});

test("gpt-5.1 and gpt-51 stay apart", () => {
  expect(deploymentId("gpt-5.1")).not.toBe(deploymentId("gpt-51"));
});

test("a.b and a_b meet, so that such a pair can be refused", () => {
  expect(deploymentId("a.b")).toBe(deploymentId("a_b"));
});

const PRINCIPAL = "AAAAAAAA-1111-2222-3333-444444444444";

/** Every resource that there may be, with its address to the letter. */
const ADDRESSES: readonly (readonly [actual: string, expected: string])[] = [
  [RESOURCE_GROUP_ADDRESS, "azurerm_resource_group.foundry"],
  [ACCOUNT_ADDRESS, "azurerm_cognitive_account.foundry"],
  [LOCK_ADDRESS, "azurerm_management_lock.foundry"],
  [DIAGNOSTIC_SETTING_ADDRESS, "azurerm_monitor_diagnostic_setting.foundry"],
  [ACTION_GROUP_ADDRESS, "azurerm_monitor_action_group.foundry"],
  [BUDGET_ADDRESS, "azurerm_consumption_budget_resource_group.foundry"],
  [deploymentAddress("gpt-5.4"), "azurerm_cognitive_deployment.gpt-5_4"],
  [raiPolicyAddress("strict-1"), "azurerm_cognitive_account_rai_policy.strict-1"],
  [alertAddress("throttling"), "azurerm_monitor_metric_alert.throttling"],
  [alertAddress("server-errors"), "azurerm_monitor_metric_alert.server-errors"],
  [alertAddress("tokens"), "azurerm_monitor_metric_alert.tokens"],
  [POD_IDENTITY_ADDRESS, "azurerm_user_assigned_identity.llm-client"],
  [POD_ROLE_ADDRESS, "azurerm_role_assignment.llm-client"],
  [federatedCredentialAddress("team-a"), "azurerm_federated_identity_credential.llm-client-team-a"],
  [accessAddress(PRINCIPAL), "azurerm_role_assignment.access-aaaaaaaa-1111-2222-3333-444444444444"],
  [configMapAddress("team-a"), "kubernetes_config_map_v1.llm-config-team-a"],
];

test.each(ADDRESSES)("%s is %s", (actual, expected) => {
  expect(actual).toBe(expected);
});

test("every type that the project builds has an address here, and every alert", () => {
  const types = ADDRESSES.map(([, address]) => address.split(".")[0]);
  const built = resourcesOf(completeEnvironment()).map(({ type }) => type);
  expect([...new Set(types)].sort()).toEqual([...new Set(built)].sort());
  expect(ALERT_IDS).toEqual(["throttling", "server-errors", "tokens"]);
});

test("names that `adopt` and Azure share with an address are its logical id", () => {
  expect([federatedCredentialId("team-a"), accessId(PRINCIPAL), configMapId("team-a")]).toEqual([
    "llm-client-team-a",
    "access-aaaaaaaa-1111-2222-3333-444444444444",
    "llm-config-team-a",
  ]);
});

test("stacks are named after their environment", () => {
  expect([foundryStackName("dev"), llmConfigStackName("dev")]).toEqual(["foundry-dev", "llm-config-dev"]);
});

test("state is kept in the project's root, seen from the stack's folder", () => {
  expect(localStatePath("foundry-dev")).toBe("../../../terraform.foundry-dev.tfstate");
});

test("a stack's blob in the state container is named after it", () => {
  expect(remoteStateKey("foundry-dev")).toBe("foundry-dev.tfstate");
});
