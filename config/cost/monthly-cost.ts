/**
 * What an environment costs in a month: volumes times prices, per layer and model. To compare two environments take
 * `monthlyCost` of each and `costChanges` (cost-change.ts) of the two.
 */
import type { Deployment, Estimate, Layer, Provider, Usage } from "../model";
import type { PriceList, Quote, TokenPrices } from "./prices";
import { compareText, grouped } from "../text";

/** An amount of USD a month. What is not known is never counted as zero: it is `missing`, in words. */
export type Cost =
  | { readonly kind: "known"; readonly usd: Estimate }
  /** A sum, or a layer, of which some parts are unknown. */
  | { readonly kind: "at-least"; readonly usd: Estimate; readonly missing: readonly string[] }
  | { readonly kind: "unknown"; readonly missing: readonly string[] };

/** What one layer costs. */
export interface LayerCost {
  readonly layer: string;
  readonly stage: string;
  readonly model: string;
  /** Whether Azure credits pay for it: a model sold directly by Azure. */
  readonly isCovered: boolean;
  /** What the cost is computed from; undefined when it is unknown. */
  readonly usage: Usage | undefined;
  readonly cost: Cost;
}

/** One deployment, over all layers that it serves. One that serves none costs nothing: idle is free. */
export interface ModelCost {
  readonly model: string;
  readonly layers: readonly string[];
  readonly isCovered: boolean;
  readonly cost: Cost;
}

/** What an environment costs, per layer, per deployment and in total. */
export interface MonthlyCost {
  readonly layers: readonly LayerCost[];
  readonly models: readonly ModelCost[];
  readonly total: Cost;
  /** The part of the total that Azure credits pay for, and the part that they do not. */
  readonly covered: Cost;
  readonly notCovered: Cost;
}

/** As much of an environment as its cost depends on. */
export interface CostInput {
  readonly llm: {
    readonly provider: string;
    readonly layers: readonly Layer[];
    /** Where the models' names at other providers stand; needed only when one of them is in use. */
    readonly providers?: readonly Pick<Provider, "name" | "routes">[];
  };
  /** `version` may be left out where only one has a price. */
  readonly deployments: readonly (Pick<Deployment, "name" | "directFromAzure"> & { readonly version?: string })[];
}

/** The cost of all layers in a month. Pure; lists are in the order of the environment. */
export function monthlyCost({ llm, deployments }: CostInput, prices: PriceList): MonthlyCost {
  const layers = llm.layers.map((layer) =>
    llm.provider === "foundry" ? foundryLayerCost(layer, deployments, prices) : elsewhere(layer, llm),
  );
  const models = deployments.map(({ name, directFromAzure }): ModelCost => {
    const served = llm.provider === "foundry" ? layers.filter(({ model }) => model === name) : [];
    return {
      model: name,
      layers: served.map(({ layer }) => layer),
      isCovered: directFromAzure,
      cost: sumOf(served),
    };
  });
  return {
    layers,
    models,
    total: sumOf(layers),
    covered: sumOf(layers.filter(({ isCovered }) => isCovered)),
    notCovered: sumOf(layers.filter(({ isCovered }) => !isCovered)),
  };
}

function foundryLayerCost(layer: Layer, deployments: CostInput["deployments"], prices: PriceList): LayerCost {
  const { layer: name, stage, model, usage } = layer;
  const deployment = deployments.find((one) => one.name === model);
  const quote = prices.best(model, deployment?.version);
  const missing = [
    ...(usage === undefined ? [missingVolumes(name)] : []),
    ...(quote === undefined ? [`price of ${model}`] : []),
  ];
  const isKnown = usage !== undefined && quote !== undefined;
  const cost: Cost = isKnown ? usageCost(usage, quote, model) : { kind: "unknown", missing };
  return { layer: name, stage, model, isCovered: deployment?.directFromAzure ?? false, usage, cost };
}

