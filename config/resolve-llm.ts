/** llm-config.yaml without errors to what it means: every provider's routes, catalogue facts filled in. */
import type { Catalog } from "./catalog";
import type { Account, Auth, Deployment, Layer, LlmApi, LlmConfig, Provider, ProviderName, Route } from "./model";
import {
  AUTHS,
  bedrockBaseUrl,
  DEFAULT_API_KEY_ENV,
  FOUNDRY_TOKEN_SCOPE,
  foundryBaseUrl,
  vertexBaseUrl,
  withSlash,
} from "./providers";
import type { LlmConfigFile } from "./schema-llm-config";
import { compareText } from "./text";

type Settings = NonNullable<LlmConfigFile["providers"]>;
type Routes = NonNullable<Settings["direct"]>["models"];

export function resolveLlmConfig(
  file: LlmConfigFile,
  account: Account,
  deployments: readonly Deployment[],
  catalog: Catalog,
): LlmConfig {
  const layers = Object.entries(file.layers)
    .map(([name, { stage, model, api, usage }]): Layer => ({
      name,
      stage,
      model,
      api: api as LlmApi,
      ...(usage && { usage }),
    }))
    .sort((a, b) => compareText(a.name, b.name));
  const settings = file.providers ?? {};
  return {
    provider: file.provider as ProviderName,
    reloader: file.reloader,
    layers,
    providers: [foundry(file, account, layers, (name) => limitsOf(name, deployments, catalog)), ...others(settings)],
  };
}

function foundry(
  file: LlmConfigFile,
  account: Account,
  layers: readonly Layer[],
  limits: (model: string) => TokenLimits,
): Provider {
  const { auth, apiKeyEnv } = file.providers?.foundry ?? {};
  const base = { name: "foundry" as const, baseUrl: foundryBaseUrl(account), auth: (auth ?? AUTHS.foundry[0]) as Auth };
  const key =
    base.auth === "entra-id"
      ? { tokenScope: FOUNDRY_TOKEN_SCOPE }
      : { apiKeyEnv: apiKeyEnv ?? DEFAULT_API_KEY_ENV.foundry };
  const routes = layers.map(({ name, model, api }) => ({
    layer: name,
    model,
    api,
    fallbacks: file.layers[name]?.fallbacks ?? [],
    ...limits(model),
  }));
  return { ...base, ...key, routes };
}

function others({ bedrock, vertex, direct }: Settings): Provider[] {
  const providers: (Provider | undefined)[] = [
    bedrock && {
      name: "bedrock",
      baseUrl: bedrockBaseUrl(bedrock.region),
      auth: bedrock.auth as Auth,
      apiKeyEnv: bedrock.apiKeyEnv ?? DEFAULT_API_KEY_ENV.bedrock,
      routes: routesOf(bedrock.models),
    },
    vertex && {
      name: "vertex",
      baseUrl: vertexBaseUrl(vertex.project, vertex.location),
      auth: vertex.auth as Auth,
      routes: routesOf(vertex.models),
    },
    direct && {
      name: "direct",
      baseUrl: withSlash(direct.baseUrl),
      auth: direct.auth as Auth,
      apiKeyEnv: direct.apiKeyEnv ?? DEFAULT_API_KEY_ENV.direct,
      routes: routesOf(direct.models),
    },
  ];
  return providers.filter((provider) => provider !== undefined);
}

function routesOf(models: Routes): Route[] {
  return Object.entries(models)
    .map(([layer, route]): Route => {
      const { model, api } = typeof route === "string" ? { model: route, api: "chat-completions" } : route;
      return { layer, model, api: api as LlmApi, fallbacks: [] };
    })
    .sort((a, b) => compareText(a.layer, b.layer));
}

type TokenLimits = Pick<Route, "contextTokens" | "maxOutputTokens">;

function limitsOf(model: string, deployments: readonly Deployment[], catalog: Catalog): TokenLimits {
  const version = deployments.find(({ name }) => name === model)?.version;
  const { contextTokens, maxOutputTokens } = catalog.find(model, version) ?? {};
  return {
    ...(contextTokens !== undefined && { contextTokens }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
  };
}
