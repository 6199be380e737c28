/** Everything that `cost` has to say about one environment, computed first; renderers only read it. */
import type { Catalog } from "../../config/catalog/catalog";
import { type MeasuredCost, measuredCost } from "../../config/cost/measured-cost";
import {
  addUp,
  type Cost,
  type CostInput,
  monthlyCost,
  type MonthlyCost,
  times,
  timesCost,
} from "../../config/cost/monthly-cost";
import { type PriceMove, priceMoves } from "../../config/cost/price-moves";
import { type Balance, balanceAfter, type Spend, spendSince, wholeBalance } from "../../config/cost/spend";
import { daysBetween } from "../../config/days";
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
  /** What measured usage comes to; undefined where none is saved. */
  readonly measured: Measured | undefined;
  /** What was spent since the day that account.yaml gives; undefined where it gives none. */
  readonly spend: Spend | undefined;
  /** What is left of the credits; undefined where nobody says what there was. */
  readonly balance: Balance | undefined;
  /** One for the published estimate when there is one, one for the volumes, one for measured usage where there is some. */
  readonly outlooks: readonly Outlook[];
  /** That whose figures answer the question; undefined when none is known. */
  readonly answer: Outlook | undefined;
  /** How the prices moved since the published estimate; empty where there is no estimate. */
  readonly moves: readonly PriceMove[];
  readonly prices: readonly ModelPrices[];
  /** The day on which the prices were gathered. */
  readonly pricesAsOf: string;
  readonly limit: Limit | undefined;
}

/** What measured usage costs, and how good it is. */
export interface Measured extends MeasuredCost {
  /** Days from the last measured one to today. */
  readonly ageDays: number;
  /** Lines of the file that could not be read. */
  readonly unreadLines: number;
  /** Deployments that were measured in these days and that the configuration lacks. */
  readonly gone: readonly string[];
}

/** What follows from one way to know the cost. */
export interface Outlook {
  readonly basis: "published estimate" | "volumes" | "measured usage";
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
  const measured = measuredOf(environment, prices, options);
  const spend = spendOf(environment, published, prices, catalog, options);
  const credits = published.creditsUsd;
  const balance = credits && (spend ? balanceAfter(credits.amount, spend) : wholeBalance(credits.amount));
  const outlooks = outlooksOf(cost, input, measured, { published, balance }, options);
  return {
    environment: environment.name,
    options,
    cost,
    changes: reroutes.length > 0 ? costChanges(asConfigured(), cost) : undefined,
    layersWithoutVolumes: input.llm.layers.filter(({ usage }) => usage === undefined).map(({ layer }) => layer),
    published,
    measured,
    spend,
    balance,
    outlooks,
    answer: answerOf(outlooks, environment, options),
    moves: published.monthlyEstimateUsd ? priceMoves(environment.deployments, prices) : [],
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

function measuredOf(environment: Environment, prices: PriceList, { today, scale }: CostOptions): Measured | undefined {
  const cost = measuredCost(environment, prices);
  const { usage, deployments } = environment;
  if (cost === undefined || usage === undefined) return undefined;
  const names = new Set(usage.days.filter(({ day }) => day >= cost.first).map(({ deployment }) => deployment));
  return {
    ...cost,
    deployments: cost.deployments.map((one) => ({
      ...one,
      monthly: timesCost(one.monthly, scale),
      byLayer: one.byLayer.map(({ layer, monthly }) => ({ layer, monthly: timesCost(monthly, scale) })),
    })),
    total: timesCost(cost.total, scale),
    covered: timesCost(cost.covered, scale),
    ageDays: daysBetween(cost.last, today),
    unreadLines: usage.unreadLines,
    gone: [...names].filter((name) => deployments.every((one) => one.name !== name)),
  };
}

/** Nothing is taken off credits that somebody has just looked up. */
function spendOf(
  environment: Environment,
  { creditsUsd: credits }: PublishedCosts,
  prices: PriceList,
  catalog: Catalog,
  { today, creditsUsd }: CostOptions,
): Spend | undefined {
  if (credits?.since === undefined || creditsUsd !== undefined) return undefined;
  return spendSince(environment, prices, (deployment) => catalog.isDocumented(deployment), {
    since: credits.since,
    today,
  });
}

/** Measured usage before volumes that somebody wrote, these before what was published. */
function answerOf(outlooks: readonly Outlook[], { llm }: Environment, { reroutes }: CostOptions): Outlook | undefined {
  const known = (basis: Outlook["basis"], kinds: readonly Cost["kind"][]): Outlook | undefined =>
    outlooks.find((one) => one.basis === basis && kinds.includes(one.monthly.kind));
  const isAsMeasured = llm.provider === "foundry" && reroutes.length === 0;
  return (
    (isAsMeasured ? known("measured usage", ["known", "at-least"]) : undefined) ??
    known("volumes", ["known"]) ??
    known("published estimate", ["known"]) ??
    known("volumes", ["at-least"])
  );
}

function outlooksOf(
  { total, covered }: MonthlyCost,
  { llm }: CostInput,
  measured: Measured | undefined,
  { published, balance }: { readonly published: PublishedCosts; readonly balance: Balance | undefined },
  { today }: CostOptions,
): Outlook[] {
  const { monthlyEstimateUsd: estimate, selfHostingAboveUsdPerMonth: threshold } = published;
  const outlook = (basis: Outlook["basis"], monthly: Cost, paidByCredits: Cost, mTok?: Estimate): Outlook => ({
    basis,
    monthly,
    runway: balance && runwayOf(balance, paidByCredits, today),
    selfHosting: threshold && selfHostingOf(threshold.amount, monthly, mTok),
  });
  const expected: Cost | undefined = estimate && { kind: "known", usd: { low: estimate.low, high: estimate.high } };
  return [
    ...(expected ? [outlook("published estimate", expected, expected)] : []),
    outlook("volumes", total, covered, tokensOf(llm.layers)),
    ...(measured ? [outlook("measured usage", measured.total, measured.covered)] : []),
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
 * Volumes and measured usage decide when all of them is known, or when already what is known is too much; the dearer of the
 * two. Else the published estimate does. This and measured usage say nothing of other models than those configured.
 */
function limitOf(outlooks: readonly Outlook[], { maxMonthlyUsd, reroutes }: CostOptions): Limit | undefined {
  if (maxMonthlyUsd === undefined) return undefined;
  const known = outlooks.flatMap(({ basis, monthly }) => {
    const isOfOthers = reroutes.length > 0 && basis !== "volumes";
    return monthly.kind === "unknown" || isOfOthers ? [] : [{ basis, kind: monthly.kind, highUsd: monthly.usd.high }];
  });
  const decided = known.filter(
    ({ basis, kind, highUsd }) => basis !== "published estimate" && (kind === "known" || highUsd > maxMonthlyUsd),
  );
  const dearest = [...decided].sort((a, b) => b.highUsd - a.highUsd)[0];
  const decisive = dearest ?? known.find(({ basis }) => basis === "published estimate");
  if (decisive === undefined) return { maxMonthlyUsd, verdict: "unknown", highUsd: undefined, basis: "volumes" };
  const { highUsd, basis } = decisive;
  return { maxMonthlyUsd, verdict: highUsd > maxMonthlyUsd ? "passed" : "kept", highUsd, basis };
}
