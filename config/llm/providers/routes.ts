/** The models that serve the layers at a provider outside Azure: one for every layer, and none besides. */
import * as z from "zod/mini";
import type { Path } from "../../files/parse";
import { mapping, names, object, oneOf, optional, registry, text, withDefault } from "../../files/schema-parts";
import type { AsRead } from "../../files/shape";
import { named } from "../../findings/characters";
import { nearest, suggest } from "../../findings/nearest";
import { error, type Problem } from "../../findings/report";
import type { Route } from "../../model";
import { textRule } from "../../rule";
import { compareText, listed } from "../../text";
import { API_KEY_ENV, DEFAULT_API, LLM_API, type LlmApi } from "../rules";
import { type EndpointName, ENDPOINTS, serves } from "./endpoints";
import type { ProviderContext } from "./provider";

const API = "API that is called: chat-completions or responses";
/** What a layer calls. */
export const api = withDefault(oneOf(`${API}.`, LLM_API), DEFAULT_API);

/** @param provider as it stands in messages */
export const routes = (provider: string) =>
  mapping("a mapping of layers to models", names(), route(provider), {
    description: "The provider's model for every layer.",
  });

/** @param fallback used unless the file names one */
export const apiKeyEnv = (fallback: string) =>
  optional(text(`Environment variable that holds the key, never the key itself (default ${fallback}).`, API_KEY_ENV));

function route(provider: string) {
  // No rule is common to the providers; these are the characters that known names have.
  const name = textRule({
    code: "provider-model",
    test: (model) => /^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,199}$/.test(model),
    fault: "cannot be the name of a model",
    help: `write the model id as ${provider} spells it`,
  });
  return z
    .union(
      [
        text("Name of the model.", name),
        object("The model and its API.", {
          model: text("Name of the model at the provider.", name),
          api: optional(oneOf(`${API}; the layer's unless given.`, LLM_API)),
        }),
      ],
      { error: "a model's name, or a mapping of model and api" },
    )
    .register(registry, { description: "Model that serves the layer: a name, or a mapping of model and api." });
}

type Routes = z.output<ReturnType<typeof routes>>;

/** Each calls the layer's API unless it has its own. Sorted by layer. */
export function resolveRoutes(models: Routes, layers: readonly Route[]): Route[] {
  return Object.entries(models)
    .map(([layer, given]): Route => {
      const { model, api } = typeof given === "string" ? { model: given } : given;
      const ofLayer = layers.find((one) => one.layer === layer)?.api ?? DEFAULT_API;
      return { layer, model, api: api ?? ofLayer, fallbacks: [] };
    })
    .sort((a, b) => compareText(a.layer, b.layer));
}

/**
 * Every layer has its model at the provider, and nothing else has; the endpoint serves the API that is called.
 * @param endpoint undefined when it could not be read
 */
export function checkRoutes(
  { models }: { readonly models?: AsRead<Routes> },
  { file, path, layers, report }: ProviderContext,
  endpoint: EndpointName | undefined,
): void {
  if (models === undefined || layers === undefined) return;
  for (const [layer, route] of Object.entries(models)) {
    if (route === undefined || endpoint === undefined) continue;
    const problem = apiProblem(layer, route, layers.get(layer), endpoint);
    const at = typeof route === "object" && "api" in route ? [layer, "api"] : [layer];
    if (problem !== undefined) report(file.place([...path, "models", ...at]), problem);
  }
  const complain = (at: Path, problem: Problem): void => report(file.place([...path, "models", ...at], "key"), problem);
  const names = [...layers.keys()];
  const missing = new Set(names.filter((layer) => !(layer in models)));
  for (const layer of Object.keys(models).filter((name) => !layers.has(name))) {
    const guess = nearest(layer, missing);
    const help = suggest(guess, `layers: ${listed(names)}`);
    complain([layer], error("unknown-layer", `${named(layer)} is not a layer of this file`, help));
    if (guess !== undefined) missing.delete(guess);
  }
  if (missing.size === 0) return;
  const message = `${path.at(-1)} has no model for ${listed([...missing])}: LLM_PROVIDER could not be moved to it`;
  complain([], error("missing-layer", message, "give every layer a model, or remove the provider"));
}

/** @param ofLayer the layer's API, undefined when it could not be read */
function apiProblem(
  layer: string,
  route: NonNullable<AsRead<Routes>[string]>,
  ofLayer: LlmApi | undefined,
  endpoint: EndpointName,
): Problem | undefined {
  const { model, api: own } = typeof route === "string" ? { model: route } : { api: undefined, ...route };
  const isOwn = typeof route === "object" && "api" in route;
  const api = isOwn ? own : ofLayer;
  if (model === undefined || api === undefined || !LLM_API.accepts(api)) return undefined;
  const served = serves(endpoint, api, model);
  // Of what no source says the writer of the route may know it.
  if (served === "yes" || (served === "unknown" && isOwn)) return undefined;
  const { apis, instead } = ENDPOINTS[endpoint];
  const others = LLM_API.words.filter((one) => one !== api && one in apis);
  const remedies = [
    ...(instead === undefined ? [] : [instead]),
    ...others.map((other) => `write { model: ${model}, api: ${other} }, if the model speaks it`),
    ...(served === "unknown" ? [`write api: ${api} here, if the provider lists the model for it`] : []),
  ];
  const what =
    served === "unknown"
      ? `serves ${api} for some models only`
      : `does not serve ${api}${apis[api] === undefined ? "" : " for it"}`;
  return error(
    "provider-api",
    `layer ${layer} calls ${model} by ${api}, but ${endpoint} ${what}`,
    remedies.join("; or "),
  );
}
