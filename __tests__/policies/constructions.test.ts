/** What people have tried by `addOverride`: each is refused with its rule and place. */
import type { TerraformStack } from "cdktf";
import { buildApp } from "../../stacks/app";
import { completeEnvironment, violationsOf } from "../helpers/policies";
import { synthesised } from "../helpers/stack";
import { temporaryFolder } from "../helpers/workspace";

const complete = completeEnvironment();
const ACCOUNT = "resource.azurerm_cognitive_account.foundry";
const DEPLOYMENT = "resource.azurerm_cognitive_deployment.gpt-5_4";
const GRANT = "resource.azurerm_role_assignment.access-9e8d7c6b-5a49-4838-a727-1605f4e3d2c1";
const CREDENTIAL = "resource.azurerm_federated_identity_credential.llm-client-backend";
const LOGS = "resource.azurerm_monitor_diagnostic_setting.foundry";
const MAIL = "resource.azurerm_monitor_action_group.foundry";
const FILTER = "resource.azurerm_cognitive_account_rai_policy.aucert-strict";
const BUDGET = "resource.azurerm_consumption_budget_resource_group.foundry";
const MAP = "resource.kubernetes_config_map_v1.llm-config-backend";
const KEY = "azurerm_cognitive_account.foundry.primary_access_key";
const addressOf = (path: string): string => path.replace("resource.", "");

/** Rules, the address that they name, the path of `addOverride` and its value; the Foundry stack's unless it says otherwise. */
type Construction = [rules: string, address: string, path: string, value: unknown, stack?: string];
const LLM = "llm-config-prod";
const KEYS = "no-key-reference";
const NEW_OUTPUT = `known-types+${KEYS}`;

