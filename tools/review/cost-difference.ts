/** What the change does to the bill, in the words of the price list. */
import { missingIn, monthlyCost, unique } from "../../config/cost/monthly-cost";
import { type CostChange, costChanges } from "../../config/cost/cost-change";
import { PriceList, type Quote } from "../../config/cost/prices";
import { decimal, grouped } from "../../config/text";
import { allLayers, type Context, hasDeployment, routeInUse, type Side } from "./context";
import type { PriceChange, TokenPrice } from "./review-model";

/** An environment that is not there: it costs nothing. */
const NO_ENVIRONMENT = { llm: { provider: "foundry", layers: [] }, deployments: [] } as const;

const NO_PRICES = new PriceList({ asOf: "", sources: {}, prices: [] });

/** After less before, each at the prices of its own side. What is not known is never counted as zero. */
export function costDifference(context: Context): CostChange {
  const { before, after } = context;
  // What counts as unchanged is there on both sides; alone it is not known to be there.
  const isAlone = before === undefined || after === undefined;
  const homeless = [before, after].flatMap((side) => undeployed(side, isAlone));
  if (homeless.length > 0)
    return { kind: "unknown", missing: unique(homeless.map((model) => `a deployment of ${model}`)) };
  const costOf = (side: Side | undefined) =>
    monthlyCost(side?.environment ?? NO_ENVIRONMENT, side?.prices ?? NO_PRICES);
  const { layers, total } = costChanges(costOf(before), costOf(after));
  // The same unknown volumes cost something else at another price.
  const repriced = layers.filter(({ layer }) => isRepriced(context, layer));
  const missing = [
    ...(total.kind === "unknown" ? total.missing : []),
    ...repriced.flatMap((one) => [one.before, one.after].flatMap((cost) => (cost ? missingIn(cost.cost) : []))),
  ];
  return missing.length > 0 ? { kind: "unknown", missing: unique(missing) } : total;
}

/** Whether the model that a layer keeps has other prices, be it for what is cached or for long requests. */
function isRepriced({ before, after }: Context, layer: string): boolean {
  const [old, now] = [quoteIn(before, layer), quoteIn(after, layer)];
  const numbers = (quote: Quote | null | undefined): string =>
    JSON.stringify(quote && [quote.input, quote.output, ...OTHER_PRICES.map(({ of }) => of(quote))]);
  const isKept = routeInUse(before, layer)?.model === routeInUse(after, layer)?.model;
  return isKept && old !== undefined && now !== undefined && numbers(old) !== numbers(now);
}

/** Prices that move although no layer does, once for each model. */
export function priceNotes(context: Context): string[] {
  const notes = allLayers(context).flatMap((layer) => {
    const price = isRepriced(context, layer) ? priceChange(context, layer) : undefined;
    const model = routeInUse(context.after, layer)?.model;
    if (price === undefined) return [];
    const others = otherPrices(quoteIn(context.before, layer), quoteIn(context.after, layer));
    return [`${model}: ${[...(isSamePrice(price) ? [] : [priceChangeText(price)]), ...others].join("; ")}`];
  });
  return unique(notes);
}

interface OtherPrice {
  readonly name: string;
  readonly of: (quote: Quote) => number | undefined;
  /** What counts no dollars. */
  readonly unit?: string;
}

/** What a quote has besides the prices of input and output. */
const OTHER_PRICES: readonly OtherPrice[] = [
  { name: "price of cached input", of: ({ cachedInput }) => cachedInput },
  { name: "long requests begin above", of: ({ longContext }) => longContext?.aboveInputTokens, unit: "input tokens" },
  { name: "price of input of long requests", of: ({ longContext }) => longContext?.input },
  { name: "price of cached input of long requests", of: ({ longContext }) => longContext?.cachedInput },
  { name: "price of output of long requests", of: ({ longContext }) => longContext?.output },
];

