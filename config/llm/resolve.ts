/** llm-config.yaml without errors to what it means: every provider's routes, catalogue facts filled in. */
import type { Catalog } from "../catalog/catalog";
import type { Account, Deployment, Layer, LlmConfig, Route } from "../model";
import { compareText } from "../text";
import { providers } from "./providers/providers";
import type { LlmConfigFile } from "./shape";

export function resolveLlmConfig(
  file: LlmConfigFile,
  account: Account,
  deployments: readonly Deployment[],
  catalog: Catalog,
): LlmConfig {
  const layers = Object.entries(file.layers)
    .map(([layer, { stage, model, api, fallbacks = [], usage }]): Layer => ({
      layer,
      stage,
      model,
      api,
      fallbacks,
      ...limitsOf(model, deployments, catalog),
      ...(usage && { usage }),
    }))
    .sort((a, b) => compareText(a.layer, b.layer));
  return {
    provider: file.provider,
    reloader: file.reloader,
    layers,
    providers: providers.flatMap(([name, kind]) => {
      const provider = kind.resolve(file.providers?.[name], { account, layers });
      return provider === undefined ? [] : [{ name, ...provider }];
    }),
  };
}

function limitsOf(
  model: string,
  deployments: readonly Deployment[],
  catalog: Catalog,
): Pick<Route, "contextTokens" | "maxOutputTokens"> {
  const version = deployments.find(({ name }) => name === model)?.version;
  const { contextTokens, maxOutputTokens } = catalog.find(model, version) ?? {};
  return {
    ...(contextTokens !== undefined && { contextTokens }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
  };
}