const CONSTRUCTIONS: Construction[] = [
  // Ways to write a key.
  [NEW_OUTPUT, "output.k", "output.k.value", `\${${KEY}}`],
  [NEW_OUTPUT, "output.k", "output.k.value", "${azurerm_cognitive_account.foundry[*]}"],
  [NEW_OUTPUT, "output.k", "output.k.value", "${azurerm_cognitive_account.foundry. primary_access_key}"],
  [
    NEW_OUTPUT,
    "output.k",
    "output.k.value",
    '${azurerm_cognitive_account.foundry[join("_",["primary","access","key"])]}',
  ],
  [NEW_OUTPUT, "output.k", "output.k.value", '${azurerm_cognitive_account.foundry["primary\\u005faccess_key"]}'],
  [NEW_OUTPUT, "output.k", "output.k.value", "${azurerm_cognitive_account.foundry}"],
  [NEW_OUTPUT, "output.k", "output.k.value", "${jsonencode(azurerm_cognitive_account.foundry)}"],
  [NEW_OUTPUT, "output.k", "output.k.value", "${values(azurerm_cognitive_account.foundry)}"],
  [NEW_OUTPUT, "output.k", "output.k.value", "%{ for v in azurerm_cognitive_account.foundry }${v}%{ endfor }"],
  [NEW_OUTPUT, "output.k", "output.k.value", `$$$\{${KEY}}`],
  [NEW_OUTPUT, "output.k", "output.k.value", "a ${azurerm_cognitive_account.foundry.id}"],
  [NEW_OUTPUT, "output.k", "output.k.value", { "//": `\${${KEY}}` }],
  [NEW_OUTPUT, "output.k", "output.k.value", { [`\${${KEY}}`]: 1 }],
  [NEW_OUTPUT, "output.k", "output.k.value", '${file("/etc/passwd")}'],
  [NEW_OUTPUT, "output.k", "output.k.value", "${data.azurerm_cognitive_account.x.id}"],
  [NEW_OUTPUT, "output.k", "output.k.value", "${var.x}"],
  [NEW_OUTPUT, "output.k", "output.k.value", "sk-0123456789abcdefghijklmn"],
  ["known-types", "output.k", "output.k.value", "${azurerm_cognitive_account.foundry.id}"],
  ["as-configured", "output.account_id", "output.account_id.sensitive", true],
  [KEYS, "output.account_id", "output.account_id.value", `\${${KEY}}`],
  [KEYS, "azurerm_cognitive_account.foundry", `${ACCOUNT}.tags`, { "//": `\${${KEY}}` }],
  [KEYS, "azurerm_cognitive_account.foundry", `${ACCOUNT}.name`, '${file("name")}'],
  [KEYS, "azurerm_cognitive_account.foundry", `${ACCOUNT}.tags.owner`, "${timestamp()}"],
  // What runs something.
  [
    "as-configured",
    "azurerm_cognitive_account.foundry",
    `${ACCOUNT}.provisioner`,
    [{ "local-exec": { command: "id" } }],
  ],
  ["as-configured", "azurerm_cognitive_account.foundry", `${ACCOUNT}.connection`, { host: "h" }],
  ["as-configured", "provider.kubernetes", "provider.kubernetes", [{ exec: { command: "sh" } }], LLM],
  ["known-types", "terraform_data.x", "resource.terraform_data.x.input", "a"],
  ["known-types", "null_resource.x", "resource.null_resource.x.triggers", {}],
  // Providers and state.
  ["known-types", "provider.random", "provider.random", [{}]],
  ["as-configured+no-purge", "provider.azurerm", "provider.azurerm", [{ features: [{}], alias: "b" }]],
  ["as-configured", "provider.kubernetes", "provider.kubernetes", [{ config_context: "c", token: "t" }], LLM],
  ["as-configured", "terraform", "terraform.required_providers.azurerm.source", "evil/azurerm"],
  ["as-configured", "terraform", "terraform.required_providers.azurerm.version", ">= 1"],
  ["as-configured", "terraform", "terraform.required_providers.evil.source", "evil/evil"],
  ["as-configured", "terraform", "terraform.required_version", ">= 0.12"],
  ["as-configured", "terraform", "terraform.backend", { http: { address: "https://example.com" } }],
  ["as-configured", "terraform", "terraform.backend.azurerm.access_key", "x"],
  ["as-configured", "terraform", "terraform.backend.azurerm.use_azuread_auth", false],
  ["as-configured", "terraform", "terraform.backend.azurerm.storage_account_name", "other"],
  ["as-configured", "terraform", "terraform.cloud", { organization: "o" }],
  ["as-configured", "terraform", "terraform.experiments", ["x"]],
  ["as-configured", "terraform", "terraform.provider_meta", { azurerm: {} }],
  // Other kinds of block.
  ["known-types", "ephemeral.azurerm_key_vault_secret.x", "ephemeral.azurerm_key_vault_secret.x.name", "a"],
  ["known-types", "check.x", "check.x.data.http.y.url", "https://example.com"],
  ["known-types", "removed", "removed", [{ from: "azurerm_cognitive_account.foundry" }]],
  ["known-types", "moved", "moved", { from: "a.b", to: "a.c" }],
  ["known-types", "module.x", "module.x.source", "./x"],
  ["known-types", "locals", "locals.x", 1],
  ["known-types", "variable.x", "variable.x.type", "string"],
  ["known-types", "data.azurerm_client_config.x", "data.azurerm_client_config.x", {}],
  ["no-network", "data.azurerm_subnet.x", "data.azurerm_subnet.x.name", "a"],
  ["known-types", "constructor", "constructor", { x: 1 }],
  [
    "known-types",
    "import.azurerm_role_assignment.x",
    "import",
    [{ to: "azurerm_role_assignment.x", id: "/subscriptions/x" }],
  ],
  [
    "as-configured",
    "import.azurerm_cognitive_account.foundry",
    "import",
    [{ to: "azurerm_cognitive_account.foundry", id: "/x" }],
  ],
  [
    "as-configured",
    "import.azurerm_resource_group.foundry",
    "import",
    [
      {
        to: "azurerm_resource_group.foundry",
        id: "/subscriptions/5f0c2a9e-7d41-4b6a-9c58-1e2d3f4a5b6c/resourceGroups/aucert-foundation-prod-rg",
        for_each: ["a"],
      },
    ],
  ],
  // Meta-arguments.
  ["as-configured", addressOf(DEPLOYMENT), `${DEPLOYMENT}.count`, 0],
  ["as-configured", addressOf(DEPLOYMENT), `${DEPLOYMENT}.for_each`, ["a"]],
  ["as-configured", addressOf(DEPLOYMENT), `${DEPLOYMENT}.provider`, "azurerm.other"],
  ["as-configured", addressOf(DEPLOYMENT), `${DEPLOYMENT}.depends_on`, ["azurerm_cognitive_account.foundry"]],
  ["as-configured", addressOf(DEPLOYMENT), `${DEPLOYMENT}.timeouts`, { create: "5h" }],
  ["as-configured", addressOf(DEPLOYMENT), `${DEPLOYMENT}.dynamic`, { sku: { for_each: [1], content: {} } }],
  ["as-configured", "azurerm_cognitive_account.foundry", `${ACCOUNT}.lifecycle.ignore_changes`, "all"],
  ["as-configured", "azurerm_cognitive_account.foundry", `${ACCOUNT}.lifecycle.replace_triggered_by`, ["a.b"]],
  ["prevent-destroy", "azurerm_cognitive_account.foundry", `${ACCOUNT}.lifecycle.prevent_destroy`, false],
  [
    "as-configured",
    "azurerm_management_lock.foundry",
    "resource.azurerm_management_lock.foundry.depends_on",
    ["azurerm_cognitive_account.foundry"],
  ],
  // Resources in the form of lists.
  ["no-storage", "azurerm_storage_account.x", "resource.azurerm_storage_account", [{ x: { name: "a" } }]],
  ["known-types", "azapi_resource.x", "resource.azapi_resource.x", [{ type: "a" }]],
  ["no-compute", "azurerm_container_app.x", "resource", [{ azurerm_container_app: [{ x: [{}] }] }], LLM],
  [
    "known-types+local-auth-off+prevent-destroy",
    "azurerm_cognitive_account.other",
    "resource.azurerm_cognitive_account.other.kind",
    "AIServices",
  ],
  // Values.
  ["as-configured", addressOf(GRANT), `${GRANT}.role_definition_name`, "Owner"],
  ["as-configured", addressOf(GRANT), `${GRANT}.scope`, "/subscriptions/5f0c2a9e-7d41-4b6a-9c58-1e2d3f4a5b6c"],
  ["as-configured", addressOf(GRANT), `${GRANT}.role_definition_id`, "/x"],
  ["as-configured", addressOf(CREDENTIAL), `${CREDENTIAL}.subject`, "system:serviceaccount:other:llm-client"],
  ["as-configured", addressOf(CREDENTIAL), `${CREDENTIAL}.issuer`, "https://token.example.com/"],
  ["as-configured", addressOf(CREDENTIAL), `${CREDENTIAL}.audience`, ["api://AzureADTokenExchange", "b"]],
  ["as-configured", addressOf(LOGS), `${LOGS}.storage_account_id`, "/x"],
  ["as-configured", addressOf(LOGS), `${LOGS}.log_analytics_workspace_id`, "/x"],
  ["as-configured", addressOf(LOGS), `${LOGS}.eventhub_name`, "x"],
  ["as-configured", addressOf(MAIL), `${MAIL}.webhook_receiver`, [{ name: "x", service_uri: "https://example.com" }]],
  ["as-configured", addressOf(MAIL), `${MAIL}.email_receiver`, [{ name: "x", email_address: "x@example.com" }]],
  [
    "as-configured",
    addressOf(FILTER),
    `${FILTER}.content_filter`,
    [{ name: "Hate", source: "Prompt", filter_enabled: false }],
  ],
  ["as-configured", addressOf(FILTER), `${FILTER}.base_policy_name`, "Microsoft.Nil"],
  ["as-configured", addressOf(BUDGET), `${BUDGET}.resource_group_id`, "/subscriptions/x"],
  ["as-configured", addressOf(MAP), `${MAP}.metadata.namespace`, "kube-system", LLM],
  ["as-configured", addressOf(MAP), `${MAP}.data.EXTRA`, "x", LLM],
  ["known-types", "kubernetes_config_map_v1.x", "resource.kubernetes_config_map_v1.x.data", { A: "b" }, LLM],
  [
    "known-types+prevent-destroy",
    "azurerm_resource_group.foundry",
    "resource.azurerm_resource_group.foundry.name",
    "x",
    LLM,
  ],
  ["no-network", "azurerm_cognitive_account.foundry", `${ACCOUNT}.network_injection`, { scenario: "agent" }],
  ["as-configured", "azurerm_cognitive_account.foundry", `${ACCOUNT}.network_acls.default_action`, "Allow"],
  ["as-configured", "azurerm_cognitive_account.foundry", `${ACCOUNT}.customer_managed_key`, { key_vault_key_id: "x" }],
];

