/** The prices of each model, every source of them, and how they moved since the published estimate. */
import type { PriceMove } from "../../config/cost/price-moves";
import { decimal, plural } from "../../config/text";
import type { CostReport, ModelPrices, Source } from "./cost-report";
import type { Section } from "./cost-section";
import { dayName, price, quantity, rounded } from "../text/figures";

/** One row per price that a source gives; sources that agree share one. Of the guide's prices the moves tell. */
export function pricesSection({ prices, pricesAsOf }: CostReport): Section {
  const rows = prices.flatMap(priceRows);
  return {
    title: "Prices, USD per million tokens",
    ...(rows.length > 0 && { table: { head: ["model", "input", "output", "counted", "source"], rows, right: [1, 2] } }),
    notes: [
      `gathered on ${dayName(pricesAsOf)}: Azure's meters first, then Microsoft's pages, then third parties`,
      ...prices.flatMap(otherPrices),
      ...prices.flatMap(({ model, note }) => (note === undefined ? [] : [`${model}: ${note}`])),
    ],
  };
}

function priceRows({ model, quotes }: ModelPrices): string[][] {
  return quotes.flatMap(({ quote, sources, isUsed }) => {
    if (quote.output === undefined || sources.every(({ kind }) => kind === "guide")) return [];
    return [[model, price(quote.input), price(quote.output), isUsed ? "yes" : "no", sourcesText(sources)]];
  });
}

/** What has no place in a table of input and output. */
function otherPrices({ model, quotes }: ModelPrices): string[] {
  const used = quotes.find(({ isUsed }) => isUsed)?.quote;
  if (used === undefined) return [`${model}: no price in config/catalog/prices.yaml`];
  const { cachedInput, longContext: long } = used;
  const parts = [
    ...(used.output === undefined ? [`input ${price(used.input)}, output not known`] : []),
    ...(cachedInput === undefined ? [] : [`cached input ${price(cachedInput)}`]),
    ...(long === undefined
      ? []
      : [
          `in requests above ${quantity(long.aboveInputTokens)} input tokens: input ${price(long.input)}` +
            (long.cachedInput === undefined ? "" : `, cached input ${price(long.cachedInput)}`) +
            (long.output === undefined ? "" : `, output ${price(long.output)}`),
        ]),
  ];
  return parts.length === 0 ? [] : [`${model}: ${parts.join("; ")}`];
}

/** The best source with its day, and how many say the same. */
function sourcesText([best, ...others]: readonly Source[]): string {
  if (best === undefined) return "";
  const day = best.date === undefined ? "" : `, ${dayName(best.date)}`;
  return `${best.name}${day}${others.length > 0 ? `; ${plural(others.length, "other")} ${others.length === 1 ? "says" : "say"} the same` : ""}`;
}

/** Undefined where nothing is known of older prices. */
export function movesSection({ moves, prices }: CostReport): Section | undefined {
  if (moves.length === 0) return undefined;
  const guide = prices
    .flatMap(({ quotes }) => quotes.flatMap(({ sources }) => sources))
    .find(({ kind }) => kind === "guide");
  return {
    title: "How prices moved, USD per million tokens",
    table: {
      head: ["model", "input then", "now", "times", "output then", "now", "times"],
      rows: moves.map(({ model, input, output }) => [model, ...moveCells(input), ...moveCells(output)]),
      right: [1, 2, 3, 4, 5, 6],
    },
    notes: guide === undefined ? [] : [`then: ${guide.name}, approximate; shown for comparison, never counted with`],
  };
}

function moveCells({ then, now, factor }: PriceMove["input"]): string[] {
  return [price(then), price(now), decimal(rounded(factor, 2), 2)];
}
