/**
 * How a backend finds the model for a layer in the environment that the `llm-config` ConfigMap gives it. Pure; a backend in
 * another language does the same. `docs/llm-config.md` documents the keys.
 */
import { LLM_CONFIG_SCHEMA, layerPrefix, providerPrefix } from "../config/llm/llm-env";
import { authsOf, PROVIDER, type ProviderName } from "../config/llm/providers/providers";
import { type Auth, LLM_API, type LlmApi } from "../config/llm/rules";

/** Everything a call for a layer needs, but for the credential itself. */
export interface LayerTarget {
  readonly provider: ProviderName;
  /** OpenAI-format base URL, ending in `/`. */
  readonly baseUrl: string;
  readonly auth: Auth;
  /** Environment variable that holds the key, where a key is used. */
  readonly apiKeyEnv?: string;
  /** Scope of the token, where Entra ID is used. */
  readonly tokenScope?: string;
  readonly model: string;
  readonly api: LlmApi;
  /** Models to try, in this order, when the first does not answer. */
  readonly fallbacks: readonly string[];
  readonly contextTokens?: number;
  readonly maxOutputTokens?: number;
}

/** `process.env` or the data of a ConfigMap. */
export type LlmEnvironment = Readonly<Record<string, string | undefined>>;

/** The environment lacks a key, or a key says something that cannot be. */
export class LlmConfigError extends Error {
  constructor(
    readonly key: string,
    problem: string,
  ) {
    super(`${key} ${problem}`);
    this.name = "LlmConfigError";
  }
}

/**
 * Reads where a layer's calls go.
 * @param layer as in llm-config.yaml, such as `decision-code`
 * @throws LlmConfigError naming the key, when one is missing or inconsistent
 */
export function readLayer(env: LlmEnvironment, layer: string): LayerTarget {
  const schema = required(env, "LLM_CONFIG_SCHEMA");
  if (schema !== LLM_CONFIG_SCHEMA) {
    throw new LlmConfigError(
      "LLM_CONFIG_SCHEMA",
      `is ${schema}, but this reader knows ${LLM_CONFIG_SCHEMA}: update the reader`,
    );
  }
  const provider = wordOf(env, "LLM_PROVIDER", PROVIDER.words);
  const prefix = providerPrefix(provider);
  const baseUrl = required(env, `${prefix}_BASE_URL`);
  if (!baseUrl.endsWith("/")) throw new LlmConfigError(`${prefix}_BASE_URL`, "does not end in /");
  const auth = wordOf(env, `${prefix}_AUTH`, authsOf(provider));
  return {
    provider,
    baseUrl,
    auth,
    ...credentialOf(env, prefix, auth),
    ...routeOf(env, layerPrefix(provider, layer)),
  };
}

/** The layers that the environment configures for its provider, as they stand in the keys (`DECISION_CODE`). */
export function layersIn(env: LlmEnvironment): string[] {
  const prefix = `${providerPrefix(wordOf(env, "LLM_PROVIDER", PROVIDER.words))}_`;
  return Object.keys(env)
    .filter((key) => key.startsWith(prefix) && key.endsWith("_MODEL"))
    .map((key) => key.slice(prefix.length, -"_MODEL".length))
    .sort();
}

function credentialOf(env: LlmEnvironment, prefix: string, auth: Auth): Pick<LayerTarget, "apiKeyEnv" | "tokenScope"> {
  switch (auth) {
    case "entra-id":
      return { tokenScope: required(env, `${prefix}_TOKEN_SCOPE`) };
    case "api-key":
    case "aws-bearer":
      return { apiKeyEnv: required(env, `${prefix}_API_KEY_ENV`) };
    case "google-adc":
      return {};
  }
}

function routeOf(env: LlmEnvironment, prefix: string): Omit<LayerTarget, "provider" | "baseUrl" | "auth"> {
  const contextTokens = numberOf(env, `${prefix}_CONTEXT_TOKENS`);
  const maxOutputTokens = numberOf(env, `${prefix}_MAX_OUTPUT_TOKENS`);
  return {
    model: required(env, `${prefix}_MODEL`),
    api: wordOf(env, `${prefix}_API`, LLM_API.words),
    fallbacks: env[`${prefix}_FALLBACKS`]?.split(",").filter((model) => model !== "") ?? [],
    ...(contextTokens !== undefined && { contextTokens }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
  };
}

function required(env: LlmEnvironment, key: string): string {
  const value = env[key];
  if (value === undefined || value === "") {
    throw new LlmConfigError(key, "is missing: is the llm-config ConfigMap mounted with envFrom?");
  }
  return value;
}

function wordOf<Word extends string>(env: LlmEnvironment, key: string, words: readonly Word[]): Word {
  const value = required(env, key);
  const word = words.find((known) => known === value);
  if (word === undefined)
    throw new LlmConfigError(key, `is ${JSON.stringify(value)}, which is none of ${words.join(", ")}`);
  return word;
}

function numberOf(env: LlmEnvironment, key: string): number | undefined {
  const value = env[key];
  if (value === undefined) return undefined;
  if (!/^[1-9][0-9]*$/.test(value))
    throw new LlmConfigError(key, `is ${JSON.stringify(value)}, which is no number of tokens`);
  return Number(value);
}
