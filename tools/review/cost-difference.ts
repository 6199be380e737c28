/** What the change does to the bill, in the words of the price list. */
import { monthlyCost, unique } from "../../config/cost/monthly-cost";
import { type CostChange, costChanges } from "../../config/cost/cost-change";
import type { Environment } from "../../config/environment";
import type { PriceList } from "../../config/cost/prices";

/** An environment that is not there: it costs nothing. */
const NO_ENVIRONMENT = { llm: { provider: "foundry", layers: [] }, deployments: [] } as const;

/** After less before. What is not known is never counted as zero. */
export function costDifference(
  before: Environment | undefined,
  after: Environment | undefined,
  prices: PriceList,
): CostChange {
  const homeless = [before, after].flatMap(undeployed);
  if (homeless.length > 0)
    return { kind: "unknown", missing: unique(homeless.map((model) => `a deployment of ${model}`)) };
  const costOf = (environment: Environment | undefined) => monthlyCost(environment ?? NO_ENVIRONMENT, prices);
  return costChanges(costOf(before), costOf(after)).total;
}

/** `$0.75 in, $4.50 out per million tokens`; undefined when no source has the model. */
export function priceText(model: string, version: string, prices: PriceList): string | undefined {
  const quote = prices.best(model, version);
  if (quote === undefined) return undefined;
  const output = quote.output === undefined ? "out unknown" : `$${quote.output.toFixed(2)} out`;
  return `$${quote.input.toFixed(2)} in, ${output} per million tokens`;
}

/** Models that layers call although they are not deployed: nobody knows what such a layer costs. */
function undeployed(environment: Environment | undefined): string[] {
  if (environment?.llm.provider !== "foundry") return [];
  const names = new Set(environment.deployments.map(({ name }) => name));
  return environment.llm.layers.map(({ model }) => model).filter((model) => !names.has(model));
}
