import { TerraformOutput, TerraformVariable } from "cdktf";
import { FoundryAccount, type FoundryAccountProps } from "../../constructs/foundry-account";
import { addresses, resources, synthesised, testStack } from "../helpers/stack";

const MINIMAL: FoundryAccountProps = { name: "acme-ai", resourceGroup: "acme-rg", location: "westus" };

/** The account's block, from minimal props with some varied. */
function accountWith(props: Partial<FoundryAccountProps>) {
  const stack = testStack();
  new FoundryAccount(stack, "foundry", { ...MINIMAL, ...props });
  return resources(stack).azurerm_cognitive_account?.foundry;
}

function creating(props: Partial<FoundryAccountProps>) {
  return () => accountWith(props);
}

test("minimal", () => {
  const stack = testStack();

  new FoundryAccount(stack, "any-id", MINIMAL);

  expect(resources(stack)).toEqual({
    azurerm_cognitive_account: {
      foundry: {
        name: "acme-ai",
        resource_group_name: "acme-rg",
        location: "westus",
        kind: "AIServices",
        sku_name: "S0",
        custom_subdomain_name: "acme-ai",
        identity: { type: "SystemAssigned" },
        local_auth_enabled: false,
        project_management_enabled: false,
        tags: {},
        lifecycle: { prevent_destroy: true },
      },
    },
  });
});

test.each<[keyof FoundryAccountProps, Partial<FoundryAccountProps>, object]>([
  ["name", { name: "other-ai" }, { name: "other-ai", custom_subdomain_name: "other-ai" }],
  ["resourceGroup", { resourceGroup: "other-rg" }, { resource_group_name: "other-rg" }],
  ["location", { location: "swedencentral" }, { location: "swedencentral" }],
  ["subdomain", { subdomain: "acme-llm" }, { name: "acme-ai", custom_subdomain_name: "acme-llm" }],
  ["localAuth", { localAuth: true }, { local_auth_enabled: true }],
  ["projectManagement", { projectManagement: true }, { project_management_enabled: true }],
  ["preventDestroy", { preventDestroy: false }, { lifecycle: { prevent_destroy: false } }],
  ["tags", { tags: { team: "platform" } }, { tags: { team: "platform" } }],
])("%s changes what it names and nothing else", (_, props, change) => {
  const minimal = accountWith({});

  const account = accountWith(props);

  expect(account).toEqual({ ...minimal, ...change });
});

test("an existing resource group is named, not managed", () => {
  const stack = testStack();

  new FoundryAccount(stack, "foundry", { ...MINIMAL, createResourceGroup: false });

  expect(addresses(synthesised(stack))).toEqual(["azurerm_cognitive_account.foundry"]);
});

test("a created resource group shares location, tags and protection with the account, which refers to it", () => {
  const stack = testStack();

  new FoundryAccount(stack, "foundry", { ...MINIMAL, createResourceGroup: true, tags: { team: "platform" } });

  const { azurerm_resource_group, azurerm_cognitive_account } = resources(stack);
  expect(azurerm_resource_group).toEqual({
    foundry: {
      name: "acme-rg",
      location: "westus",
      tags: { team: "platform" },
      lifecycle: { prevent_destroy: true },
    },
  });
  expect(azurerm_cognitive_account?.foundry?.resource_group_name).toBe("${azurerm_resource_group.foundry.name}");
});

test("a created resource group loses its protection with the account", () => {
  const stack = testStack();

  new FoundryAccount(stack, "foundry", { ...MINIMAL, createResourceGroup: true, preventDestroy: false });

  expect(resources(stack).azurerm_resource_group?.foundry?.lifecycle).toEqual({ prevent_destroy: false });
});

test("exposes id, endpoint and principal as references to the account", () => {
  const stack = testStack();

  const { accountId, endpoint, identityPrincipalId } = new FoundryAccount(stack, "foundry", MINIMAL);
  new TerraformOutput(stack, "references", { value: [accountId, endpoint, identityPrincipalId] });

  expect(synthesised(stack).output.references?.value).toEqual([
    "${azurerm_cognitive_account.foundry.id}",
    "${azurerm_cognitive_account.foundry.endpoint}",
    "${azurerm_cognitive_account.foundry.identity[0].principal_id}",
  ]);
});

test.each([
  [{}, "https://acme-ai.openai.azure.com/openai/v1/"],
  [{ subdomain: "acme-llm" }, "https://acme-llm.openai.azure.com/openai/v1/"],
  [{ subdomain: "Acme-LLM" }, "https://acme-llm.openai.azure.com/openai/v1/"],
])("the OpenAI base URL of %j is %s", (props, url) => {
  const account = new FoundryAccount(testStack(), "foundry", { ...MINIMAL, ...props });

  expect(account.openAiBaseUrl).toBe(url);
});

test("takes a name that is only known at apply when the subdomain is given", () => {
  const stack = testStack();
  const name = new TerraformVariable(stack, "account-name", { type: "string" });

  new FoundryAccount(stack, "foundry", { ...MINIMAL, name: name.stringValue, subdomain: "acme-llm" });

  expect(resources(stack).azurerm_cognitive_account?.foundry?.name).toBe("${var.account-name}");
});

test.each(["", "a", "-acme", "acme-", "acme ai", "a".repeat(65)])("rejects %j as account name", (name) => {
  const rule = "use 2 to 64 letters, digits, `_`, `.` or `-`, with a letter or digit at both ends";
  const message = `${JSON.stringify(name)} cannot be the name of an account: ${rule}`;
  expect(creating({ name, subdomain: "acme" })).toThrow(new Error(message));
});

test.each(["", "a", "acme_ai", "acme.ai", "-acme", "acme-", "a".repeat(65)])("rejects %j as subdomain", (subdomain) => {
  const rule = "use 2 to 64 letters, digits and hyphens, with a letter or digit at both ends";
  expect(creating({ subdomain })).toThrow(new Error(`${JSON.stringify(subdomain)} cannot be a subdomain: ${rule}`));
});

test("rejects a name that cannot also be the subdomain, unless one is given", () => {
  expect(creating({ name: "acme.ai" })).toThrow(
    new Error(
      '"acme.ai" cannot be a subdomain: use 2 to 64 letters, digits and hyphens, with a letter or digit at both ends',
    ),
  );
  expect(creating({ name: "acme.ai", subdomain: "acme-ai" })()).toMatchObject({ name: "acme.ai" });
});

test.each(["", "acme/rg", "acme rg", "a".repeat(91)])("rejects %j as resource group", (resourceGroup) => {
  const rule = "use 1 to 90 letters, digits, `_`, `-`, `.` or parentheses";
  expect(creating({ resourceGroup })).toThrow(
    `${JSON.stringify(resourceGroup)} cannot be the name of a resource group: ${rule}`,
  );
});

test("rejects a resource group that ends in a period, and says so", () => {
  expect(creating({ resourceGroup: "acme-rg." })).toThrow(/^"acme-rg\." cannot be .*without a period at the end$/);
});

test("rejects a second account in one stack: both would be azurerm_cognitive_account.foundry", () => {
  const stack = testStack();
  new FoundryAccount(stack, "one", MINIMAL);

  expect(() => new FoundryAccount(stack, "two", { ...MINIMAL, name: "other-ai" })).toThrow(
    new Error(
      "test/two/Resource: the Terraform address azurerm_cognitive_account.foundry is taken in stack test; choose another name",
    ),
  );
});
