/** Everything that `cost` has to say about one environment, computed first; renderers only read it. */
import type { Catalog } from "../../config/catalog/catalog";
import { addUp, type Cost, type CostInput, monthlyCost, type MonthlyCost, times } from "../../config/cost/monthly-cost";
import { costChanges, type CostChanges } from "../../config/cost/cost-change";
import type { Environment } from "../../config/environment";
import type { Estimate } from "../../config/model";
import type { Published, PublishedCosts } from "../../config/sections/cost/rules";
import { isSamePrice, type PriceList, type PriceRow, type PriceSource, type Quote } from "../../config/cost/prices";
import { type Runway, runwayOf, type SelfHosting, selfHostingOf } from "../../config/cost/outlook";
import { type Reroute, withChanges } from "./what-if";

/** What the user asked for. */
export interface CostOptions {
  /** The day from which credits are counted, YYYY-MM-DD. */
  readonly today: string;
  readonly reroutes: readonly Reroute[];
  /** Factor for all volumes, more than 0. */
  readonly scale: number;
  /** What is left of the credits, USD; else what account.yaml says. */
  readonly creditsUsd?: number | undefined;
  /** What the high estimate may not pass, USD a month. */
  readonly maxMonthlyUsd?: number | undefined;
}

/** The answers for one environment. */
export interface CostReport {
  readonly environment: string;
  readonly options: CostOptions;
  readonly cost: MonthlyCost;
  /** Against the models as configured, at the same volumes; undefined when no layer gets another model. */
  readonly changes: CostChanges | undefined;
  readonly layersWithoutVolumes: readonly string[];
  /** As in account.yaml; the estimate scaled, the credits replaced by what is left. */
  readonly published: PublishedCosts;
  /** One for the published estimate when there is one, one for the volumes. */
  readonly outlooks: readonly Outlook[];
  readonly prices: readonly ModelPrices[];
  /** The day on which the prices were gathered. */
  readonly pricesAsOf: string;
  readonly limit: Limit | undefined;
}

/** What follows from one way to know the cost. */
export interface Outlook {
  readonly basis: "published estimate" | "volumes";
  readonly monthly: Cost;
  readonly runway: Runway | undefined;
  readonly selfHosting: SelfHosting | undefined;
}

/** What the sources say of a model's price. */
export interface ModelPrices {
  readonly model: string;
  readonly note?: string | undefined;
  /** Best first. Sources that say the same stand together. */
  readonly quotes: readonly { readonly quote: Quote; readonly sources: readonly Source[]; readonly isUsed: boolean }[];
}

/** A source of prices with its id in the price list. */
export type Source = PriceSource & { readonly id: string };

/** How the high estimate stands to `--max-monthly`. */
export interface Limit {
  readonly maxMonthlyUsd: number;
  readonly verdict: "kept" | "passed" | "unknown";
  /** The estimate that decides; undefined when too little is known to say. */
  readonly highUsd: number | undefined;
  /** Where that estimate comes from. */
  readonly basis: Outlook["basis"];
}

/** Pure: the same configuration, prices and options give the same report. */
export function costReport(
  environment: Environment,
  prices: PriceList,
  catalog: Catalog,
  options: CostOptions,
): CostReport {
  const { reroutes, scale } = options;
  const input = withChanges(environment, reroutes, scale, catalog);
  const cost = monthlyCost(input, prices);
  const asConfigured = (): MonthlyCost => monthlyCost(withChanges(environment, [], scale, catalog), prices);
  const published = publishedOf(environment.cost ?? {}, options);
  const outlooks = outlooksOf(cost, input, published, options);
  return {
    environment: environment.name,
    options,
    cost,
    changes: reroutes.length > 0 ? costChanges(asConfigured(), cost) : undefined,
    layersWithoutVolumes: input.llm.layers.filter(({ usage }) => usage === undefined).map(({ layer }) => layer),
    published,
    outlooks,
    prices: pricesOf(input, prices),
    pricesAsOf: prices.asOf,
    limit: limitOf(outlooks, options),
  };
}

