/** The shape of account.yaml and models.yaml: keys, types, descriptions. Rules on values live in `checks/`. */
import * as z from "zod";
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
import { flag, list, object, oneOf, text, version } from "./schema-parts";

/** Says what `20k` or `1.5` should have been. */
export const CAPACITY_EXPECTED = "a whole number of thousands of tokens a minute";

const capacity = z
  .number({ error: CAPACITY_EXPECTED })
  .meta({ description: "Rate limit in thousands of tokens a minute (250 = 250,000).", type: "integer", minimum: 1 });
const versionUpgradeOption = oneOf(
  "What Azure does when a newer version appears or this one retires.",
  VERSION_UPGRADE_OPTIONS,
).default(DEFAULT_VERSION_UPGRADE_OPTION);
const raiPolicy = text("Content filter (RAI policy) of the deployment.").default(DEFAULT_RAI_POLICY);

export const accountFile = object("The Foundry account and the cluster that uses it.", {
  version,
  account: object("The Foundry resource (azurerm_cognitive_account of kind AIServices).", {
    name: text("Name of the account; also the custom subdomain unless customSubdomain is given.", ACCOUNT_NAME_PATTERN),
    customSubdomain: text(
      "First label of the endpoint's host name; unique in all of Azure.",
      SUBDOMAIN_PATTERN,
    ).optional(),
    resourceGroup: text("Resource group that holds the account.", RESOURCE_GROUP_PATTERN),
    createResourceGroup: flag("Create the resource group here instead of using an existing one.").default(false),
    location: text("Azure region, such as westus."),
    localAuth: flag("Allow API keys. Off: Entra ID only, and no key ever reaches Terraform state.").default(false),
    projectManagement: flag("Foundry projects. True for accounts made in the portal; never back to false.").default(
      false,
    ),
    preventDestroy: flag("Make Terraform refuse to destroy the account.").default(true),
    tags: z
      .record(z.string(), text("Value of the tag, at most 256 characters."), {
        error: "a mapping of tag names to text",
      })
      .meta({ description: "Azure tags, at most 50." })
      .default({}),
    subscriptionId: text("Subscription, a UUID; needed only to adopt existing resources.", UUID_PATTERN).optional(),
  }),
  aks: object("The AKS cluster whose pods call Foundry.", {
    cluster: text("Name of the AKS cluster."),
    context: text("kubeconfig context; the cluster's name unless given.").optional(),
    namespaces: list("Namespaces that get an llm-config ConfigMap.", text("Kubernetes namespace.", NAMESPACE_PATTERN)),
    serviceAccount: text("Kubernetes service account of the pods.", SERVICE_ACCOUNT_PATTERN),
  }),
  ...accountSections,
  waivers: z
    .array(
      object("A finding that somebody has answered for.", {
        code: text("Code of the finding, such as preview."),
        subject: text("Name of the model it is about."),
        reason: text("Why it is acceptable, for the next reader."),
        until: text("Last day of the waiver, YYYY-MM-DD."),
      }),
      { error: "a list" },
    )
    .meta({ description: "Findings on a model's life or credits that are accepted until a day." })
    .optional(),
  cost: publishedCosts.optional(),
});

export const modelsFile = object("The models deployed in the Foundry account.", {
  version,
  defaults: object("Values for every model that does not give its own.", {
    capacity: capacity.optional(),
    versionUpgradeOption,
    raiPolicy,
  }).optional(),
  models: list(
    "One entry per deployment; order does not matter.",
    object("One model deployment.", {
      name: text("Foundry model name to the letter; also the deployment's name.", DEPLOYMENT_NAME_PATTERN),
      format: text("Publisher as Azure spells it, such as OpenAI; the catalogue's unless given.").optional(),
      version: text("Model version, in quotes; the catalogue's pinned version unless given.").optional(),
      sku: oneOf("Deployment type; only GlobalStandard.", [SKU]).optional(),
      apis: list("APIs the model speaks, for a model that the catalogue lacks.", oneOf("API.", LLM_APIS)).optional(),
      lifecycle: text("Lifecycle stage as Microsoft documents it, for a model that the catalogue lacks.").optional(),
      retirement: text("Day from which calls fail (YYYY-MM-DD), for a model that the catalogue lacks.").optional(),
      directFromAzure: flag("Sold by Azure itself, so covered by Azure credits.").optional(),
      capacity: capacity.optional(),
      raiPolicy: raiPolicy.unwrap().optional(),
      versionUpgradeOption: versionUpgradeOption.unwrap().optional(),
    }),
  ),
});

export type AccountFile = z.output<typeof accountFile>;
export type ModelsFile = z.output<typeof modelsFile>;
