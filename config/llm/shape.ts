/** The shape of llm-config.yaml. */
import * as z from "zod/mini";
import { estimate } from "../cost/shape";
import {
  flag,
  items,
  mapping,
  names,
  object,
  oneOf,
  optional,
  registry,
  text,
  version,
  withDefault,
} from "../files/schema-parts";
import { PROVIDER, providerShapes } from "./providers/providers";
import { api } from "./providers/routes";
import { LAYER_MODEL, LAYER_NAME, LAYERS, STAGE } from "./rules";

const SHARE = { error: "a share, a number from 0 to 1" };
const share = (description: string) =>
  withDefault(z.number(SHARE).check(z.minimum(0, SHARE), z.maximum(1, SHARE)), 0).register(registry, { description });

const usage = object("What the layer uses in a month, in millions of tokens; without it its cost is unknown.", {
  inputMTokPerMonth: object("Input (prompt) tokens in millions a month, cached ones included.", estimate),
  outputMTokPerMonth: object("Output tokens in millions a month, reasoning included.", estimate),
  cachedShare: share("Part of the input that Azure reads from its prompt cache, 0 to 1; 0 is the dearest case."),
  longContextShare: share(
    "Part of the tokens in requests above the model's long-context limit, 0 to 1; matters only for models that have one.",
  ),
});

const layer = object("One layer of the pipeline.", {
  stage: text("Pipeline stage, such as L1.", STAGE),
  model: text("Deployment that serves the layer, by name.", LAYER_MODEL),
  api,
  fallbacks: optional(
    items("Deployments to try, in this order, when the first does not answer.", text("Deployment, by name.")),
  ),
  usage: optional(usage),
});

export const llmConfigFile = object("Which model serves which layer, and through which provider.", {
  version,
  provider: oneOf("Provider in use; becomes LLM_PROVIDER.", PROVIDER),
  reloader: withDefault(flag("Mark the ConfigMap for Stakater Reloader, which restarts pods that use it."), false),
  layers: mapping(
    "a mapping of layers",
    names(LAYER_NAME),
    layer,
    { description: "Layers by name.", propertyNames: { pattern: LAYER_NAME.pattern }, minProperties: 1 },
    LAYERS,
  ),
  providers: optional(object("Settings of each provider; all of them reach the ConfigMap at once.", providerShapes)),
});

export type LlmConfigFile = z.output<typeof llmConfigFile>;
