/** The distinct ways that a call takes: provider, API and sign-in. */
import { layerPrefix } from "../../config/llm/llm-env";
import type { Auth, LlmApi } from "../../config/llm/rules";
import type { Environment } from "../../config/environment";
import type { Provider, Route } from "../../config/model";

export interface RequestPath {
  readonly provider: Provider;
  readonly api: LlmApi;
  readonly isInUse: boolean;
  /** The full address that a call is posted to. */
  readonly url: string;
  /** The layers that take it, never none. */
  readonly routes: readonly Route[];
}

const ENDPOINTS: Readonly<Record<LlmApi, string>> = { "chat-completions": "chat/completions", responses: "responses" };

/** Those of the provider in use first. */
export function pathsOf({ llm }: Environment): RequestPath[] {
  const inUse = llm.providers.filter(({ name }) => name === llm.provider);
  const others = llm.providers.filter(({ name }) => name !== llm.provider);
  return [...inUse, ...others].flatMap((provider) => {
    const apis = [...new Set(provider.routes.map(({ api }) => api))].sort();
    return apis.map((api) => ({
      provider,
      api,
      isInUse: provider.name === llm.provider,
      url: `${provider.baseUrl}${ENDPOINTS[api]}`,
      routes: provider.routes.filter((route) => route.api === api),
    }));
  });
}

/** The variable in the ConfigMap that names a layer's model. */
export function modelVariable({ provider }: RequestPath, { layer }: Route): string {
  return `${layerPrefix(provider.name, layer)}_MODEL`;
}

/** What a provider is called by those who sell it. */
const PROVIDER_NAMES: Readonly<Record<string, string>> = {
  foundry: "Azure AI Foundry",
  bedrock: "Amazon Bedrock",
  vertex: "Google Vertex AI",
  direct: "an API without a cloud between",
};

export function providerName(name: string): string {
  return PROVIDER_NAMES[name] ?? name;
}

/** How a caller proves who it is. */
export const SIGN_INS: Readonly<Record<Auth, string>> = {
  "entra-id": "with a token of Microsoft Entra ID, no key",
  "api-key": "with an API key from a Kubernetes Secret",
  "aws-bearer": "with an Amazon Bedrock API key from a Kubernetes Secret",
  "google-adc": "with Google's Application Default Credentials",
};

/** `Azure AI Foundry, chat-completions, with …` */
export function pathTitle({ provider, api }: RequestPath): string {
  return `${providerName(provider.name)}, ${api} API, ${SIGN_INS[provider.auth]}`;
}
