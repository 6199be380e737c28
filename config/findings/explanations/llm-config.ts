/** Findings of the chapter "llm-config.yaml". */
import type { Explanation } from "./explanation";

export const LLM_CONFIG = {
  "config-map-too-large": {
    title: "ConfigMap too large for Kubernetes",
    severities: ["error"],
    explanation:
      "The keys and values of the ConfigMap together pass the 1 MiB that Kubernetes takes. It takes thousands of " +
      "layers.",
    example: `
      # llm-config.yaml, with some thousand layers at several providers
      layers:
        layer-0001: { stage: L1, model: gpt-5.4 }
        # ...`,
    fix: "Use fewer or shorter layers, fallbacks or providers.",
  },
  "env-name": {
    title: "Invalid name of an environment variable",
    severities: ["error"],
    explanation: "`apiKeyEnv` is not the name of an environment variable. It never holds the key itself.",
    example: `
      # llm-config.yaml
      providers:
        direct: { apiKeyEnv: my-key, models: { decision: gpt-5.4 } }`,
    fix: "Write the variable's name in capital letters, digits and `_`, such as `OPENAI_API_KEY`.",
  },
  fallback: {
    title: "Fallback without effect",
    severities: ["error"],
    explanation: "A fallback is the layer's own model, or stands twice in the list, so it would help nothing.",
    example: `
      # llm-config.yaml
      layers:
        decision: { stage: L4, model: gpt-5.4, fallbacks: [gpt-5.4] }`,
    fix: "Remove it, or name another deployment that speaks the layer's API.",
  },
  "layer-api": {
    title: "API that the layer's model does not speak",
    severities: ["error"],
    explanation:
      "The layer calls its model by an API that the model does not speak. Every call of the layer would fail. Codex " +
      "models, for example, speak only the Responses API, while a layer without `api` uses chat completions.",
    example: `
      # llm-config.yaml
      layers:
        decision-code: { stage: L4, model: gpt-5.3-codex } # needs api: responses`,
    fix: "Write the API that the help line names and see that the layer's backend calls it so, or choose another model.",
  },
  "layer-format": {
    title: "Layer with a model that does not speak OpenAI's API",
    severities: ["error"],
    explanation:
      "Foundry does not serve models of this format by OpenAI's API at the account's `/openai/v1/`, which is all that " +
      "backends call. Models of Anthropic, for example, speak Anthropic's Messages API at `/anthropic/v1/messages`.",
    example: `
      # models.yaml
      models:
        - { name: claude-sonnet-5, format: Anthropic, version: "1", capacity: 10 }
      # llm-config.yaml
      layers:
        decision: { stage: L4, model: claude-sonnet-5 }`,
    fix: "Choose a model that speaks OpenAI's API. The deployment itself may stay for callers that speak its own.",
  },
  "layer-name": {
    title: "Invalid name of a layer",
    severities: ["error"],
    explanation: "The layer's name becomes part of environment-variable names, and this one cannot.",
    example: `
      # llm-config.yaml
      layers:
        Decision_2: { stage: L4, model: gpt-5.4 }`,
    fix: "Use lower-case letters, digits and single hyphens, beginning with a letter and ending in a letter or digit.",
  },
  "layer-stage": {
    title: "Unknown stage of the pipeline",
    severities: ["error"],
    explanation: "This is not a stage of the pipeline.",
    example: `
      # llm-config.yaml
      layers:
        decision: { stage: four, model: gpt-5.4 }`,
    fix: "Write `L` and a number from 1 without leading zeros, such as `L4`.",
  },
  "low-above-high": {
    title: "Low estimate above the high one",
    severities: ["error"],
    explanation:
      "A low estimate is above its high one, in the volumes of a layer or in the published figures of `cost`. Every " +
      "total computed from it would be upside down.",
    example: `
      # llm-config.yaml
      layers:
        decision:
          stage: L4
          model: gpt-5.4
          usage:
            inputMTokPerMonth: { low: 8, high: 4 }
            outputMTokPerMonth: { low: 1, high: 2 }`,
    fix: "Exchange the two. When only one number is known, give it twice.",
  },
  "missing-layer": {
    title: "Layer without a model at a provider",
    severities: ["error"],
    explanation:
      "A configured provider has no model for a layer, so moving `LLM_PROVIDER` to it would break that layer.",
    example: `
      # llm-config.yaml
      layers:
        decision: { stage: L4, model: gpt-5.4 }
      providers:
        direct: { models: {} }`,
    fix: "Give every layer a model at the provider, or remove the provider.",
  },
  "provider-api": {
    title: "API that a provider's endpoint does not serve",
    severities: ["error"],
    explanation:
      "A layer's `api` holds at every provider unless the provider's model has its own. Here the provider's endpoint in " +
      "OpenAI format does not serve that API, or only for some models, and no source says whether this is one.",
    example: `
      # llm-config.yaml
      layers:
        decision: { stage: L4, model: gpt-5.4, api: responses }
      providers:
        vertex: { project: acme-project, location: global, models: { decision: google/gemini-3-pro } }`,
    fix:
      "Give the provider's model its own `api`, as the help says. At Bedrock `endpoint: mantle` serves the Responses API " +
      "for models that lack it at `runtime`.",
  },
  "provider-auth": {
    title: "Sign-in that cannot work",
    severities: ["error"],
    explanation:
      "This is not a way to sign in to Foundry, or it is `api-key` while the account has keys switched off. Then " +
      "every call would be refused.",
    example: `
      # llm-config.yaml
      providers:
        foundry: { auth: api-key } # account.yaml has localAuth: false`,
    fix: "Write `entra-id`, or remove the key, since that is the default.",
  },
  "provider-model": {
    title: "Invalid id of a provider's model",
    severities: ["error"],
    explanation: "This cannot be the id of a model at a provider.",
    example: `
      # llm-config.yaml
      providers:
        direct: { models: { decision: gpt 5 } }`,
    fix: "Write the model's id as the provider spells it, without spaces.",
  },
  "provider-not-configured": {
    title: "Provider in use without settings",
    severities: ["error"],
    explanation: "The provider in use has no settings, so `LLM_PROVIDER` would name a provider without an address.",
    example: `
      # llm-config.yaml
      provider: bedrock`,
    fix: "Configure it under `providers`, or write `foundry`, the only provider that works without settings.",
  },
  "provider-setting": {
    title: "Invalid setting of a provider",
    severities: ["error"],
    explanation: "A region, project, location or base URL of a provider has a form that cannot be right.",
    example: `
      # llm-config.yaml
      providers:
        direct: { baseUrl: "http://api.openai.com", models: { decision: gpt-5.4 } }`,
    fix: "Write it as the help says: `us-west-2`, a project id, `us-central1` or `global`, an HTTPS address.",
  },
  "unknown-api": {
    title: "Unknown API",
    severities: ["error"],
    explanation:
      "An API is not one of the two that layers call. It can also stand in `apis` of an entry in `models.yaml`.",
    example: `
      # llm-config.yaml
      layers:
        decision: { stage: L4, model: gpt-5.4, api: completions }`,
    fix: "Write `chat-completions`, which is the default, or `responses`.",
  },
  "unknown-deployment": {
    title: "Layer with a model that is not deployed",
    severities: ["error"],
    explanation: "The layer uses a model that `models.yaml` does not deploy. Every call of the layer would fail.",
    example: `
      # llm-config.yaml
      layers:
        decision: { stage: L4, model: gpt-5.5 } # not in models.yaml`,
    fix: "Write the name of a deployment to the letter, or add the model to `models.yaml` first.",
  },
  "unknown-layer": {
    title: "Model for a layer that does not exist",
    severities: ["error"],
    explanation: "A provider gives a model for a layer that the file does not have. Often the name is misspelt.",
    example: `
      # llm-config.yaml
      layers:
        decision: { stage: L4, model: gpt-5.4 }
      providers:
        direct: { models: { decison: gpt-5.4 } }`,
    fix: "Use the layer's name, or remove the entry.",
  },
  "unknown-provider": {
    title: "Unknown provider",
    severities: ["error"],
    explanation: "This is not a provider that the backend knows.",
    example: `
      # llm-config.yaml
      provider: foundary`,
    fix: "Write `foundry`. The other known words are `bedrock`, `vertex` and `direct`.",
  },
  "unused-deployment": {
    title: "Deployment that no layer uses",
    severities: ["note"],
    explanation:
      "No layer uses this deployment. It costs nothing while idle, and something else may call it. The note stands " +
      "at the model in `models.yaml`.",
    example: `
      # models.yaml
      models:
        - name: gpt-5.1-codex # in no layer of llm-config.yaml`,
    fix: "Remove the model when nothing else calls it, else leave it.",
  },
} as const satisfies Readonly<Record<string, Explanation>>;
