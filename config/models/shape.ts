/** The shape of models.yaml. */
import type * as z from "zod/mini";
import { flag, list, number, object, oneOf, optional, text, version, withDefault } from "../files/schema-parts";
import { LLM_API } from "../llm/rules";
import { DAY } from "../values";
import {
  CAPACITY,
  CAPACITY_UNIT,
  DEPLOYMENT_NAME,
  DEPLOYMENT_SKU,
  LIFECYCLE,
  MODELS,
  VERSION_UPGRADE_OPTION,
} from "./rules";

const capacity = number(
  `a whole number of ${CAPACITY_UNIT}`,
  "Rate limit in thousands of tokens a minute (250 = 250,000).",
  CAPACITY,
);
const versionUpgradeOption = oneOf(
  "What Azure does when a newer version appears or this one retires.",
  VERSION_UPGRADE_OPTION,
);
const raiPolicy = text("Content filter (RAI policy) of the deployment.");

const defaults = object("Values for every model that does not give its own.", {
  capacity: optional(capacity),
  versionUpgradeOption: withDefault(versionUpgradeOption, "OnceCurrentVersionExpired"),
  raiPolicy: withDefault(raiPolicy, "Microsoft.DefaultV2"),
});

/** What holds for every model when the list has no `defaults`. */
export const NO_DEFAULTS: Defaults = defaults.parse({});
export type Defaults = z.output<typeof defaults>;

export const modelsFile = object("The models deployed in the Foundry account.", {
  version,
  defaults: optional(defaults),
  models: list(
    "One entry per deployment; order does not matter.",
    object("One model deployment.", {
      name: text("Foundry model name to the letter; also the deployment's name.", DEPLOYMENT_NAME),
      format: optional(text("Publisher as Azure spells it, such as OpenAI; the catalogue's unless given.")),
      version: optional(text("Model version, in quotes; the catalogue's pinned version unless given.")),
      sku: optional(oneOf("Deployment type; only GlobalStandard.", DEPLOYMENT_SKU)),
      apis: optional(list("APIs the model speaks, for a model that the catalogue lacks.", oneOf("API.", LLM_API))),
      lifecycle: optional(
        oneOf("Lifecycle stage as Microsoft documents it, for a model that the catalogue lacks.", LIFECYCLE),
      ),
      retirement: optional(text("Day from which calls fail (YYYY-MM-DD), for a model that the catalogue lacks.", DAY)),
      directFromAzure: optional(flag("Sold by Azure itself, so covered by Azure credits.")),
      capacity: optional(capacity),
      raiPolicy: optional(raiPolicy),
      versionUpgradeOption: optional(versionUpgradeOption),
    }),
    MODELS,
  ),
});

export type ModelsFile = z.output<typeof modelsFile>;
