import { isSamePrice, PriceList } from "../../../config/cost/prices";
import { pricesOfCosts } from "../../helpers/cost";

describe("PriceList", () => {
  const prices = pricesOfCosts();

  test("ranks quotes by the table of sources, whatever their order in the row", () => {
    expect(prices.find("gpt-5.4")?.quotes.map(({ source }) => source)).toEqual(["meters", "copies", "guide"]);
    expect(prices.best("gpt-5.4")?.source).toBe("meters");
  });

  test("knows no price of a model that it lacks, or of another version", () => {
    const row = { model: "m", versions: ["1"], quotes: [{ source: "meters", input: 1 }] };
    const list = pricesOfCosts(row);
    expect([prices.best("other"), list.best("m", "2")]).toEqual([undefined, undefined]);
    expect([list.best("m", "1")?.input, list.best("m")?.input]).toEqual([1, 1]);
  });

  test("fails on a source that nobody described", () => {
    const list = new PriceList({
      asOf: "",
      sources: {},
      prices: [{ model: "m", quotes: [{ source: "s", input: 1 }] }],
    });
    expect(() => list.best("m")).toThrow("source s that it does not describe");
  });
});

test.each([
  [{}, {}, true],
  [{ cachedInput: 0.5 }, {}, true],
  [{ cachedInput: 0.5 }, { cachedInput: 0.4 }, false],
  [{ output: 2 }, { output: 3 }, false],
  [{ input: 2 }, {}, false],
  [{ longContext: { aboveInputTokens: 9, input: 2 } }, { longContext: { aboveInputTokens: 9, input: 3 } }, false],
])("quotes %j and %j are the same: %s", (a, b, expected) => {
  expect(isSamePrice({ source: "a", input: 1, ...a }, { source: "b", input: 1, ...b })).toBe(expected);
});
