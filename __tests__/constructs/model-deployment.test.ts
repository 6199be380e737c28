import { Capacity } from "../../config/model";
import { ModelDeployment, type ModelDeploymentProps } from "../../constructs/model-deployment";
import { resources, testStack } from "../helpers/stack";

const ACCOUNT_ID = "/subscriptions/0/resourceGroups/acme-rg/providers/Microsoft.CognitiveServices/accounts/acme-ai";

const MINIMAL: ModelDeploymentProps = {
  account: { accountId: ACCOUNT_ID },
  name: "gpt-5.4",
  format: "OpenAI",
  version: "2026-03-05",
  capacity: Capacity.thousandTokensPerMinute(250),
  raiPolicy: "Microsoft.DefaultV2",
  versionUpgradeOption: "OnceCurrentVersionExpired",
};

/** All deployments' blocks by logical id, of one deployment from minimal props with some varied. */
function deploymentsWith(props: Partial<ModelDeploymentProps>) {
  const stack = testStack();
  new ModelDeployment(stack, "any-id", { ...MINIMAL, ...props });
  return resources(stack).azurerm_cognitive_deployment ?? {};
}

function creating(props: Partial<ModelDeploymentProps>) {
  return () => deploymentsWith(props);
}

// Equality to the last key: it also shows that sku.tier and lifecycle are not written.
test("minimal", () => {
  const stack = testStack();

  const deployment = new ModelDeployment(stack, "any-id", MINIMAL);

  expect(deployment.deploymentName).toBe("gpt-5.4");
  expect(resources(stack)).toEqual({
    azurerm_cognitive_deployment: {
      "gpt-5_4": {
        name: "gpt-5.4",
        cognitive_account_id: ACCOUNT_ID,
        model: { format: "OpenAI", name: "gpt-5.4", version: "2026-03-05" },
        sku: { name: "GlobalStandard", capacity: 250 },
        rai_policy_name: "Microsoft.DefaultV2",
        version_upgrade_option: "OnceCurrentVersionExpired",
      },
    },
  });
});

test.each<[keyof ModelDeploymentProps, Partial<ModelDeploymentProps>, object]>([
  ["account", { account: { accountId: "other" } }, { cognitive_account_id: "other" }],
  ["format", { format: "DeepSeek" }, { model: { format: "DeepSeek", name: "gpt-5.4", version: "2026-03-05" } }],
  ["version", { version: "1" }, { model: { format: "OpenAI", name: "gpt-5.4", version: "1" } }],
  ["capacity", { capacity: Capacity.thousandTokensPerMinute(1) }, { sku: { name: "GlobalStandard", capacity: 1 } }],
  ["raiPolicy", { raiPolicy: "Microsoft.Default" }, { rai_policy_name: "Microsoft.Default" }],
  ["versionUpgradeOption", { versionUpgradeOption: "NoAutoUpgrade" }, { version_upgrade_option: "NoAutoUpgrade" }],
  ["isVersionPinned", { isVersionPinned: true }, {}],
  ["isVersionPinned", { isVersionPinned: false }, { lifecycle: { ignore_changes: ["model[0].version"] } }],
])("%s changes what it names and nothing else", (_, props, change) => {
  const minimal = deploymentsWith({})["gpt-5_4"];

  const deployment = deploymentsWith(props)["gpt-5_4"];

  expect(deployment).toEqual({ ...minimal, ...change });
});

test("a version left to Azure is still written, and later changes of it are ignored", () => {
  const props = { versionUpgradeOption: "OnceNewDefaultVersionAvailable", isVersionPinned: false } as const;

  const deployment = deploymentsWith(props)["gpt-5_4"];

  expect(deployment).toMatchObject({
    model: { format: "OpenAI", name: "gpt-5.4", version: "2026-03-05" },
    version_upgrade_option: "OnceNewDefaultVersionAvailable",
    lifecycle: { ignore_changes: ["model[0].version"] },
  });
});

