/** All policies: names for what is refused, with the reason. Only a `check` refuses what the configuration comes to. */
import { ACCOUNT_KIND } from "../config/account/rules";
import { SKU } from "../config/models/rules";
import {
  allowsDestroy,
  allowsKeys,
  isRegionAllowed,
  judges,
  missingTags,
  type PolicyRuleId,
} from "../config/sections/policy/rules";
import { onlyOf } from "./elements";
import type { Rule } from "./policy-rule";

const ACCOUNT = "azurerm_cognitive_account";

/** Sorted by id. */
export const RULES: readonly Rule[] = [
  {
    id: "account-kind",
    title: `The account is of kind ${ACCOUNT_KIND}.`,
    reason: "only this kind serves the models of every publisher; changing the kind later replaces the account",
    fix: `set kind to "${ACCOUNT_KIND}"`,
    at: [`${ACCOUNT}.kind`],
  },
  {
    id: "allowed-regions",
    title: "Everything is in an allowed region (`policy.allowedRegions`).",
    reason: "where data about the account is kept is a promise to customers; calls may still be served in any region",
    fix: "choose an allowed region, or widen policy.allowedRegions in account.yaml",
    applies: ({ kind, block }, { allowedRegions }) =>
      kind === "resource" && allowedRegions.length > 0 && "location" in block,
    argument: "location",
    check: ({ location }, policy) =>
      typeof location === "string" && isRegionAllowed(location, policy)
        ? undefined
        : `is in ${JSON.stringify(location)}, which is not among ${policy.allowedRegions.join(", ")}`,
  },
  {
    id: "as-configured",
    title: "Everything has the arguments and values that the configuration comes to, and no other.",
    reason: "the configuration is what people review; what a construct or an override adds to it is seen by nobody",
    fix: "change the configuration; a new argument belongs into the construct and into `block` of its resources.ts",
  },
  {
    id: "custom-subdomain",
    title: "The account has a custom subdomain.",
    reason: "tokens of Entra ID are taken only at the account's own host name; setting it later replaces the account",
    fix: "set custom_subdomain_name",
    at: [`${ACCOUNT}.custom_subdomain_name`],
  },
  {
    id: "global-standard",
    title: `Every deployment is ${SKU}.`,
    reason: "pay per token: an idle model costs nothing; other SKUs reserve capacity and cost money by the hour",
    fix: `set the SKU to ${SKU}`,
    at: ["azurerm_cognitive_deployment.sku.name"],
  },
  {
    id: "known-types",
    title:
      "Stacks hold only what the configuration comes to: no other resource, no data source, no module, no file beside them.",
    reason: "a list of what is allowed proves the absence of everything else, also of types that nobody thought of",
    fix: "take it out, or add it to OWN_CONSTRUCTS in policies/own-constructs.ts with its reason and owner",
  },
  {
    id: "local-auth-off",
    title: "API keys are off.",
    reason: "a key is nobody's in particular, does not expire, and the provider reads it into Terraform state",
    fix: "set localAuth: false in account.yaml; pods sign in with their identity",
    applies: ({ kind, type }) => kind === "resource" && judges("local-auth-off", type),
    argument: "local_auth_enabled",
    check: ({ local_auth_enabled: enabled }) =>
      allowsKeys(enabled) ? `has local_auth_enabled ${JSON.stringify(enabled) ?? "not set"}, not false` : undefined,
  },
  {
    id: "managed-identity",
    title: "The account has an identity of its own.",
    reason: "without one the account itself could reach other services only with keys, and projects need it",
    fix: "give the account an identity block",
    at: [`${ACCOUNT}.identity`],
  },
  family(
    "no-cluster",
    "a Kubernetes cluster or part of one",
    "the AKS cluster belongs to other code; no model runs in it, and it needs no GPU nodes",
    /^azurerm_(kubernetes_|arc_kubernetes|redhat_openshift)/,
  ),
  family(
    "no-compute",
    "a compute resource",
    "Microsoft hosts the models; a machine of ours costs money while nobody calls it",
    /^azurerm_((linux|windows|orchestrated)_|virtual_(machine|desktop)|dedicated_host|availability_set|capacity_reservation|proximity_placement|image$|shared_image|gallery_application|container_|app_service|function_app|logic_app|service_(plan|fabric)|static_|batch_|spring_cloud|machine_learning_|databricks|hdinsight|synapse)/,
  ),
  {
    id: "no-key-reference",
    title: "Nothing refers to a key, and nothing holds one.",
    reason: "what an expression reads is kept in Terraform state, and everybody who can read the state can see it",
    fix: "take it out; callers sign in with Entra ID and need no key",
  },
  family(
    "no-network",
    "a network resource",
    "Foundry is not in the virtual network: Microsoft runs it, and pods reach it over HTTPS",
    /^azurerm_(virtual_(network|wan|hub)|subnet|network_|public_ip|nat_gateway|lb(_|$)|application_(gateway|security_group)|firewall|vpn_|express_route|route(_|$)|bastion|local_network_gateway|private_dns|dns_|frontdoor|cdn_|traffic_manager|web_application_firewall|ip_group|point_to_site)/,
    ["azurerm_cognitive_account.network_injection", "azurerm_cognitive_account.network_acls.virtual_network_rules"],
  ),
  family(
    "no-private-endpoint",
    "a private endpoint or private link",
    "the endpoint is public HTTPS by design; a private endpoint would put Foundry into the virtual network",
    /^azurerm_private_(endpoint|link)/,
  ),
  {
    id: "no-purge",
    title: "A destroyed account is not purged.",
    reason:
      "a deleted account can be restored for 48 hours; a purge cannot be undone and needs rights on the subscription",
    fix: "set purge_soft_delete_on_destroy to false in the provider's features",
    at: ["azurerm.features.cognitive_account"],
  },
  family(
    "no-storage",
    "a storage resource",
    "no model weights and no prompts are kept by this project; state has a storage account made outside it",
    /^azurerm_(storage_|managed_(disk|lustre|redis)|disk_|snapshot|netapp_|elastic_san|hpc_cache|cosmosdb_|mssql_|mysql_|postgresql_|redis_|data_lake)/,
    ["azurerm_cognitive_account.storage"],
  ),
  {
    id: "prevent-destroy",
    title: "Terraform refuses to destroy the account, and the resource group where it is made here.",
    reason: "a replaced account takes every deployment with it, and its name is blocked for 48 hours",
    fix: "set preventDestroy: true in account.yaml; to take it down on purpose add a waiver (docs/runbooks/deploy.md)",
    applies: ({ kind, type }) => kind === "resource" && judges("prevent-destroy", type),
    argument: "lifecycle.prevent_destroy",
    check: ({ lifecycle }) =>
      allowsDestroy(Object(onlyOf(lifecycle)).prevent_destroy) ? "has no lifecycle with prevent_destroy" : undefined,
  },
  {
    id: "public-endpoint",
    title: "The account's endpoint stays public HTTPS.",
    reason:
      "pods call it over the internet with a token of Entra ID; closed, and without a private endpoint, nobody reaches it",
    fix: "leave public_network_access_enabled out",
    at: [`${ACCOUNT}.public_network_access_enabled`],
  },
  {
    id: "required-tags",
    title: "Everything that can carry tags has the required ones (`policy.requiredTags`).",
    reason: "costs are told apart and owners found by tags",
    fix: "add them to account.tags in account.yaml",
    applies: ({ kind, block }, { requiredTags }) => kind === "resource" && requiredTags.length > 0 && "tags" in block,
    argument: "tags",
    check: ({ tags }, policy) => {
      const missing = missingTags(Object(tags), policy);
      return missing.length > 0 ? `lacks the required tags ${missing.join(", ")}` : undefined;
    },
  },
];

/** A name for what must never stand beside Foundry. */
function family(id: PolicyRuleId, what: string, reason: string, types: RegExp, at: readonly string[] = []): Rule {
  const fix =
    "take it out of the stack; what the product needs beside Foundry belongs into other code with a state of its own";
  return { id, what, title: `No stack holds ${what}.`, reason, fix, types, at };
}
