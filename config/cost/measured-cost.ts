/** What measured usage costs, per deployment: what was counted in the last days, and a month at that rate. */
import { dayPlus, DAYS_PER_MONTH } from "../days";
import type { Deployment, Estimate, Layer, Usage } from "../model";
import { compareText } from "../text";
import type { MeasuredUsage, UsageDay } from "../usage/usage-file";
import { type Cost, sumOf, timesCost, usageCost } from "./monthly-cost";
import type { PriceList, Quote } from "./prices";

/** A month is told from so many days up to the last measured one, as far as they were measured. */
export const WINDOW_DAYS = 30;

/** As much of an environment as its measured cost depends on. */
export interface MeasuredInput {
  readonly usage?: MeasuredUsage;
  readonly llm: { readonly provider: string; readonly layers: readonly Layer[] };
  readonly deployments: readonly (Pick<Deployment, "name" | "directFromAzure"> & { readonly version?: string })[];
}

export interface MeasuredCost {
  /** First and last day of the window, YYYY-MM-DD; both count. */
  readonly first: string;
  readonly last: string;
  /** Those of the configuration, by name. */
  readonly deployments: readonly DeploymentMeasure[];
  /** A month of all of them, and of those that Azure credits pay for. */
  readonly total: Cost;
  readonly covered: Cost;
}

/** What one deployment of the configuration costs. */
export interface DeploymentMeasure {
  readonly deployment: string;
  /** Layers that it serves today. */
  readonly layers: readonly string[];
  readonly isCovered: boolean;
  /** Days of the window on which tokens in and out are both known. */
  readonly days: number;
  /** What those days cost. */
  readonly measured: Cost;
  /** A month at that rate. */
  readonly monthly: Cost;
  /** Input tokens above which a request is dearer, where there may have been such: they are counted as none. */
  readonly longAbove: number | undefined;
  /** A month of each layer, where the volumes of all that share the deployment say how to divide it; else empty. */
  readonly byLayer: readonly { readonly layer: string; readonly monthly: Cost }[];
}

/** Undefined where nothing was measured. Pure. */
export function measuredCost(input: MeasuredInput, prices: PriceList): MeasuredCost | undefined {
  const days = input.usage?.days ?? [];
  const last = days.at(-1)?.day;
  if (last === undefined) return undefined;
  const first = dayPlus(last, 1 - WINDOW_DAYS);
  const window = days.filter(({ day }) => day >= first);
  const deployments = [...input.deployments]
    .sort((a, b) => compareText(a.name, b.name))
    .map((deployment) => measureOf(deployment, window, input, prices));
  const monthly = deployments.map(({ isCovered, monthly: cost }) => ({ isCovered, cost }));
  return {
    first,
    last,
    deployments,
    total: sumOf(monthly),
    covered: sumOf(monthly.filter(({ isCovered }) => isCovered)),
  };
}

function measureOf(
  { name, version, directFromAzure }: MeasuredInput["deployments"][number],
  window: readonly UsageDay[],
  { llm }: MeasuredInput,
  prices: PriceList,
): DeploymentMeasure {
  const own = window.filter(({ deployment }) => deployment === name);
  const tokens = tokensOf(own);
  const quote = prices.best(name, version);
  const longAbove = quote?.longContext?.aboveInputTokens ?? Infinity;
  const layers = llm.provider === "foundry" ? llm.layers.filter(({ model }) => model === name) : [];
  const costOf = (part: Tokens): Cost => tokenCost(part, quote, name);
  const toMonth = (cost: Cost): Cost => timesCost(cost, DAYS_PER_MONTH / tokens.days);
  const measured: Cost = tokens.days === 0 ? { kind: "unknown", missing: [missingUsage(name)] } : costOf(tokens);
  return {
    deployment: name,
    layers: layers.map(({ layer }) => layer),
    isCovered: directFromAzure,
    days: tokens.days,
    measured,
    monthly: tokens.days === 0 ? measured : toMonth(measured),
    longAbove: own.some(({ inputTokens = 0 }) => inputTokens > longAbove) ? longAbove : undefined,
    byLayer:
      tokens.days === 0
        ? []
        : divided(tokens, layers).map(([layer, part]) => ({ layer, monthly: toMonth(costOf(part)) })),
  };
}

/** What is missing of a deployment that nobody has measured. */
export function missingUsage(deployment: string): string {
  return `usage of ${deployment}`;
}

/** Tokens of some days. */
interface Tokens {
  readonly input: number;
  readonly output: number;
}

/** Sums over the days on which both are known, and how many these are. */
function tokensOf(days: readonly UsageDay[]): Tokens & { readonly days: number } {
  let [input, output, count] = [0, 0, 0];
  for (const { inputTokens, outputTokens } of days) {
    if (inputTokens === undefined || outputTokens === undefined) continue;
    input += inputTokens;
    output += outputTokens;
    count += 1;
  }
  return { input, output, days: count };
}

/** Tokens of layers that share a deployment, in proportion to the middle of their volumes. Of one layer there is nothing to divide. */
function divided({ input, output }: Tokens, layers: readonly Layer[]): (readonly [layer: string, Tokens])[] {
  const volumes = layers.flatMap(({ layer, usage }) => (usage === undefined ? [] : [{ layer, usage }]));
  if (layers.length < 2 || volumes.length < layers.length) return [];
  const shareOf = (key: "inputMTokPerMonth" | "outputMTokPerMonth", usage: Usage): number => {
    const middle = (one: Usage): number => one[key].low + one[key].high;
    return middle(usage) / volumes.reduce((sum, one) => sum + middle(one.usage), 0);
  };
  const parts = volumes.map(
    ({ layer, usage }) =>
      [
        layer,
        {
          input: input * shareOf("inputMTokPerMonth", usage),
          output: output * shareOf("outputMTokPerMonth", usage),
        },
      ] as const,
  );
  // Of volumes that are all zero nothing is a share.
  return parts.every(([, part]) => Number.isFinite(part.input + part.output)) ? parts : [];
}

/**
 * What tokens cost. How many of those that went in came from the prompt cache is not measured: the low bound is that of all
 * of them, the high one that of none. Requests in a dearer long-context tier are not measured either, and counted as none.
 * @param quote prices of the model; undefined when none is known
 */
export function tokenCost({ input, output }: Tokens, quote: Quote | undefined, model: string): Cost {
  if (input === 0 && output === 0) return { kind: "known", usd: { low: 0, high: 0 } };
  if (quote === undefined) return { kind: "unknown", missing: [`price of ${model}`] };
  const exactly = (tokens: number): Estimate => ({ low: tokens / 1e6, high: tokens / 1e6 });
  const at = (cachedShare: number): Cost => {
    const volumes = { inputMTokPerMonth: exactly(input), outputMTokPerMonth: exactly(output) };
    return usageCost({ ...volumes, cachedShare, longContextShare: 0 }, quote, model);
  };
  const [dearest, cheapest] = [at(0), at(quote.cachedInput === undefined ? 0 : 1)];
  if (dearest.kind === "unknown" || cheapest.kind === "unknown") return dearest;
  return { ...dearest, usd: { low: cheapest.usd.low, high: dearest.usd.high } };
}
