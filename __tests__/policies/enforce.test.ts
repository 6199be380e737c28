/** Synth fails on every violation, with all of them in one report, and tells which rule and which address. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { CognitiveAccount } from "@cdktf/provider-azurerm/lib/cognitive-account";
import { DataAzurermCognitiveAccount } from "@cdktf/provider-azurerm/lib/data-azurerm-cognitive-account";
import { LinuxVirtualMachine } from "@cdktf/provider-azurerm/lib/linux-virtual-machine";
import { PrivateEndpoint } from "@cdktf/provider-azurerm/lib/private-endpoint";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { Subnet } from "@cdktf/provider-azurerm/lib/subnet";
import { App, Aspects, TerraformOutput, type TerraformStack } from "cdktf";
import type { Environment } from "../../config/environment";
import { PolicyError } from "../../config/findings/diagnostic";
import type { PolicyWaiver } from "../../config/sections/policy/rules";
import { enforce } from "../../policies/enforce";
import { judge } from "../../policies/judge";
import type { Rule } from "../../policies/policy-rule";
import { RULES } from "../../policies/rules";
import { buildApp } from "../../stacks/app";
import { fixtureEnvironment } from "../helpers/stack";
import { temporaryFolder } from "../helpers/workspace";

/** What synth says after `add` has added to a sound Foundry stack. */
function refusal(add: (stack: TerraformStack) => void): string {
  const app = buildApp([fixtureEnvironment()], temporaryFolder());
  add(app.node.findChild("foundry-dev") as TerraformStack);
  try {
    app.synth();
  } catch (error) {
    expect(error).toBeInstanceOf(PolicyError);
    return (error as PolicyError).message;
  }
  throw new Error("synth went through");
}

const subnet = (stack: TerraformStack) =>
  new Subnet(stack, "extra", {
    name: "x",
    resourceGroupName: "x",
    virtualNetworkName: "x",
    addressPrefixes: ["10.0.0.0/24"],
  });
const storage = (stack: TerraformStack) =>
  new StorageAccount(stack, "store", {
    name: "x",
    resourceGroupName: "x",
    location: "westus",
    accountTier: "Standard",
    accountReplicationType: "LRS",
  });
const machine = (stack: TerraformStack) =>
  new LinuxVirtualMachine(stack, "vm", {
    name: "x",
    resourceGroupName: "x",
    location: "westus",
    size: "Standard_B1s",
    networkInterfaceIds: ["x"],
    osDisk: { caching: "None", storageAccountType: "Standard_LRS" },
  });
const endpoint = (stack: TerraformStack) =>
  new PrivateEndpoint(stack, "pe", {
    name: "x",
    resourceGroupName: "x",
    location: "westus",
    subnetId: "x",
    privateServiceConnection: { name: "x", isManualConnection: false },
  });
const foundryAccount = (stack: TerraformStack) =>
  stack.node.findChild("foundry").node.findChild("Resource") as CognitiveAccount;

test("a sound environment breaks no rule, and every rule that applies is counted", () => {
  const app = buildApp([fixtureEnvironment()], temporaryFolder());
  app.synth();
  const { stacks, rules, counts, ...rest } = app.policyReport;

  expect(stacks).toEqual(["foundry-dev", "llm-config-dev"]);
  expect(rest).toEqual({ version: 2, violations: [], waived: [], unusedWaivers: [], ownConstructs: [] });
  expect(Object.fromEntries(rules.map(({ id, passed }) => [id, passed]))).toMatchObject({
    "global-standard": 5,
    "as-configured": 16,
    "known-types": 16,
    "no-network": 7,
    "local-auth-off": 1,
    "prevent-destroy": 1,
    "no-purge": 1,
    "required-tags": 0,
  });
  expect(counts["llm-config-dev"]).toEqual([
    ...["as-configured", "known-types"].map((id) => ({ id, passed: 3, waived: 0 })),
    ...["no-cluster", "no-compute"].map((id) => ({ id, passed: 1, waived: 0 })),
    { id: "no-key-reference", passed: 3, waived: 0 },
    ...["no-network", "no-private-endpoint", "no-storage"].map((id) => ({ id, passed: 1, waived: 0 })),
  ]);
  const sum = (id: string) =>
    Object.values(counts)
      .flat()
      .filter((one) => one.id === id)
      .reduce((all, { passed }) => all + passed, 0);
  expect(rules.map(({ id, passed }) => [id, passed])).toEqual(rules.map(({ id }) => [id, sum(id)]));
});

test.each([
  ["a subnet", subnet, "error[no-network]: azurerm_subnet.extra is a network resource"],
  ["a virtual machine", machine, "error[no-compute]: azurerm_linux_virtual_machine.vm is a compute resource"],
  ["a private endpoint", endpoint, "error[no-private-endpoint]: azurerm_private_endpoint.pe is a private endpoint"],
  ["a storage account", storage, "error[no-storage]: azurerm_storage_account.store is a storage resource"],
  [
    "a data source",
    (stack: TerraformStack) => new DataAzurermCognitiveAccount(stack, "old", { name: "x", resourceGroupName: "x" }),
    "error[known-types]: data.azurerm_cognitive_account.old is a data source",
  ],
])("synth fails with %s in the stack, naming rule, address and stack", (_, add, line) => {
  const text = refusal(add);

  expect(text).toContain(line);
  expect(text).toContain("--> stack foundry-dev\n");
  expect(text).toMatch(/1 policy violation$/);
});