/** What is said of a stack of the complete example after an override, as `rule address: cause`. */
function refusals(path: string, value: unknown, name = "foundry-prod"): string[] {
  const stack = buildApp([complete], temporaryFolder()).node.findChild(name) as TerraformStack;
  stack.addOverride(path, value);
  return violationsOf(complete, name, synthesised(stack));
}

test("there are at least sixty constructions", () => {
  expect(CONSTRUCTIONS.length).toBeGreaterThanOrEqual(60);
});

test.each(CONSTRUCTIONS.map(([rules, address, path, value, stack]) => ({ rules, address, path, value, stack })))(
  "refused by $rules at $address: $path = $value",
  ({ rules, address, path, value, stack }) => {
    const refused = refusals(path, value, stack).map((one) => one.split(": ")[0]);

    expect([...new Set(refused)].sort()).toEqual(rules.split("+").map((rule) => `${rule} ${address}`));
  },
);

test("no value that nobody expects is shown, and nothing that looks like a key", () => {
  const key = "0123456789abcdef0123456789abcdef";
  const text = [
    refusals("terraform.backend.azurerm.access_key", "s3cret"),
    refusals(`${ACCOUNT}.name`, key),
    refusals(`${ACCOUNT}.tags.${key}`, "x"),
    refusals("output.account_id.value", `\${substr("${key}", 0, 1)}`),
  ].join("\n");

  expect(text).toContain("has backend.azurerm.access_key, which");
  expect(text).not.toContain("s3cret");
  expect(text).not.toContain(key);
});
