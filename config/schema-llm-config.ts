/** The shape of llm-config.yaml: keys, types, descriptions. Rules on values live in `checks/`. */
import * as z from "zod/mini";
import { ENV_NAME_PATTERN, LAYER_NAME_PATTERN, LLM_APIS, PROVIDERS, STAGE_PATTERN } from "./model";
import { AUTHS, DEFAULT_API_KEY_ENV, DIRECT_BASE_URL } from "./providers";
import { usage } from "./schema-cost";
import { flag, object, oneOf, optional, registry, text, version, withDefault } from "./schema-parts";

const api = withDefault(oneOf("API that is called: chat-completions or responses.", LLM_APIS), "chat-completions");

const route = z
  .union(
    [
      text("Name of the model."),
      object("The model and its API.", { model: text("Name of the model at the provider."), api }),
    ],
    {
      error: "a model's name, or a mapping of model and api",
    },
  )
  .register(registry, { description: "Model that serves the layer: a name, or a mapping of model and api." });

const routes = z
  .record(z.string(), route, { error: "a mapping of layers to models" })
  .register(registry, { description: "The provider's model for every layer." });

const apiKeyEnv = (provider: keyof typeof DEFAULT_API_KEY_ENV) =>
  optional(
    text(
      `Environment variable that holds the key, never the key itself (default ${DEFAULT_API_KEY_ENV[provider]}).`,
      ENV_NAME_PATTERN,
    ),
  );

const layer = object("One layer of the pipeline.", {
  stage: text("Pipeline stage, such as L1.", STAGE_PATTERN),
  model: text("Deployment that serves the layer, by name."),
  api,
  fallbacks: optional(
    z
      .array(text("Deployment, by name."), { error: "a list" })
      .register(registry, { description: "Deployments to try, in this order, when the first does not answer." }),
  ),
  usage: optional(usage),
});

export const llmConfigFile = object("Which model serves which layer, and through which provider.", {
  version,
  provider: oneOf("Provider in use; becomes LLM_PROVIDER.", PROVIDERS),
  reloader: withDefault(flag("Mark the ConfigMap for Stakater Reloader, which restarts pods that use it."), false),
  layers: z.record(z.string(), layer, { error: "a mapping of layers" }).register(registry, {
    description: "Layers by name.",
    propertyNames: { pattern: LAYER_NAME_PATTERN },
    minProperties: 1,
  }),
  providers: optional(
    object("Settings of each provider; all of them reach the ConfigMap at once.", {
      foundry: optional(
        object("Azure AI Foundry; serves every layer by its deployment and needs no settings.", {
          auth: withDefault(oneOf("entra-id, or api-key when the account has localAuth.", AUTHS.foundry), "entra-id"),
          apiKeyEnv: apiKeyEnv("foundry"),
        }),
      ),
      bedrock: optional(
        object("Amazon Bedrock through its OpenAI-compatible endpoint.", {
          region: text("AWS region, such as us-west-2."),
          auth: withDefault(oneOf("aws-bearer: a Bedrock API key.", AUTHS.bedrock), "aws-bearer"),
          apiKeyEnv: apiKeyEnv("bedrock"),
          models: routes,
        }),
      ),
      vertex: optional(
        object("Google Vertex AI through its OpenAI-compatible endpoint.", {
          project: text("Google Cloud project."),
          location: text("Location, such as us-central1 or global."),
          auth: withDefault(oneOf("google-adc: Application Default Credentials.", AUTHS.vertex), "google-adc"),
          models: routes,
        }),
      ),
      direct: optional(
        object("An OpenAI-format API without a cloud between.", {
          baseUrl: withDefault(text(`Base URL (default ${DIRECT_BASE_URL}).`), DIRECT_BASE_URL),
          auth: withDefault(oneOf("api-key.", AUTHS.direct), "api-key"),
          apiKeyEnv: apiKeyEnv("direct"),
          models: routes,
        }),
      ),
    }),
  ),
});

export type LlmConfigFile = z.output<typeof llmConfigFile>;
