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
import { API_KEY_ENV, DEFAULT_API, LLM_API } from "../rules";
import type { ProviderContext } from "./provider";

/** What a layer or route calls. */
export const api = withDefault(oneOf("API that is called: chat-completions or responses.", LLM_API), DEFAULT_API);

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
        object("The model and its API.", { model: text("Name of the model at the provider.", name), api }),
      ],
      { error: "a model's name, or a mapping of model and api" },
    )
    .register(registry, { description: "Model that serves the layer: a name, or a mapping of model and api." });
}

type Routes = z.output<ReturnType<typeof routes>>;

/** Sorted by layer. */
export function resolveRoutes(models: Routes): Route[] {
  return Object.entries(models)
    .map(([layer, given]): Route => {
      const { model, api } = typeof given === "string" ? { model: given, api: DEFAULT_API } : given;
      return { layer, model, api, fallbacks: [] };
    })
    .sort((a, b) => compareText(a.layer, b.layer));
}

/** Every layer has its model at the provider, and nothing else has. */
export function checkRoutes(
  { models }: { readonly models?: AsRead<Routes> },
  { file, path, layers, report }: ProviderContext,
): void {
  if (models === undefined || layers === undefined) return;
  const complain = (at: Path, problem: Problem): void => report(file.place([...path, "models", ...at], "key"), problem);
  const missing = new Set(layers.filter((layer) => !(layer in models)));
  const known = new Set(layers);
  for (const layer of Object.keys(models).filter((name) => !known.has(name))) {
    const guess = nearest(layer, missing);
    const help = suggest(guess, `layers: ${listed(layers)}`);
    complain([layer], error("unknown-layer", `${named(layer)} is not a layer of this file`, help));
    if (guess !== undefined) missing.delete(guess);
  }
  if (missing.size === 0) return;
  const message = `${path.at(-1)} has no model for ${listed([...missing])}: LLM_PROVIDER could not be moved to it`;
  complain([], error("missing-layer", message, "give every layer a model, or remove the provider"));
}
