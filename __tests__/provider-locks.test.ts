/** Lock files that are kept in a project: synth puts them beside the stacks, and they win over Terraform's own. */
import { keptAt, lockOf } from "./helpers/locks";
import { synthIn } from "./helpers/synth";
import { Workspace } from "./helpers/workspace";

const BESIDE = {
  foundry: "cdktf.out/stacks/foundry-dev/.terraform.lock.hcl",
  llmConfig: "cdktf.out/stacks/llm-config-dev/.terraform.lock.hcl",
};
const KEPT = { [keptAt("azurerm")]: lockOf("azurerm"), [keptAt("kubernetes")]: lockOf("kubernetes") };

test("what is kept stands beside each stack, byte for byte, and Terraform's own gives way; taken out it stays there", async () => {
  const workspace = new Workspace({ "cdktf.json": "{}" });
  expect((await synthIn(workspace)).stdout).toContain("\n2 stacks, 5 files in cdktf.out\n");
  const without = workspace.output();
  workspace.write({ ...KEPT, [BESIDE.foundry]: "Terraform's own" });

  const { status, stdout } = await synthIn(workspace);

  expect([status, stdout]).toEqual([0, expect.stringContaining("\n2 stacks, 7 files in cdktf.out\n")]);
  const pinned = workspace.output();
  expect(pinned).toEqual({
    ...without,
    "stacks/foundry-dev/.terraform.lock.hcl": lockOf("azurerm"),
    "stacks/llm-config-dev/.terraform.lock.hcl": lockOf("kubernetes"),
  });
  workspace.remove("config/provider-locks");
  workspace.write({ [BESIDE.llmConfig]: "Terraform's own" });
  expect((await synthIn(workspace)).status).toBe(0);
  expect(workspace.output()).toEqual({ ...pinned, "stacks/llm-config-dev/.terraform.lock.hcl": "Terraform's own" });
});

test("one provider may be kept alone", async () => {
  const workspace = new Workspace({ "cdktf.json": "{}", [keptAt("kubernetes")]: lockOf("kubernetes") });

  expect((await synthIn(workspace)).status).toBe(0);
  const locks = Object.keys(workspace.output()).filter((name) => name.endsWith(".hcl"));
  expect(locks).toEqual(["stacks/llm-config-dev/.terraform.lock.hcl"]);
});

test("fails, and writes nothing, when a lock is of another version than the stacks want", async () => {
  const workspace = new Workspace({
    ...{ "cdktf.json": "{}", ...KEPT },
    [keptAt("azurerm")]: lockOf("azurerm", { version: "4.54.0" }),
  });

  const { status, stderr } = await synthIn(workspace);

  expect(status).toBe(1);
  expect(stderr).toMatch(
    /^error\[provider-lock\]: version 4\.54\.0 of azurerm is locked.*\n +--> config\/provider-locks\/azurerm\.lock\.hcl:4:1\n/,
  );
  expect(() => workspace.output()).toThrow("ENOENT");
});

test("a folder that is no project keeps none: nothing is said of hashes", async () => {
  const workspace = new Workspace(KEPT);

  expect((await synthIn(workspace)).stdout).toContain("5 files in cdktf.out\n");
});
