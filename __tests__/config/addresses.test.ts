import {
  ACCOUNT_ADDRESS,
  configMapId,
  deploymentAddress,
  deploymentId,
  foundryStackName,
  llmConfigStackName,
  localStatePath,
  RESOURCE_GROUP_ADDRESS,
} from "../../config/addresses";

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

test("account and resource group are called foundry", () => {
  expect([ACCOUNT_ADDRESS, RESOURCE_GROUP_ADDRESS]).toEqual([
    "azurerm_cognitive_account.foundry",
    "azurerm_resource_group.foundry",
  ]);
});

test("a ConfigMap is named after its namespace", () => {
  expect(configMapId("team-a")).toBe("llm-config-team-a");
});

test("stacks are named after their environment", () => {
  expect([foundryStackName("dev"), llmConfigStackName("dev")]).toEqual(["foundry-dev", "llm-config-dev"]);
});

test("state is kept in the project's root, seen from the stack's folder", () => {
  expect(localStatePath("foundry-dev")).toBe("../../../terraform.foundry-dev.tfstate");
});
