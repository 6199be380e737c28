/** The part of account.yaml that every environment has. */
import type * as z from "zod/mini";
import { flag, list, mapping, names, object, optional, text, withDefault } from "../files/schema-parts";
import { SUBSCRIPTION_ID } from "../values";
import {
  ACCOUNT_NAME,
  CLUSTER,
  NAMESPACE,
  NAMESPACES,
  RESOURCE_GROUP,
  SERVICE_ACCOUNT,
  SUBDOMAIN,
  TAG_NAME,
  TAG_VALUE,
  TAGS,
} from "./rules";

const tags = mapping(
  "a mapping of tag names to text",
  names(TAG_NAME),
  text("Value of the tag, at most 256 characters.", TAG_VALUE),
  { description: "Azure tags, at most 50." },
  TAGS,
);

export const account = object("The Foundry resource (azurerm_cognitive_account of kind AIServices).", {
  name: text("Name of the account; also the custom subdomain unless customSubdomain is given.", ACCOUNT_NAME),
  customSubdomain: optional(text("First label of the endpoint's host name; unique in all of Azure.", SUBDOMAIN)),
  resourceGroup: text("Resource group that holds the account.", RESOURCE_GROUP),
  createResourceGroup: withDefault(flag("Create the resource group here instead of using an existing one."), false),
  location: text("Azure region, such as westus."),
  localAuth: withDefault(flag("Allow API keys. Off: Entra ID only, and no key ever reaches Terraform state."), false),
  projectManagement: withDefault(
    flag("Foundry projects. True for accounts made in the portal; never back to false."),
    false,
  ),
  preventDestroy: withDefault(flag("Make Terraform refuse to destroy the account."), true),
  tags: withDefault(tags, {}),
  subscriptionId: optional(text("Subscription, a UUID; needed only to adopt existing resources.", SUBSCRIPTION_ID)),
});

export const aks = object("The AKS cluster whose pods call Foundry.", {
  cluster: text("Name of the AKS cluster.", CLUSTER),
  context: optional(text("kubeconfig context; the cluster's name unless given.", CLUSTER)),
  namespaces: list(
    "Namespaces that get an llm-config ConfigMap.",
    text("Kubernetes namespace.", NAMESPACE),
    NAMESPACES,
  ),
  serviceAccount: text("Kubernetes service account of the pods.", SERVICE_ACCOUNT),
});

/** What sections may build on. */
export interface BaseFile {
  readonly account: z.output<typeof account>;
  readonly aks: z.output<typeof aks>;
}
