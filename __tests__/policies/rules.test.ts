/** Each rule passes what it should and fails what it should, and the documentation has an entry for it. */
import { readFileSync } from "node:fs";
import { type Policy, POLICY_RULES } from "../../config/sections/policy/rules";
import { RULES } from "../../policies/rules";
import { put, stackOf, type Tree, violationsOf } from "../helpers/policies";
import { fixtureEnvironment } from "../helpers/stack";

const STACK = "foundry-dev";
const environment = fixtureEnvironment();
const sound = stackOf(environment, STACK);

/** What is said of the account, or of a resource beside it. */
function judged(change: (json: Tree) => void, policy: Partial<Policy> = {}): string[] {
  const json = sound();
  change(json);
  return violationsOf({ ...environment, policy: { ...environment.policy, ...policy } }, STACK, json);
}

const ACCOUNT = "azurerm_cognitive_account.foundry";
const PATHS = {
  account: ["resource", "azurerm_cognitive_account", "foundry"],
  deployment: ["resource", "azurerm_cognitive_deployment", "gpt-5_4"],
};

/** Sets an argument, such as `sku.name`; undefined takes it out. */
const set =
  (block: keyof typeof PATHS, argument: string, value?: unknown) =>
  (json: Tree): void =>
    put(json, [...PATHS[block], ...argument.split(".")], value);
const added =
  (type: string, kind = "resource") =>
  (json: Tree): void =>
    put(json, [kind, type], { x: {} });

test("the rules are those whose ids can be waived and documented, in their order", () => {
  expect(RULES.map(({ id }) => id)).toEqual([...POLICY_RULES]);
});

test("a sound stack breaks none", () => {
  expect(judged(() => undefined)).toEqual([]);
});

test.each<[rule: string, change: (json: Tree) => void, address: string, cause: string]>([
  ["account-kind", set("account", "kind", "OpenAI"), ACCOUNT, 'has kind "OpenAI", not "AIServices"'],
  ["account-kind", set("account", "kind"), ACCOUNT, 'has kind not set, not "AIServices"'],
  [
    "custom-subdomain",
    set("account", "custom_subdomain_name", ""),
    ACCOUNT,
    'has custom_subdomain_name "", not "aucert-ai"',
  ],
  ["local-auth-off", set("account", "local_auth_enabled", true), ACCOUNT, "has local_auth_enabled true, not false"],
  ["local-auth-off", set("account", "local_auth_enabled"), ACCOUNT, "has local_auth_enabled not set, not false"],
  ["managed-identity", set("account", "identity"), ACCOUNT, 'has identity.type not set, not "SystemAssigned"'],
  ["managed-identity", set("account", "identity", []), ACCOUNT, "has identity a list of 0, not a block"],
  ["prevent-destroy", set("account", "lifecycle"), ACCOUNT, "has no lifecycle with prevent_destroy"],
  [
    "prevent-destroy",
    set("account", "lifecycle", [{ prevent_destroy: false }]),
    ACCOUNT,
    "has no lifecycle with prevent_destroy",
  ],
  [
    "public-endpoint",
    set("account", "public_network_access_enabled", false),
    ACCOUNT,
    "has public_network_access_enabled, which the configuration does not come to",
  ],
  [
    "global-standard",
    set("deployment", "sku.name", "Standard"),
    "azurerm_cognitive_deployment.gpt-5_4",
    'has sku.name "Standard", not "GlobalStandard"',
  ],
  [
    "no-purge",
    (json) =>
      put(json, "provider.azurerm.0.features.0.cognitive_account.0.purge_soft_delete_on_destroy".split("."), true),
    "provider.azurerm",
    "has features.cognitive_account.purge_soft_delete_on_destroy true, not false",
  ],
  [
    "no-purge",
    (json) => put(json, ["provider", "azurerm", "1"], { features: [{}], alias: "other" }),
    "provider.azurerm",
    "has features.cognitive_account.purge_soft_delete_on_destroy not set, not false",
  ],
  ["no-network", added("azurerm_subnet"), "azurerm_subnet.x", "is a network resource"],
  ["no-network", added("azurerm_virtual_network", "data"), "data.azurerm_virtual_network.x", "is a network resource"],
  [
    "no-network",
    set("account", "network_injection", { scenario: "agent" }),
    ACCOUNT,
    "has network_injection, which the configuration does not come to",
  ],
  ["no-storage", set("account", "storage", [{}]), ACCOUNT, "has storage, which the configuration does not come to"],
  [
    "no-private-endpoint",
    added("azurerm_private_endpoint"),
    "azurerm_private_endpoint.x",
    "is a private endpoint or private link",
  ],
  [
    "no-cluster",
    added("azurerm_kubernetes_cluster"),
    "azurerm_kubernetes_cluster.x",
    "is a Kubernetes cluster or part of one",
  ],
  ["no-compute", added("azurerm_linux_virtual_machine"), "azurerm_linux_virtual_machine.x", "is a compute resource"],
  ["no-storage", added("azurerm_storage_account"), "azurerm_storage_account.x", "is a storage resource"],
  ["known-types", added("azapi_resource"), "azapi_resource.x", "is nothing that the configuration comes to"],
  [
    "known-types",
    (json) => put(json, ["module", "x"], { source: "./x" }),
    "module.x",
    "is a block of kind module: stacks hold only terraform, provider, resource, output, import",
  ],
  [
    "known-types",
    added("azurerm_cognitive_account", "data"),
    "data.azurerm_cognitive_account.x",
    "is a data source: it would read what others own, keys included, into state",
  ],
  [
    "as-configured",
    set("deployment", "sku.capacity", 1),
    "azurerm_cognitive_deployment.gpt-5_4",
    "has sku.capacity 1, not 250",
  ],
])("%s: %s of %s", (rule, change, address, cause) => {
  expect(judged(change)).toContain(`${rule} ${address}: ${cause}`);
});

