/** The shape of account.yaml and models.yaml: keys, types, descriptions. Rules on values live in `checks/`. */
import * as z from "zod/mini";
import {
  ACCOUNT_NAME_PATTERN,
  DEFAULT_RAI_POLICY,
  DEFAULT_VERSION_UPGRADE_OPTION,
  DEPLOYMENT_NAME_PATTERN,
  LLM_APIS,
  NAMESPACE_PATTERN,
  RESOURCE_GROUP_PATTERN,
  SERVICE_ACCOUNT_PATTERN,
  SKU,
  SUBDOMAIN_PATTERN,
  UUID_PATTERN,
  VERSION_UPGRADE_OPTIONS,
} from "./model";
import { accountSections } from "./schema-account";
import { publishedCosts } from "./schema-cost";
import { flag, list, object, oneOf, optional, registry, text, version, withDefault } from "./schema-parts";

/** Says what `20k` or `1.5` should have been. */
export const CAPACITY_EXPECTED = "a whole number of thousands of tokens a minute";

const capacity = z.number({ error: CAPACITY_EXPECTED }).register(registry, {
  description: "Rate limit in thousands of tokens a minute (250 = 250,000).",
  type: "integer",
  minimum: 1,
});
const versionUpgradeOption = oneOf(
  "What Azure does when a newer version appears or this one retires.",
  VERSION_UPGRADE_OPTIONS,
);
const raiPolicy = text("Content filter (RAI policy) of the deployment.");

export const accountFile = object("The Foundry account and the cluster that uses it.", {
  version,
  account: object("The Foundry resource (azurerm_cognitive_account of kind AIServices).", {
    name: text("Name of the account; also the custom subdomain unless customSubdomain is given.", ACCOUNT_NAME_PATTERN),
    customSubdomain: optional(
      text("First label of the endpoint's host name; unique in all of Azure.", SUBDOMAIN_PATTERN),
    ),
    resourceGroup: text("Resource group that holds the account.", RESOURCE_GROUP_PATTERN),
    createResourceGroup: withDefault(flag("Create the resource group here instead of using an existing one."), false),
    location: text("Azure region, such as westus."),
    localAuth: withDefault(flag("Allow API keys. Off: Entra ID only, and no key ever reaches Terraform state."), false),
    projectManagement: withDefault(
      flag("Foundry projects. True for accounts made in the portal; never back to false."),
      false,
    ),
    preventDestroy: withDefault(flag("Make Terraform refuse to destroy the account."), true),
    tags: withDefault(
      z
        .record(z.string(), text("Value of the tag, at most 256 characters."), {
          error: "a mapping of tag names to text",
        })
        .register(registry, { description: "Azure tags, at most 50." }),
      {},
    ),
    subscriptionId: optional(text("Subscription, a UUID; needed only to adopt existing resources.", UUID_PATTERN)),
  }),
  aks: object("The AKS cluster whose pods call Foundry.", {
    cluster: text("Name of the AKS cluster."),
    context: optional(text("kubeconfig context; the cluster's name unless given.")),
    namespaces: list("Namespaces that get an llm-config ConfigMap.", text("Kubernetes namespace.", NAMESPACE_PATTERN)),
    serviceAccount: text("Kubernetes service account of the pods.", SERVICE_ACCOUNT_PATTERN),
  }),
  ...accountSections,
  waivers: optional(
    z
      .array(
        object("A finding that somebody has answered for.", {
          code: text("Code of the finding, such as preview."),
          subject: text("Name of the model it is about."),
          reason: text("Why it is acceptable, for the next reader."),
          until: text("Last day of the waiver, YYYY-MM-DD."),
        }),
        { error: "a list" },
      )
      .register(registry, { description: "Findings on a model's life or credits that are accepted until a day." }),
  ),
  cost: optional(publishedCosts),
});

export const modelsFile = object("The models deployed in the Foundry account.", {
  version,
  defaults: optional(
    object("Values for every model that does not give its own.", {
      capacity: optional(capacity),
      versionUpgradeOption: withDefault(versionUpgradeOption, DEFAULT_VERSION_UPGRADE_OPTION),
      raiPolicy: withDefault(raiPolicy, DEFAULT_RAI_POLICY),
    }),
  ),
  models: list(
    "One entry per deployment; order does not matter.",
    object("One model deployment.", {
      name: text("Foundry model name to the letter; also the deployment's name.", DEPLOYMENT_NAME_PATTERN),
      format: optional(text("Publisher as Azure spells it, such as OpenAI; the catalogue's unless given.")),
      version: optional(text("Model version, in quotes; the catalogue's pinned version unless given.")),
      sku: optional(oneOf("Deployment type; only GlobalStandard.", [SKU])),
      apis: optional(list("APIs the model speaks, for a model that the catalogue lacks.", oneOf("API.", LLM_APIS))),
      lifecycle: optional(text("Lifecycle stage as Microsoft documents it, for a model that the catalogue lacks.")),
      retirement: optional(text("Day from which calls fail (YYYY-MM-DD), for a model that the catalogue lacks.")),
      directFromAzure: optional(flag("Sold by Azure itself, so covered by Azure credits.")),
      capacity: optional(capacity),
      raiPolicy: optional(raiPolicy),
      versionUpgradeOption: optional(versionUpgradeOption),
    }),
  ),
});

export type AccountFile = z.output<typeof accountFile>;
export type ModelsFile = z.output<typeof modelsFile>;