test.each([
  ["gpt-5.1-codex", "gpt-5_1-codex"],
  ["Kimi-K2.6", "Kimi-K2_6"],
  ["DeepSeek-V3.2", "DeepSeek-V3_2"],
  ["snake_case", "snake_case"],
  ["4o-mini", "_4o-mini"],
  ["-dash", "_-dash"],
])("%s has the logical id %s and keeps its name to the letter", (name, id) => {
  const deployments = deploymentsWith({ name });

  expect(Object.keys(deployments)).toEqual([id]);
  expect(deployments[id]).toMatchObject({ name, model: { name } });
});

test("gpt-5.1 and gpt-51, which cdktf's own ids would fold into one, are two deployments", () => {
  const stack = testStack();

  new ModelDeployment(stack, "gpt-5.1", { ...MINIMAL, name: "gpt-5.1" });
  new ModelDeployment(stack, "gpt-51", { ...MINIMAL, name: "gpt-51" });

  const deployments = resources(stack).azurerm_cognitive_deployment;
  expect(deployments).toMatchObject({ "gpt-5_1": { name: "gpt-5.1" }, "gpt-51": { name: "gpt-51" } });
});

test.each([
  ["a.b", "a_b", "a_b"],
  ["a_b", "a.b", "a_b"],
  ["1a", "_1a", "_1a"],
  ["gpt-5.4", "gpt-5.4", "gpt-5_4"],
])("rejects %s and %s in one stack: both have the address %s", (first, second, id) => {
  const stack = testStack();
  new ModelDeployment(stack, "first", { ...MINIMAL, name: first });

  expect(() => new ModelDeployment(stack, "second", { ...MINIMAL, name: second })).toThrow(
    new Error(
      `test/second/Resource: the Terraform address azurerm_cognitive_deployment.${id} is taken in stack test; choose another name`,
    ),
  );
});

test("the same deployment in two stacks is no clash", () => {
  expect(creating({})).not.toThrow();
  expect(creating({})).not.toThrow();
});

test.each(["", "a", "gpt 5.4", "gpt/5.4", "gpt-ö", "a".repeat(65)])("rejects %j as deployment name", (name) => {
  expect(creating({ name })).toThrow(
    new Error(
      `${JSON.stringify(name)} cannot be the name of a deployment: use 2 to 64 letters, digits, \`.\`, \`_\` or \`-\``,
    ),
  );
});

test.each([
  [{ version: "" }, /^"" cannot be the version of a model: /],
  [{ format: "" }, /^"" cannot be the format of a model: /],
  [{ versionUpgradeOption: "Never" as "NoAutoUpgrade" }, /^"Never" is not a version upgrade option: /],
])("rejects %j", (props, message) => {
  expect(creating(props)).toThrow(message);
});

test.each([undefined, true])("rejects the newest default version with isVersionPinned %s", (pinned) => {
  const props = {
    versionUpgradeOption: "OnceNewDefaultVersionAvailable",
    ...(pinned !== undefined && { isVersionPinned: pinned }),
  } as const;
  expect(creating(props)).toThrow(
    new Error(
      "gpt-5.4 is pinned to version 2026-03-05, but OnceNewDefaultVersionAvailable lets Azure move it: every plan would move it back: " +
        "use OnceCurrentVersionExpired, or leave version out to let Azure move it",
    ),
  );
});

describe("capacity", () => {
  test("counts thousands of tokens a minute", () => {
    const capacity = Capacity.thousandTokensPerMinute(250);

    expect(capacity.thousands).toBe(250);
    expect(capacity.tokensPerMinute).toBe(250_000);
  });

  test("takes what Azure's 32-bit field holds", () => {
    expect(Capacity.thousandTokensPerMinute(0x7fffffff).thousands).toBe(2_147_483_647);
  });

  test.each([0, -1, 1.5, NaN, Infinity, 0x80000000])("rejects %s", (value) => {
    expect(() => Capacity.thousandTokensPerMinute(value)).toThrow(
      `capacity must be a whole number of thousands of tokens a minute, from 1 to 2,147,483,647, not ${value}`,
    );
  });
});
