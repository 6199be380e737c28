import * as z from "zod/mini";
import pricesYaml from "../../../config/catalog/prices.yaml";
import { pricesFile } from "../../../config/catalog/catalog-schema";
import { PRICE_SOURCE_KINDS } from "../../../config/cost/price-sources";
import { loadPrices } from "../../../config/cost/prices";

describe("prices.yaml", () => {
  const data = pricesFile().parse(pricesYaml);

  test("has the shape it should have", () => {
    const result = pricesFile().safeParse(pricesYaml);
    expect(result.success ? "" : z.prettifyError(result.error)).toBe("");
  });

  test("orders its sources by kind, best first, and its models by name", () => {
    const ranks = Object.values(data.sources).map(({ kind }) => PRICE_SOURCE_KINDS.indexOf(kind));
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    const models = data.prices.map(({ model }) => model);
    expect(models).toEqual([...models].sort());
    expect(new Set(models).size).toBe(models.length);
  });

  test("names only sources that it describes, each once for a model, and describes none in vain", () => {
    const named = data.prices.map(({ quotes }) => quotes.map(({ source }) => source));
    expect(named.filter((ids) => new Set(ids).size < ids.length)).toEqual([]);
    expect([...new Set(named.flat())].sort()).toEqual(Object.keys(data.sources).sort());
  });

  test("prices cached input at most like input, and long context at least like short", () => {
    const odd = data.prices.filter(({ quotes }) =>
      quotes.some(
        ({ input, cachedInput = 0, output = 0, longContext: long }) =>
          cachedInput > input || (long !== undefined && (long.input < input || (long.output ?? output) < output)),
      ),
    );
    expect(odd.map(({ model }) => model)).toEqual([]);
  });

  test("has the prices of OpenAI's models from Azure's meters", () => {
    const prices = loadPrices();
    const kinds = ["gpt-5.4", "gpt-5.3-codex", "gpt-5.1-codex"].map(
      (model) => prices.source(prices.best(model)?.source ?? "").kind,
    );
    expect(new Set(kinds)).toEqual(new Set(["azure-meters"]));
  });

  test("never says that the models behind the router are free", () => {
    expect(loadPrices().best("model-router")?.output).toBeUndefined();
  });
});
