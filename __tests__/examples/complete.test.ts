/** docs/examples/complete: every optional section turned on. */
import { readFileSync } from "node:fs";
import path from "node:path";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { parse } from "yaml";
import { loadCatalog } from "../../config/catalog/catalog";
import { DEPLOYED_SCHEMA, deployedSchema, jsonSchemas } from "../../config/schemas/json-schema";
import { loadConfiguration } from "../../config/load";
import { FILE_NAMES } from "../../config/read";
import { sectionShapes } from "../../config/sections/sections";
import { folderSource } from "../../config/files/source";
import { synthFiles } from "../../stacks/synth";
import { brief, TODAY } from "../helpers/config";
import { addresses, fixtureEnvironment, ROOT, type Terraform } from "../helpers/stack";

const FOLDER = "docs/examples/complete";
const catalog = loadCatalog();
const { environments, findings } = loadConfiguration(folderSource(FOLDER, ROOT), { catalog, today: TODAY });
const [complete] = environments;
const fileOf = (name: string) => readFileSync(path.join(ROOT, FOLDER, "prod", name), "utf8");

/** A stack's JSON without cdktf's own notes. */
function stack(name: string, files = synthFiles(environments)): Terraform {
  const text = files.find(({ path: at }) => at === `stacks/${name}/cdk.tf.json`)?.text ?? "null";
  return JSON.parse(text, (key, value: unknown) => (key === "//" ? undefined : value)) as Terraform;
}

test("turns every section on", () => {
  const account = parse(fileOf("account.yaml")) as Record<string, unknown>;

  // Published figures and accepted findings change nothing that is built.
  const building = Object.keys(sectionShapes).filter((name) => !["cost", "waivers"].includes(name));
  expect(Object.keys(account)).toEqual(expect.arrayContaining(building));
});

test("has no error, and the notes that its sections bring", () => {
  expect(brief(findings)).toEqual([
    "account.yaml:32:7 note lock-blocks",
    "account.yaml:39:25 note adopt-keys",
    "account.yaml:39:25 note adopt-replaces",
    "models.yaml:11:11 warning preview",
  ]);
});

test.each(FILE_NAMES)("%s is valid by the editors' schema, which it names", (name) => {
  const ajv = new Ajv2020({ strict: false });
  addFormats(ajv);
  ajv.addSchema(deployedSchema(["gpt-5.4"]), DEPLOYED_SCHEMA);
  const validate = ajv.compile(jsonSchemas(catalog)[name]);
  const [, schema = ""] = /\$schema=(\S+)/.exec(fileOf(name)) ?? [];

  validate(parse(fileOf(name)));

  expect(validate.errors).toBeNull();
  expect(path.join(FOLDER, "prod", schema)).toBe(`config/schemas/${name.replace(".yaml", ".schema.json")}`);
});

test("the Foundry stack of the complete example", () => {
  expect(JSON.stringify(stack("foundry-prod"), null, 1)).toMatchSnapshot();
});

test("the llm-config stack keeps its state beside the other's and adopts its own", () => {
  const { terraform, import: blocks } = stack("llm-config-prod") as Terraform & { import: object[] };

  expect(terraform.backend).toEqual({
    azurerm: {
      storage_account_name: "aucerttfstateprod",
      container_name: "tfstate",
      key: "llm-config-prod.tfstate",
      use_azuread_auth: true,
      use_oidc: true,
    },
  });
  expect(blocks).toEqual([{ to: "kubernetes_config_map_v1.llm-config-backend", id: "backend/llm-config" }]);
});

test("stands at the addresses that are contract", () => {
  expect(addresses(stack("foundry-prod"))).toEqual([
    "azurerm_cognitive_account.foundry",
    "azurerm_cognitive_account_rai_policy.aucert-strict",
    "azurerm_cognitive_deployment.Kimi-K2_6",
    "azurerm_cognitive_deployment.gpt-5_4",
    "azurerm_consumption_budget_resource_group.foundry",
    "azurerm_federated_identity_credential.llm-client-backend",
    "azurerm_federated_identity_credential.llm-client-evaluation",
    "azurerm_management_lock.foundry",
    "azurerm_monitor_action_group.foundry",
    "azurerm_monitor_diagnostic_setting.foundry",
    "azurerm_monitor_metric_alert.server-errors",
    "azurerm_monitor_metric_alert.throttling",
    "azurerm_monitor_metric_alert.tokens",
    "azurerm_resource_group.foundry",
    "azurerm_role_assignment.access-3c9d7e52-1f0a-4b8c-a6d4-5e7f8091a2b3",
    "azurerm_role_assignment.access-9e8d7c6b-5a49-4838-a727-1605f4e3d2c1",
    "azurerm_role_assignment.llm-client",
    "azurerm_user_assigned_identity.llm-client",
  ]);
});

test("registers the resource providers of the sections in use, and no other", () => {
  const registered = (terraform: Terraform) => terraform.provider.azurerm?.[0]?.resource_providers_to_register;

  expect(registered(stack("foundry-prod"))).toEqual([
    "Microsoft.CognitiveServices",
    "Microsoft.ManagedIdentity",
    "Microsoft.Insights",
    "Microsoft.Consumption",
  ]);
  expect(registered(stack("foundry-dev", synthFiles([fixtureEnvironment()])))).toEqual(["Microsoft.CognitiveServices"]);
});

test("with every section off there is the account with its deployments, and no more", () => {
  const { identity, lock, network, monitoring, budget, ...rest } = complete!;
  const deployments = rest.deployments.map((one) => ({ ...one, raiPolicy: "Microsoft.DefaultV2" }));
  const off = {
    ...rest,
    ...{ identity: undefined, lock: undefined, network: undefined, monitoring: undefined, budget: undefined },
    ...{ access: [], adopt: [], raiPolicies: [], deployments, state: { backend: "local" as const } },
  };
  const plain = stack("foundry-prod", synthFiles([off]));

  expect(identity && lock && network && monitoring && budget).toBeDefined();
  expect(addresses(plain)).toEqual([
    "azurerm_cognitive_account.foundry",
    "azurerm_cognitive_deployment.Kimi-K2_6",
    "azurerm_cognitive_deployment.gpt-5_4",
    "azurerm_resource_group.foundry",
  ]);
  expect(Object.keys(plain)).toEqual(["output", "provider", "resource", "terraform"]);
});

test("a model's own filter policy comes first, and the lock last of all that hangs on the account", () => {
  const { resource } = stack("foundry-prod");
  const policies = Object.values(resource.azurerm_cognitive_deployment ?? {}).map((block) => block.rai_policy_name);

  expect(policies.sort()).toEqual([
    "${azurerm_cognitive_account_rai_policy.aucert-strict.name}",
    "Microsoft.DefaultV2",
  ]);
  expect(resource.azurerm_management_lock?.foundry?.depends_on).toEqual(
    expect.arrayContaining([
      "azurerm_cognitive_account_rai_policy.aucert-strict",
      "azurerm_monitor_diagnostic_setting.foundry",
    ]),
  );
});
