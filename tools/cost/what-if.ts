/** What-if: other models for some layers, other volumes for all. Nothing is written anywhere. */
import type { Catalog } from "../../config/catalog/catalog";
import { type CostInput, times } from "../../config/cost/monthly-cost";
import { ToolError } from "../../config/findings/diagnostic";
import type { Environment } from "../../config/environment";
import type { Layer } from "../../config/model";
import { nearest, suggest } from "../../config/findings/nearest";
import type { PriceList } from "../../config/cost/prices";

/** A layer served by another model. */
export interface Reroute {
  readonly layer: string;
  readonly model: string;
}

/**
 * Reads `decision=gpt-5.4-mini`.
 * @throws ToolError when a text has another form, or a layer comes twice
 */
export function parseReroutes(texts: readonly string[]): Reroute[] {
  const reroutes = texts.map((text) => {
    const [, layer, model] = /^([^=]+)=([^=]+)$/.exec(text) ?? [];
    if (layer === undefined || model === undefined) {
      throw new ToolError("arguments", `--layer takes LAYER=MODEL, such as decision=gpt-5.4-mini, not ${text}`);
    }
    return { layer, model };
  });
  const twice = reroutes.find(({ layer }, index) => reroutes.findIndex((one) => one.layer === layer) < index);
  if (twice !== undefined) throw new ToolError("arguments", `--layer gives ${twice.layer} more than one model`);
  return reroutes;
}

/**
 * Holds what-ifs against what there is: a layer of any environment, a model that is deployed, catalogued or priced.
 * @throws ToolError with the nearest right name
 */
export function checkReroutes(
  reroutes: readonly Reroute[],
  environments: readonly Pick<Environment, "llm" | "deployments">[],
  catalog: Catalog,
  prices: PriceList,
): void {
  const layers = environments.flatMap(({ llm }) => llm.layers.map(({ layer }) => layer));
  const deployed = environments.flatMap(({ deployments }) => deployments.map(({ name }) => name));
  const models = [...deployed, ...catalog.names, ...prices.models];
  const other = environments.find(({ llm }) => llm.provider !== "foundry")?.llm.provider;
  if (reroutes.length > 0 && other !== undefined) {
    throw new ToolError("arguments", `--layer is about models at Foundry, but the provider in use is ${other}`);
  }
  for (const { layer, model } of reroutes) {
    if (!layers.includes(layer)) {
      const hint = suggest(nearest(layer, layers), `layers: ${[...new Set(layers)].join(", ")}`);
      throw new ToolError("arguments", `--layer: there is no layer ${layer}; ${hint}`);
    }
    if (!models.includes(model)) {
      const hint = suggest(nearest(model, models), "config/catalog/models.yaml lists the known models");
      throw new ToolError("arguments", `--layer: there is no model ${model}; ${hint}`);
    }
  }
}

/** The environment as its cost sees it, with the changes. A model that is not deployed is taken as the catalogue has it. */
export function withChanges(
  { llm, deployments }: Pick<Environment, "llm" | "deployments">,
  reroutes: readonly Reroute[],
  scale: number,
  catalog: Catalog,
): CostInput {
  const layers = llm.layers.map((layer) => scaled(rerouted(layer, reroutes), scale));
  const names = new Set(deployments.map(({ name }) => name));
  const added = [...new Set(layers.map(({ model }) => model))].filter((model) => !names.has(model));
  return {
    llm: { ...llm, layers },
    deployments: [...deployments, ...added.map((model) => asCatalogued(model, catalog))],
  };
}

function asCatalogued(name: string, catalog: Catalog): CostInput["deployments"][number] {
  const row = catalog.find(name);
  return { name, directFromAzure: catalog.isDocumented(name), ...(row && { version: row.version }) };
}

function rerouted(layer: Layer, reroutes: readonly Reroute[]): Layer {
  const reroute = reroutes.find((one) => one.layer === layer.layer);
  return reroute === undefined ? layer : { ...layer, model: reroute.model };
}

function scaled(layer: Layer, scale: number): Layer {
  if (layer.usage === undefined) return layer;
  const { inputMTokPerMonth, outputMTokPerMonth } = layer.usage;
  return {
    ...layer,
    usage: {
      ...layer.usage,
      inputMTokPerMonth: times(inputMTokPerMonth, scale),
      outputMTokPerMonth: times(outputMTokPerMonth, scale),
    },
  };
}
