/** Each rule passes what it should and fails what it should, and the documentation has an entry for it. */
import { readFileSync } from "node:fs";
import { type Policy, POLICY_RULES } from "../../config/sections/policy/rules";
import { type Element, NO_POLICY, type Verdict } from "../../policies/policy-rule";
import { NOT_FOLLOWED, RULES } from "../../policies/rules";

const ACCOUNT = {
  kind: "AIServices",
  custom_subdomain_name: "acme",
  local_auth_enabled: false,
  identity: { type: "SystemAssigned" },
  lifecycle: { prevent_destroy: true },
  location: "westus",
  tags: { Owner: "platform" },
};

function element(type: string, block: object = {}, kind = "resource"): Element {
  const address = `${kind === "resource" ? "" : `${kind}.`}${type}.x`;
  return { stack: "test", kind, type, address, block: block as Element["block"] };
}

function verdictOf(id: string, subject: Element, policy: Partial<Policy> = {}): Verdict {
  return RULES.find((rule) => rule.id === id)!.check(subject, { ...NO_POLICY, ...policy });
}

const account = (changed: object = {}) => element("azurerm_cognitive_account", { ...ACCOUNT, ...changed });
const without = (key: keyof typeof ACCOUNT) =>
  element("azurerm_cognitive_account", Object.fromEntries(Object.entries(ACCOUNT).filter(([name]) => name !== key)));
const provider = (...features: unknown[]) =>
  element("azurerm", { value: features.map((one) => ({ features: one })) }, "provider");

test("the rules are those whose ids can be waived and documented", () => {
  expect(RULES.map(({ id }) => id)).toEqual([...POLICY_RULES].sort());
});

test.each(RULES.map(({ id }) => id))("%s passes a sound account", (id) => {
  expect(["pass", "not-applicable"]).toContain(verdictOf(id, account()));
});

test.each<[string, Element, string]>([
  ["account-kind", account({ kind: "OpenAI" }), 'has kind "OpenAI", not "AIServices"'],
  ["account-kind", without("kind"), 'has kind not set, not "AIServices"'],
  ["custom-subdomain", without("custom_subdomain_name"), "has no custom_subdomain_name"],
  ["custom-subdomain", account({ custom_subdomain_name: "" }), "has no custom_subdomain_name"],
  ["local-auth-off", account({ local_auth_enabled: true }), "has local_auth_enabled true, not false"],
  ["local-auth-off", without("local_auth_enabled"), "has local_auth_enabled not set, not false"],
  ["managed-identity", without("identity"), "has no identity"],
  ["managed-identity", account({ identity: [] }), "has no identity"],
  ["prevent-destroy", without("lifecycle"), "has no lifecycle with prevent_destroy"],
  ["prevent-destroy", element("azurerm_resource_group"), "has no lifecycle with prevent_destroy"],
  ["prevent-destroy", account({ lifecycle: [{ prevent_destroy: false }] }), "has no lifecycle with prevent_destroy"],
  ["public-endpoint", account({ public_network_access_enabled: false }), "has public_network_access_enabled false"],
  [
    "global-standard",
    element("azurerm_cognitive_deployment", { sku: { name: "Standard" } }),
    'has SKU "Standard", not GlobalStandard',
  ],
  [
    "global-standard",
    element("azurerm_cognitive_deployment", { sku: [{ capacity: 1 }] }),
    "has SKU not set, not GlobalStandard",
  ],
  ["no-purge", provider({}), "purges accounts that it destroys, as the provider does unless told otherwise"],
  [
    "no-purge",
    provider({ cognitive_account: [{ purge_soft_delete_on_destroy: false }] }, {}),
    "purges accounts that it destroys, as the provider does unless told otherwise",
  ],
  ["no-network", element("azurerm_subnet"), "is a network resource"],
  ["no-network", element("azurerm_virtual_network", {}, "data"), "is a network resource"],
  [
    "no-network",
    account({ network_injection: { scenario: "agent" } }),
    "ties the account to a network resource by network_injection",
  ],
  [
    "no-network",
    account({ network_acls: { virtual_network_rules: [{ subnet_id: "x" }] } }),
    "ties the account to a network resource by virtual_network_rules",
  ],
  ["no-private-endpoint", element("azurerm_private_endpoint"), "is a private endpoint or private link"],
  ["no-cluster", element("azurerm_kubernetes_cluster_node_pool"), "is a Kubernetes cluster or part of one"],
  ["no-compute", element("azurerm_linux_virtual_machine"), "is a compute resource"],
  ["no-storage", element("azurerm_storage_account"), "is a storage resource"],
  [
    "no-storage",
    account({ storage: [{ storage_account_id: "x" }] }),
    "ties the account to a storage resource by storage",
  ],
  ["known-types", element("azapi_resource"), "is of a type that this project does not build"],
  ["known-types", element("module", {}, "module"), "is a module, and what it holds cannot be judged"],
  [
    "known-types",
    element("azurerm_cognitive_account", {}, "data"),
    "is a data source: it would read what others own, keys included, into state",
  ],
])("%s fails %j", (id, subject, cause) => {
  expect(verdictOf(id, subject)).toEqual({ causes: [cause] });
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
])("exactly one rule refuses %s", (type) => {
  const refusing = RULES.filter((rule) => typeof rule.check(element(type), NO_POLICY) === "object");

  expect(refusing).toHaveLength(1);
});