function publishedOf(published: PublishedCosts, { scale, creditsUsd }: CostOptions): PublishedCosts {
  const { monthlyEstimateUsd: estimate } = published;
  return {
    ...published,
    ...(estimate && { monthlyEstimateUsd: scaledEstimate(estimate, scale) }),
    ...(creditsUsd !== undefined && { creditsUsd: { amount: creditsUsd, source: "--credits" } }),
  };
}

function scaledEstimate(estimate: Published<Estimate>, scale: number): Published<Estimate> {
  return scale === 1 ? estimate : { ...times(estimate, scale), source: `${estimate.source}; here times ${scale}` };
}

function outlooksOf(
  { total, covered }: MonthlyCost,
  { llm }: CostInput,
  published: PublishedCosts,
  { today }: CostOptions,
): Outlook[] {
  const { monthlyEstimateUsd: estimate, creditsUsd: credits, selfHostingAboveUsdPerMonth: threshold } = published;
  const outlook = (basis: Outlook["basis"], monthly: Cost, paidByCredits: Cost, mTok?: Estimate): Outlook => ({
    basis,
    monthly,
    runway: credits && runwayOf(credits.amount, paidByCredits, today),
    selfHosting: threshold && selfHostingOf(threshold.amount, monthly, mTok),
  });
  const expected: Cost | undefined = estimate && { kind: "known", usd: { low: estimate.low, high: estimate.high } };
  return [
    ...(expected ? [outlook("published estimate", expected, expected)] : []),
    outlook("volumes", total, covered, tokensOf(llm.layers)),
  ];
}

/** The tokens of a month in millions, of layers that have volumes. */
function tokensOf(layers: CostInput["llm"]["layers"]): Estimate {
  return addUp(
    layers.flatMap(({ usage }) => (usage === undefined ? [] : [usage.inputMTokPerMonth, usage.outputMTokPerMonth])),
  );
}

function pricesOf({ deployments }: CostInput, prices: PriceList): ModelPrices[] {
  return deployments.map(({ name, version }) => {
    const row = prices.find(name, version);
    const best = prices.best(name, version);
    return { model: name, note: row?.note, quotes: row ? groupsOf(row, best, prices) : [] };
  });
}

/** Sources that give the same price, so that those that do not stand out. */
function groupsOf({ quotes }: PriceRow, best: Quote | undefined, prices: PriceList): ModelPrices["quotes"] {
  const groups: { quote: Quote; sources: Source[]; isUsed: boolean }[] = [];
  for (const quote of quotes) {
    const source = { id: quote.source, ...prices.source(quote.source) };
    const group = groups.find((one) => isSamePrice(one.quote, quote));
    if (group === undefined) groups.push({ quote, sources: [source], isUsed: quote.source === best?.source });
    else group.sources.push(source);
  }
  return groups;
}

/**
 * The volumes decide when all are known, or when already what is known is too much; else the published estimate, which
 * says nothing of other models than those configured.
 */
function limitOf(outlooks: readonly Outlook[], { maxMonthlyUsd, reroutes }: CostOptions): Limit | undefined {
  if (maxMonthlyUsd === undefined) return undefined;
  const known = outlooks.flatMap(({ basis, monthly }) => (monthly.kind === "unknown" ? [] : [{ basis, monthly }]));
  const volumes = known.find(({ basis }) => basis === "volumes");
  const isDecided = volumes && (volumes.monthly.kind === "known" || volumes.monthly.usd.high > maxMonthlyUsd);
  const published = reroutes.length > 0 ? undefined : known.find(({ basis }) => basis === "published estimate");
  const decisive = isDecided ? volumes : published;
  if (decisive === undefined) return { maxMonthlyUsd, verdict: "unknown", highUsd: undefined, basis: "volumes" };
  const highUsd = decisive.monthly.usd.high;
  return { maxMonthlyUsd, verdict: highUsd > maxMonthlyUsd ? "passed" : "kept", highUsd, basis: decisive.basis };
}
