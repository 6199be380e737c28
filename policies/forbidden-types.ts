/** Rules on what kinds of thing a stack may hold: nothing that runs, stores or connects beside Foundry itself. */
import type { PolicyRuleId } from "../config/sections/policy/rules";
import type { Element, RelatedCheck, Rule, Verdict } from "./policy-rule";

/** The types that this project builds. Whoever builds another one adds it here, where a reviewer sees it. */
export const KNOWN_TYPES: readonly string[] = [
  "azurerm_cognitive_account",
  "azurerm_cognitive_account_rai_policy",
  "azurerm_cognitive_deployment",
  "azurerm_consumption_budget_resource_group",
  "azurerm_federated_identity_credential",
  "azurerm_management_lock",
  "azurerm_monitor_action_group",
  "azurerm_monitor_diagnostic_setting",
  "azurerm_monitor_metric_alert",
  "azurerm_resource_group",
  "azurerm_role_assignment",
  "azurerm_user_assigned_identity",
  "kubernetes_config_map_v1",
];

interface Family {
  readonly id: PolicyRuleId;
  readonly what: string;
  readonly types: RegExp;
  /** Arguments of the account that would tie it to such a thing. */
  readonly accountArguments?: readonly string[];
  readonly reason: string;
  readonly related?: readonly RelatedCheck[];
}

const PRIVATE_ENDPOINT_DIFFERS =
  "the check wants a private endpoint; pods call the public HTTPS endpoint with Entra ID, so there is no network to keep in step";

const FAMILIES: readonly Family[] = [
  {
    id: "no-private-endpoint",
    what: "a private endpoint or private link",
    types: /^azurerm_private_(endpoint|link)/,
    reason: "the endpoint is public HTTPS by design; a private endpoint would put Foundry into the virtual network",
    related: [{ id: "AZR-000283", differs: PRIVATE_ENDPOINT_DIFFERS }],
  },
  {
    id: "no-network",
    what: "a network resource",
    types:
      /^azurerm_(virtual_network|virtual_wan|virtual_hub|subnet|network_|public_ip|nat_gateway|lb(_|$)|application_gateway|application_security_group|firewall|vpn_|express_route|route(_|$)|bastion|local_network_gateway|private_dns|dns_|frontdoor|cdn_|traffic_manager|web_application_firewall|ip_group|point_to_site)/,
    accountArguments: ["network_injection"],
    reason: "Foundry is not in the virtual network: Microsoft runs it, and pods reach it over HTTPS",
  },
  {
    id: "no-cluster",
    what: "a Kubernetes cluster or part of one",
    types: /^azurerm_(kubernetes_|arc_kubernetes|redhat_openshift)/,
    reason: "the AKS cluster belongs to other code; no model runs in it, and it needs no GPU nodes",
  },
  {
    id: "no-compute",
    what: "a compute resource",
    types:
      /^azurerm_((linux|windows|orchestrated)_|virtual_machine|virtual_desktop|dedicated_host|availability_set|capacity_reservation|proximity_placement|image$|shared_image|gallery_application|container_|app_service|function_app|logic_app|service_plan|service_fabric|static_|batch_|spring_cloud|machine_learning_|databricks|hdinsight|synapse)/,
    reason: "Microsoft hosts the models; a machine of ours costs money while nobody calls it",
  },
  {
    id: "no-storage",
    what: "a storage resource",
    types:
      /^azurerm_(storage_|managed_disk|managed_lustre|disk_|snapshot|netapp_|elastic_san|hpc_cache|cosmosdb_|mssql_|mysql_|postgresql_|redis_|managed_redis|data_lake)/,
    accountArguments: ["storage"],
    reason: "no model weights and no prompts are kept by this project; state has a storage account made outside it",
  },
];

/** The rule of one family. Data sources count: reading such a thing ties the stack to it. */
function familyRule({ id, what, types, accountArguments = [], reason, related = [] }: Family): Rule {
  return {
    id,
    title: `No stack holds ${what}.`,
    reason,
    fix: "take it out of the stack; what the product needs beside Foundry belongs into other code with a state of its own",
    related,
    check: (element) => {
      if (element.kind !== "resource" && element.kind !== "data") return "not-applicable";
      if (types.test(element.type)) return { causes: [`is ${what}`] };
      return element.type === "azurerm_cognitive_account" ? withoutArguments(element, what, accountArguments) : "pass";
    },
  };
}

function withoutArguments({ block }: Element, what: string, names: readonly string[]): Verdict {
  const causes = names.filter((name) => isFilled(block[name])).map((name) => `ties the account to ${what} by ${name}`);
  const rules = [block.network_acls].flat().some((acl) => isFilled(Object(acl).virtual_network_rules));
  if (names.includes("network_injection") && rules) causes.push(`ties the account to ${what} by virtual_network_rules`);
  return causes.length > 0 ? { causes } : "pass";
}

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

const knownTypes: Rule = {
  id: "known-types",
  title: "Stacks hold only the types of resource that this project builds: no other, no data source, no module.",
  reason: "a list of what is allowed proves the absence of everything else, also of types that nobody thought of",
  fix: "take it out, or add the type to KNOWN_TYPES in policies/forbidden-types.ts and say why in the pull request",
  related: [],
  check: ({ kind, type }) => {
    if (kind === "module") return { causes: ["is a module, and what it holds cannot be judged"] };
    if (kind !== "resource" && kind !== "data") return "not-applicable";
    if (FAMILIES.some(({ types }) => types.test(type))) return "not-applicable";
    if (kind === "data")
      return { causes: ["is a data source: it would read what others own, keys included, into state"] };
    return KNOWN_TYPES.includes(type) ? "pass" : { causes: ["is of a type that this project does not build"] };
  },
};

export const TYPE_RULES: readonly Rule[] = [...FAMILIES.map(familyRule), knownTypes];