test("network rules of the account that name only addresses of the internet are no network resource", () => {
  expect(
    verdictOf("no-network", account({ network_acls: [{ default_action: "Deny", virtual_network_rules: [] }] })),
  ).toBe("pass");
});

describe("settings", () => {
  test("required-tags looks for names without regard to case, on everything that has tags", () => {
    expect(verdictOf("required-tags", account(), { requiredTags: ["owner"] })).toBe("pass");
    expect(verdictOf("required-tags", account(), { requiredTags: ["owner", "team", "cost"] })).toEqual({
      causes: ["lacks the required tags team, cost"],
    });
    expect(verdictOf("required-tags", element("azurerm_management_lock"), { requiredTags: ["owner"] })).toBe(
      "not-applicable",
    );
    expect(verdictOf("required-tags", account())).toBe("not-applicable");
  });

  test("allowed-regions refuses every other region, and one that cannot be told", () => {
    expect(verdictOf("allowed-regions", account(), { allowedRegions: ["westus"] })).toBe("pass");
    expect(verdictOf("allowed-regions", account({ location: "${var.x}" }), { allowedRegions: ["westus"] })).toEqual({
      causes: ['is in "${var.x}", which is not among westus'],
    });
    expect(verdictOf("allowed-regions", account())).toBe("not-applicable");
  });
});

describe("no-key-reference", () => {
  const judged = (text: string, kind = "output") => verdictOf("no-key-reference", element("x", { value: text }, kind));

  test.each([
    ["${azurerm_cognitive_account.foundry.primary_access_key}", "primary_access_key"],
    ['${azurerm_cognitive_account.foundry["secondary_access_key"]}', "secondary_access_key"],
    ["prefix-${base64encode(azurerm_storage_account.x.primary_connection_string)}", "primary_connection_string"],
    ["%{ if true }${data.azurerm_kubernetes_cluster.x.kube_config_raw}%{ endif }", "kube_config_raw"],
    ["${azurerm_search_service.x.query_key}", "query_key"],
  ])("fails %s", (text, attribute) => {
    expect(judged(text)).toEqual({ causes: [`refers to the key attribute ${attribute}`] });
  });

  test.each(["${azurerm_cognitive_account.foundry}", "${jsonencode(azurerm_cognitive_account.foundry)}"])(
    "fails %s, which has the keys in it",
    (text) => expect(judged(text)).toEqual({ causes: ["refers to the account as a whole, keys included"] }),
  );

  test.each([
    "${azurerm_cognitive_account.foundry.id}",
    "${azurerm_cognitive_account.foundry.identity[0].principal_id}",
    "the primary_access_key is never read",
    "${azurerm_cognitive_account.foundry-2.endpoint}",
  ])("passes %s", (text) => expect(judged(text)).toBe("pass"));

  test("looks into lists, mappings and their keys, but not into cdktf's notes", () => {
    const key = "${x.y.primary_key}";

    expect(verdictOf("no-key-reference", element("t", { a: [{ b: { [key]: 1 } }] }))).toHaveProperty("causes");
    expect(verdictOf("no-key-reference", element("t", { "//": key, a: 1 }))).toBe("pass");
  });

  test.each(["access_key", "sas_token", "client_secret", "password"])("fails a backend that holds %s", (name) => {
    const backend = element("terraform", { azurerm: { [name]: "abc" } }, "terraform");

    expect(verdictOf("no-key-reference", backend)).toEqual({ causes: [`holds a secret in ${name}`] });
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
    for (const { id: other, differs } of rule.related) {
      expect(entry).toContain(other);
      if (differs !== undefined) expect(entry).toContain(differs);
    }
  });

  test.each(NOT_FOLLOWED.map((one) => [one.id, one] as const))("says why %s is not followed", (id, { wants, why }) => {
    const row = text.split("\n").find((line) => line.includes(id) && line.startsWith("|"));

    expect(row).toContain(wants);
    expect(row).toContain(why);
  });

  test.each(["134", "236", "238", "247"])("names CKV_AZURE_%s", (number) =>
    expect(text).toContain(`CKV_AZURE_${number}`),
  );
  test.each(["CKV2_AZURE_22", "AZR-000280", "AZR-000281", "AZR-000282", "AZR-000283"])("names %s", (id) =>
    expect(text).toContain(id),
  );
});
