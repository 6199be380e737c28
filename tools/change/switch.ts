/** Layers that call another model. */
import { named } from "../../config/findings/characters";
import { nearest, suggest } from "../../config/findings/nearest";
import type { Edit } from "../../config/files/edit";
import { DEFAULT_API, LLM_API } from "../../config/llm/rules";
import { listed } from "../../config/text";
import { planAdd } from "./add";
import { type Layer, layersOf, MEND_FIRST, ModelList, type Plan, Refused, type Target } from "./plan";

/** Keys of a layer in their usual order. */
const ORDER = ["stage", "model", "api", "fallbacks", "usage"];

/**
 * One layer calls a model, which is added to the list first where it is missing.
 * @returns undefined when the layer calls it already
 * @throws Refused for a layer or model that there is not
 */
export function planSwitch(target: Target, name: string, model: string): Plan | undefined {
  const layer = layerNamed(name, layersOf(target));
  const models = new ModelList(target);
  if (layer.model === model) return undefined;
  if (!models.has(model) && target.catalog.versionsOf(model).length === 0) {
    const guess = nearest(model, [...models.names, ...target.catalog.names]);
    const message = `neither the model list nor the catalogue has ${named(model) || '""'}`;
    throw new Refused(message, suggest(guess, `the list has ${listed(models.names)}`));
  }
  const added = models.has(model) ? undefined : planAdd(target, { name: model });
  const move = moveModel(name, layer, models, model);
  return {
    does: [...(added?.does ?? []), ...move.does],
    edits: [...(added?.edits ?? []), { file: "llm-config.yaml", edits: move.edits }],
    calls: model,
  };
}

/**
 * Layers that use one model use another in its place, as a fallback too.
 * @param only these layers; all that use it unless given
 * @throws Refused when one of them does not use it
 */
export function planMove(target: Target, from: string, to: string, only: readonly string[]): Plan {
  const layers = layersOf(target);
  const models = new ModelList(target);
  const users = [...layers].filter(([, layer]) => isUsed(from, layer)).map(([name]) => name);
  for (const name of only) {
    layerNamed(name, layers);
    if (!users.includes(name)) throw new Refused(`layer ${name} does not use ${from}`, `these do: ${listed(users)}`);
  }
  const moves = users
    .filter((name) => only.length === 0 || only.includes(name))
    .map((name) => [name, layerNamed(name, layers)] as const)
    .map(([name, layer]) =>
      layer.model === from ? moveModel(name, layer, models, to) : moveFallback(name, layer, from, to),
    );
  return {
    does: moves.flatMap(({ does }) => does),
    edits: [{ file: "llm-config.yaml", edits: moves.flatMap(({ edits }) => edits) }],
    calls: to,
  };
}

interface Move {
  readonly does: readonly string[];
  readonly edits: readonly Edit[];
}

/** The layer calls a model first. */
function moveModel(name: string, layer: Layer, models: ModelList, to: string): Move {
  const path = ["layers", name];
  const api = apiEdit(path, layer, models.factsOf(to).apis);
  const doubled = layer.fallbacks?.includes(to) ? withoutFallback(name, layer.fallbacks, to) : undefined;
  const does = `layer ${name}: ${layer.model ?? "no model"} → ${to}${api === undefined ? "" : `, api ${api.api}`}`;
  return {
    does: [does, ...(doubled?.does ?? [])],
    edits: [{ set: [...path, "model"], value: to, order: ORDER }, ...(api?.edits ?? []), ...(doubled?.edits ?? [])],
  };
}

/** The layer has one fallback in place of another. */
function moveFallback(name: string, { model, fallbacks = [] }: Layer, from: string, to: string): Move {
  if (model === to || fallbacks.includes(to)) return withoutFallback(name, fallbacks, from);
  const at = ["layers", name, "fallbacks", fallbacks.indexOf(from)];
  return { does: [`layer ${name}: fallback ${from} → ${to}`], edits: [{ set: at, value: to }] };
}

function withoutFallback(name: string, fallbacks: readonly (string | undefined)[], model: string): Move {
  const list = ["layers", name, "fallbacks"];
  const remove = fallbacks.length === 1 ? list : [...list, fallbacks.indexOf(model)];
  return { does: [`layer ${name}: ${model} is no fallback any more`], edits: [{ remove }] };
}

/** What the layer's `api` has to be for a model that does not speak the one it has; undefined when it may stay. */
function apiEdit(
  path: string[],
  layer: Layer,
  apis: readonly string[] = [],
): { api: string; edits: Edit[] } | undefined {
  const [api] = apis.filter(LLM_API.accepts);
  if (api === undefined || apis.includes(layer.api ?? DEFAULT_API)) return undefined;
  const at = [...path, "api"];
  // What is left out is the default.
  return { api, edits: [api === DEFAULT_API ? { remove: at } : { set: at, value: api, order: ORDER }] };
}

function isUsed(model: string, layer: Layer | undefined): boolean {
  return layer?.model === model || (layer?.fallbacks?.includes(model) ?? false);
}

function layerNamed(name: string, layers: ReadonlyMap<string, Layer | undefined>): Layer {
  const layer = layers.get(name);
  if (layer !== undefined) return layer;
  if (layers.has(name)) throw new Refused(`layer ${name} cannot be read`, MEND_FIRST);
  const known = [...layers.keys()];
  throw new Refused(
    `there is no layer ${named(name) || '""'}`,
    suggest(nearest(name, known), `there are: ${listed(known)}`),
  );
}