test.each([
  "azurerm_virtual_machine",
  "azurerm_windows_virtual_machine_scale_set",
  "azurerm_container_app",
  "azurerm_image",
  "azurerm_managed_disk",
  "azurerm_storage_container",
  "azurerm_lb",
  "azurerm_lb_rule",
  "azurerm_nat_gateway",
  "azurerm_private_dns_zone",
  "azurerm_private_link_service",
  "azurerm_network_security_group",
  "azurerm_route_table",
  "azurerm_kubernetes_cluster",
  "azurerm_public_ip",
  "azurerm_machine_learning_compute_cluster",
])("exactly one rule refuses %s, and says what it is", (type) => {
  expect(judged(added(type))).toEqual([expect.stringMatching(/^no-\S+ \S+: is a /)]);
});

describe("settings", () => {
  test("required-tags looks for names without regard to case, on everything that has tags", () => {
    const tagged = set("account", "tags", { Owner: "platform" });

    expect(judged(tagged, { requiredTags: ["owner", "team", "cost"] })).toEqual([
      `required-tags ${ACCOUNT}: lacks the required tags team, cost`,
    ]);
    expect(judged(tagged, { requiredTags: ["owner"] }).filter((one) => one.startsWith("required"))).toEqual([]);
  });

  test("allowed-regions refuses every other region, and one that cannot be told", () => {
    expect(judged(() => undefined, { allowedRegions: ["westus"] })).toEqual([]);
    expect(judged(set("account", "location", 1), { allowedRegions: ["westus"] })).toEqual([
      `allowed-regions ${ACCOUNT}: is in 1, which is not among westus`,
    ]);
  });

  test("one cause is one finding: what a rule says of tags or region is not told again", () => {
    expect(judged(set("account", "location", "eastus"), { allowedRegions: ["westus"] })).toHaveLength(1);
  });
});

describe("docs/policies.md", () => {
  const text = readFileSync("docs/policies.md", "utf8");
  const entries = new Map(
    text
      .split(/^### /m)
      .slice(1)
      .map((entry) => [entry.split("\n")[0], entry]),
  );

  test("has an entry for each rule, and no other", () => {
    expect([...entries.keys()].sort()).toEqual(RULES.map(({ id }) => id));
  });

  test.each(RULES.map((rule) => [rule.id, rule] as const))("says of %s what the code says", (id, rule) => {
    const entry = entries.get(id)!.replace(/\s+/g, " ");

    expect(entry).toContain(rule.title);
    expect(entry.toLowerCase()).toContain(rule.reason.toLowerCase());
    expect(entry.toLowerCase()).toContain(rule.fix.toLowerCase());
  });

  test.each(["134", "236", "238", "247"])("names CKV_AZURE_%s", (number) =>
    expect(text).toContain(`CKV_AZURE_${number}`),
  );
  test.each(["CKV2_AZURE_22", "AZR-000280", "AZR-000281", "AZR-000282", "AZR-000283"])("names %s", (id) =>
    expect(text).toContain(id),
  );
});
