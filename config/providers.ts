/** What is fixed about each provider: how one signs in, and where its OpenAI-format API is. A leaf. */
import type { Account, Auth, ProviderName } from "./model";

/** Ways to sign in; the first is the default. */
export const AUTHS: Readonly<Record<ProviderName, readonly [Auth, ...Auth[]]>> = {
  foundry: ["entra-id", "api-key"],
  bedrock: ["aws-bearer"],
  vertex: ["google-adc"],
  direct: ["api-key"],
};

/** Environment variables that hold the keys, by the names that the providers' own tools use. */
export const DEFAULT_API_KEY_ENV = {
  foundry: "AZURE_OPENAI_API_KEY",
  bedrock: "AWS_BEARER_TOKEN_BEDROCK",
  direct: "OPENAI_API_KEY",
} as const;

/** Scope of an Entra ID token for a Foundry account's models. @see https://learn.microsoft.com/azure/foundry/openai/api-version-lifecycle */
export const FOUNDRY_TOKEN_SCOPE = "https://cognitiveservices.azure.com/.default";

export const DIRECT_BASE_URL = "https://api.openai.com/v1/";

/**
 * The OpenAI v1 base URL of a Foundry account, the same for every deployment in it.
 * @see https://learn.microsoft.com/azure/foundry/openai/api-version-lifecycle
 */
export function foundryBaseUrl(account: Pick<Account, "subdomain">): string {
  return `https://${account.subdomain.toLowerCase()}.openai.azure.com/openai/v1/`;
}

/** @see https://docs.aws.amazon.com/bedrock/latest/userguide/inference-chat-completions.html */
export function bedrockBaseUrl(region: string): string {
  return `https://bedrock-runtime.${region}.amazonaws.com/openai/v1/`;
}

/**
 * The location `global` has a host of its own, without the location in front.
 * @see https://cloud.google.com/vertex-ai/generative-ai/docs/migrate/openai/overview
 */
export function vertexBaseUrl(project: string, location: string): string {
  const host = location === "global" ? "aiplatform.googleapis.com" : `${location}-aiplatform.googleapis.com`;
  return `https://${host}/v1/projects/${project}/locations/${location}/endpoints/openapi/`;
}

/** A base URL as clients expect it: `openai` appends paths to it. */
export function withSlash(url: string): string {
  return url.endsWith("/") ? url : `${url}/`;
}