/** Those that move: `price of cached input $0.16 → $0.20 (1.3 times) per million tokens`. */
function otherPrices(old: Quote | null | undefined, now: Quote | null | undefined): string[] {
  if (!old || !now) return [];
  return OTHER_PRICES.flatMap(({ name, of, unit }) => {
    const [before, after] = [of(old), of(now)];
    if (before === after) return [];
    const text = (amount: number): string => (unit === undefined ? usd(amount) : grouped(amount));
    const [was, is] = [before, after].map((amount) => (amount === undefined ? "unknown" : text(amount)));
    const factor = unit === undefined && before !== undefined && after !== undefined ? factorText(before, after) : "";
    return [`${name} ${was} → ${is}${factor} ${unit ?? "per million tokens"}`];
  });
}

/** Models that layers call although they are not deployed: nobody knows what such a layer costs. */
function undeployed(side: Side | undefined, isAlone: boolean): string[] {
  if (side?.environment.llm.provider !== "foundry") return [];
  const { llm, deployments } = side.environment;
  const isThere = (model: string): boolean =>
    isAlone ? deployments.some(({ name }) => name === model) : hasDeployment(side, model);
  return llm.layers.map(({ model }) => model).filter((model) => !isThere(model));
}

/** `$0.75 in, $4.50 out per million tokens`; undefined when no source has the model. */
export function quoteText(quote: Quote | undefined): string | undefined {
  return quote && `${tokensText(priceOf(quote))} per million tokens`;
}

function tokensText({ input, output }: TokenPrice): string {
  return `${usd(input)} in, ${output === null ? "out unknown" : `${usd(output)} out`}`;
}

function priceOf({ input, output }: Quote): TokenPrice {
  return { input, output: output ?? null };
}

/** What a layer's tokens cost on both sides; undefined unless Foundry serves it before and after. */
export function priceChange({ before, after }: Context, layer: string): PriceChange | undefined {
  const [old, now] = [quoteIn(before, layer), quoteIn(after, layer)];
  if (old === undefined || now === undefined) return undefined;
  return { before: old && priceOf(old), after: now && priceOf(now) };
}

/** What a layer's tokens cost on a side: null when no source says, undefined where Foundry does not serve it. */
function quoteIn(side: Side | undefined, layer: string): Quote | null | undefined {
  const route = side?.environment.llm.provider === "foundry" ? routeInUse(side, layer) : undefined;
  if (side === undefined || route === undefined) return undefined;
  const version = side.environment.deployments.find(({ name }) => name === route.model)?.version;
  return side.prices.best(route.model, version) ?? null;
}

export function isSamePrice({ before, after }: PriceChange): boolean {
  return before !== null && after !== null && before.input === after.input && before.output === after.output;
}

/** `price $0.58 → $2.50 in (4.3 times), $1.68 → $15.00 out (8.9 times) per million tokens`. */
export function priceChangeText({ before, after }: PriceChange): string {
  const sideText = (price: TokenPrice | null): string => (price === null ? "unknown" : tokensText(price));
  if (before === null || after === null) return `price ${sideText(before)} → ${sideText(after)} per million tokens`;
  if (before.output === null || after.output === null) {
    return `price ${partText(before.input, after.input, "in")}, out unknown per million tokens`;
  }
  const parts = [partText(before.input, after.input, "in"), partText(before.output, after.output, "out")];
  return `price ${parts.join(", ")} per million tokens`;
}

function partText(before: number, after: number, word: string): string {
  if (before === after) return `${usd(after)} ${word} as before`;
  return `${usd(before)} → ${usd(after)} ${word}${factorText(before, after)}`;
}

function factorText(before: number, after: number): string {
  const factor = before === 0 ? "1" : times(after / before);
  return factor === "1" ? "" : ` (${factor} times)`;
}

/** Two digits that count. */
function times(factor: number): string {
  if (factor >= 10) return decimal(factor, 0);
  return factor >= 1 ? decimal(factor, 0, 1) : decimal(factor, 1, 2);
}

/** Cached input has prices such as $0.125. */
function usd(amount: number): string {
  return `$${decimal(amount, 2, 4)}`;
}