/** A layer that another provider than Foundry serves: at prices not known here, and not paid by Azure credits. */
function elsewhere(
  { layer: name, stage, model, usage }: Layer,
  { provider, providers = [] }: CostInput["llm"],
): LayerCost {
  const routes = providers.find((one) => one.name === provider)?.routes ?? [];
  const served = routes.find(({ layer }) => layer === name)?.model ?? model;
  const missing = [`price of ${served} at ${provider}`];
  return { layer: name, stage, model: served, isCovered: false, usage, cost: { kind: "unknown", missing } };
}

/** What a volume costs at the prices of a model. */
export function usageCost(usage: Usage, quote: Quote, model: string): Cost {
  const parts = partsOf(usage, quote).filter(({ mTok }) => mTok.high > 0);
  const unpriced = parts.filter(({ price }) => price === undefined);
  const missing = unpriced.map(({ what }) => `price of ${what} of ${model}`);
  if (parts.length > 0 && unpriced.length === parts.length) return { kind: "unknown", missing };
  const usd = addUp(parts.map(({ mTok, price = 0 }) => ({ low: mTok.low * price, high: mTok.high * price })));
  return missing.length > 0 ? { kind: "at-least", usd, missing } : { kind: "known", usd };
}

/** A volume of one kind of token at one price. */
interface Part {
  readonly what: string;
  readonly mTok: Estimate;
  readonly price: number | undefined;
}

function partsOf(usage: Usage, quote: Quote): Part[] {
  const { longContext } = quote;
  if (longContext === undefined) return partsAt(usage, quote, 1, "");
  const above = ` in requests above ${grouped(longContext.aboveInputTokens)} input tokens`;
  return [
    ...partsAt(usage, quote, 1 - usage.longContextShare, ""),
    ...partsAt(usage, longContext, usage.longContextShare, above),
  ];
}

/** The parts of a share of all requests. The cached share is taken to be the same in long requests as in short ones. */
function partsAt(usage: Usage, prices: TokenPrices, share: number, suffix: string): Part[] {
  const { inputMTokPerMonth: input, outputMTokPerMonth: output, cachedShare } = usage;
  return [
    { what: `input${suffix}`, mTok: times(input, share * (1 - cachedShare)), price: prices.input },
    { what: `cached input${suffix}`, mTok: times(input, share * cachedShare), price: prices.cachedInput },
    { what: `output${suffix}`, mTok: times(output, share), price: prices.output },
  ];
}

/** The sum of costs: known only when all are, unknown only when none is, else a least amount. An empty sum is zero. */
export function sumOf(items: readonly { readonly cost: Cost }[]): Cost {
  const costs = items.map(({ cost }) => cost);
  const missing = unique(costs.flatMap(missingIn));
  const amounts = costs.flatMap((cost) => (cost.kind === "unknown" ? [] : [cost.usd]));
  if (missing.length === 0) return { kind: "known", usd: addUp(amounts) };
  return amounts.length === 0 ? { kind: "unknown", missing } : { kind: "at-least", usd: addUp(amounts), missing };
}

/** What is missing of a layer that nobody has measured or estimated. */
export function missingVolumes(layer: string): string {
  return `volumes of layer ${layer}`;
}

/** What one would have to know to know the cost. */
export function missingIn(cost: Cost): readonly string[] {
  return cost.kind === "known" ? [] : cost.missing;
}

/** Both bounds times a factor of at least 0. */
export function times({ low, high }: Estimate, factor: number): Estimate {
  return { low: low * factor, high: high * factor };
}

/** A cost times a factor of at least 0. */
export function timesCost(cost: Cost, factor: number): Cost {
  return cost.kind === "unknown" ? cost : { ...cost, usd: times(cost.usd, factor) };
}

/** Low bounds and high bounds added up each for itself. */
export function addUp(estimates: readonly Estimate[]): Estimate {
  return estimates.reduce((sum, { low, high }) => ({ low: sum.low + low, high: sum.high + high }), { low: 0, high: 0 });
}

/** Each text once, sorted. */
export function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort(compareText);
}