test.each([
  ["primaryAccessKey", (account: CognitiveAccount) => account.primaryAccessKey],
  ["secondaryAccessKey", (account: CognitiveAccount) => account.secondaryAccessKey],
])("synth fails with an output of %s, whether marked sensitive or not", (_, key) => {
  for (const sensitive of [true, false]) {
    const text = refusal(
      (stack) => new TerraformOutput(stack, "key", { value: key(foundryAccount(stack)), sensitive }),
    );
    expect(text).toMatch(
      /error\[no-key-reference\]: output\.key evaluates "\$\{azurerm_cognitive_account\.foundry\.(primary|secondary)_access_key\}"/,
    );
  }
});

test("one report has every violation of every stack", () => {
  const text = refusal((stack) => {
    subnet(stack);
    storage(stack);
    foundryAccount(stack).localAuthEnabled = true;
    foundryAccount(stack).addOverride("lifecycle.prevent_destroy", false);
  });

  expect(text.match(/^error\[.+?\]: \S+/gm)).toEqual([
    "error[local-auth-off]: azurerm_cognitive_account.foundry",
    "error[prevent-destroy]: azurerm_cognitive_account.foundry",
    "error[no-storage]: azurerm_storage_account.store",
    "error[no-network]: azurerm_subnet.extra",
  ]);
  expect(text).toMatch(/4 policy violations$/);
});

test("what an aspect does in the last moment is judged too", () => {
  const text = refusal((stack) =>
    Aspects.of(stack).add({
      visit: (node) => {
        if (node instanceof CognitiveAccount) node.kind = "OpenAI";
      },
    }),
  );

  expect(text).toContain('azurerm_cognitive_account.foundry has kind "OpenAI"');
});

test("a file that an aspect puts beside the stack is judged too, whatever it holds", () => {
  const text = refusal((stack) =>
    Aspects.of(stack).add({
      visit: (node) => {
        if (node !== stack) return;
        const folder = path.join(App.of(stack).outdir, "stacks", stack.node.id);
        mkdirSync(folder, { recursive: true });
        writeFileSync(path.join(folder, "more.tf"), "");
      },
    }),
  );

  expect(text).toContain("error[known-types]: file.more.tf lies beside the stack, where Terraform reads it as well\n");
  expect(text).toMatch(/1 policy violation$/);
});

test("enforce judges an app that was not synthesised", () => {
  const environment = fixtureEnvironment();
  const app = buildApp([environment], temporaryFolder());

  expect(enforce(app, [environment]).violations).toEqual([]);
  const policy = { ...environment.policy, allowedRegions: ["eastus"] };
  expect(() => enforce(app, [{ ...environment, policy }])).toThrow(
    'azurerm_cognitive_account.foundry is in "westus", which is not among eastus',
  );
});

function waivedIn(waivers: readonly PolicyWaiver[]): Environment {
  return { ...fixtureEnvironment(), policy: { requiredTags: [], allowedRegions: [], waivers } };
}

describe("waivers", () => {
  const address = "azurerm_cognitive_account.foundry";
  const waiver = { rule: "local-auth-off" as const, address, reason: "migration", until: "2027-01-31" };
  const judged = (
    block: object,
    waivers: (typeof waiver | ({ rule: "no-key-reference" } & Omit<typeof waiver, "rule">))[],
  ) =>
    judge(
      [
        {
          name: "foundry-dev",
          json: { resource: { azurerm_cognitive_account: { foundry: block } } },
          environment: waivedIn(waivers),
        },
      ],
      RULES.filter(({ id }) => id === "local-auth-off" || id === "no-key-reference"),
    );

  test("take a violation out and put it, with reason and day, into the report", () => {
    expect(judged({ local_auth_enabled: true }, [waiver])).toMatchObject({
      violations: [],
      rules: [
        { id: "local-auth-off", passed: 0, waived: 1 },
        { id: "no-key-reference", passed: 1, waived: 0 },
      ],
      waived: [{ rule: "local-auth-off", stack: "foundry-dev", address, reason: "migration", until: "2027-01-31" }],
      unusedWaivers: [],
    });
  });

  test("of another address or without a violation have no use, which the report says", () => {
    const elsewhere = { ...waiver, address: "azurerm_cognitive_account.other" };

    expect(judged({ local_auth_enabled: true }, [elsewhere])).toMatchObject({
      violations: [{ rule: "local-auth-off", address }],
      unusedWaivers: [elsewhere],
    });
    expect(judged({ local_auth_enabled: false }, [waiver]).unusedWaivers).toEqual([
      { ...waiver, stacks: ["foundry-dev"] },
    ]);
  });

  test("never cover a key", () => {
    const block = { local_auth_enabled: false, x: "${azurerm_cognitive_account.foundry.primary_access_key}" };

    expect(judged(block, [{ ...waiver, rule: "no-key-reference" }]).violations).toHaveLength(1);
  });
});

test("a rule that throws is a violation that no waiver covers", () => {
  const rule: Rule = {
    ...RULES[0]!,
    check: () => {
      throw new Error("cannot read it");
    },
  };
  const address = "azurerm_cognitive_account.foundry";
  const waivers = [{ rule: rule.id, address, reason: "r", until: "2027-01-31" }];
  const json = { resource: { azurerm_cognitive_account: { foundry: {} } } };
  const report = judge([{ name: "foundry-dev", json, environment: waivedIn(waivers) }], [rule]);

  expect(report.violations).toEqual([
    {
      rule: rule.id,
      stack: "foundry-dev",
      address,
      causes: [
        "could not be judged, because the rule itself failed: cannot read it",
        'has kind not set, not "AIServices"',
      ],
    },
  ]);
  expect(report.waived).toEqual([]);
});
