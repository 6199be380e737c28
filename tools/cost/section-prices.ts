/** The prices of each model, every source of them, the one used marked. */
import type { CostReport, ModelPrices, Source } from "./cost-report";
import type { Section } from "./cost-section";
import { price, quantity } from "../text/figures";

/** One row per price that a source gives; sources that agree share one. */
export function pricesSection({ prices, pricesAsOf }: CostReport): Section {
  return {
    title: "Prices, USD per million tokens",
    table: {
      head: ["model", "used", "input", "cached", "output", "source"],
      rows: prices.flatMap(priceRows),
      right: [2, 3, 4],
    },
    notes: [
      `* the price used, as gathered on ${pricesAsOf}: Azure's meters first, then Microsoft's pages, then third parties`,
      ...prices.flatMap(({ model, note }) => (note === undefined ? [] : [`${model}: ${note}`])),
    ],
  };
}

function priceRows({ model, quotes }: ModelPrices): string[][] {
  if (quotes.length === 0) return [[model, "", "unknown", "unknown", "unknown", "none in config/catalog/prices.yaml"]];
  return quotes.flatMap(({ quote, sources, isUsed }) => {
    const { input, cachedInput, output, longContext: long } = quote;
    const mark = isUsed ? "*" : "";
    const row = [model, mark, price(input), price(cachedInput), price(output), sourcesText(sources)];
    if (long === undefined) return [row];
    const above = `above ${quantity(long.aboveInputTokens)} input tokens a request`;
    return [row, [model, mark, price(long.input), price(long.cachedInput), price(long.output), above]];
  });
}

/** The best source with its kind and date; those that agree with it by name. */
function sourcesText([best, ...others]: readonly Source[]): string {
  if (best === undefined) return "";
  const { id, kind, date } = best;
  return [`${id} (${kind}${date === undefined ? "" : `, ${date}`})`, ...others.map((source) => source.id)].join(", ");
}
