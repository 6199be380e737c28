/** What Azure's price list makes of the catalogue's prices. */
import { pricesIn } from "../../../config/catalog/catalog-text";
import type { CatalogAnswers, Meter } from "../../../tools/catalog/answers";
import { PRICES_FILE, refresh } from "../../../tools/catalog/refresh";
import { answers, catalogTexts, KIMI, meter, METERS, MODELS_YAML, offered, PRICES_YAML } from "../../helpers/catalog";

/** The quotes of a model after a refresh with these meters, and what is said. */
function pricesAfter(meters: CatalogAnswers["meters"], changed: Partial<CatalogAnswers> = {}, model = "gpt-5.4") {
  const result = refresh(catalogTexts(), answers({ meters, ...changed }));
  const row = pricesIn(result.texts[PRICES_FILE])?.prices.find((one) => one.model === model);
  return {
    ...result,
    quotes: row?.quotes ?? [],
    sources: Object.keys(pricesIn(result.texts[PRICES_FILE])?.sources ?? {}),
  };
}

const [INPUT, CACHED, OUTPUT] = METERS as [(typeof METERS)[0], (typeof METERS)[0], (typeof METERS)[0]];

test("a new price stands before the documented ones, with its source, interface version and date", () => {
  const { quotes, words, sources } = pricesAfter([{ ...INPUT, price: 2.75 }, CACHED, OUTPUT]);
  expect(quotes[0]).toEqual({
    ...{ source: "azure-price-list", input: 2.75, cachedInput: 0.25, output: 15 },
    meters: ["5.4 inp Gl 1M Tokens", "5.4 cd inp Gl 1M Tokens", "5.4 opt Gl 1M Tokens"],
  });
  expect(quotes.slice(1).map(({ source }) => source)).toEqual(["azure-retail", "guide"]);
  expect(sources).toEqual(["azure-price-list", "azure-retail", "guide"]);
  expect(words).toEqual([
    "gpt-5.4 costs 2.75 in, 0.25 cached, 15 out a million tokens instead of 2.5 in, 0.25 cached, 15 out " +
      "(meters by name: 5.4 inp Gl 1M Tokens, 5.4 cd inp Gl 1M Tokens, 5.4 opt Gl 1M Tokens)",
  ]);
});

test("the unit is read: 1K and 1M are one price", () => {
  const perThousand = [INPUT, CACHED, OUTPUT].map((one) => ({ ...one, unit: "1K", price: one.price / 1000 }));
  expect(pricesAfter(perThousand).words).toEqual([]);
  expect(pricesAfter([{ ...INPUT, unit: "1K", price: 0.003 }, CACHED, OUTPUT]).quotes[0]).toMatchObject({ input: 3 });
});

test("of several prices of a meter the newest that holds counts", () => {
  const prices = [
    { ...INPUT, price: 9, since: "2025-01-01" },
    { ...INPUT, price: 3, since: "2026-11-28" },
    { ...INPUT, price: 1, since: "2026-11-29" },
  ];
  expect(pricesAfter([...prices, CACHED, OUTPUT]).quotes[0]).toMatchObject({ input: 3 });
});

test.each([[[9, 3]], [[3, 9]]])("two prices of a meter from one day on, %j: neither is used", (both) => {
  const prices = both.map((price) => ({ ...INPUT, price }));
  const { words, left } = pricesAfter([...prices, CACHED, OUTPUT]);
  expect([words, left]).toEqual([
    [],
    ["gpt-5.4: the meter 5.4 inp Gl 1M Tokens has different prices, so none is used"],
  ]);
});

test("a price that is listed twice is one", () => {
  const dearer = { ...INPUT, price: 3 };
  expect(pricesAfter([dearer, { ...dearer }, CACHED, OUTPUT])).toMatchObject({
    left: [],
    quotes: [{ input: 3 }, {}, {}],
  });
});

test("a meter that fits two models is not used", () => {
  const models = `${MODELS_YAML.trimEnd()}\n  - { name: GPT_5.4, format: OpenAI, version: "1", lifecycle: GA }\n`;
  const result = refresh(catalogTexts(models), answers({ meters: [meter("gpt 5.4 inp gl", 9), CACHED, OUTPUT] }));
  expect(result.left).toContain("the meter gpt 5.4 inp gl fits gpt-5.4 and GPT_5.4: it is not used");
  expect(result.texts[PRICES_FILE]).toBe(PRICES_YAML);
});

test("two meters of one thing with two prices: neither is used", () => {
  const { words, left } = pricesAfter([INPUT, meter("gpt 5.4 inpt glbl Tokens", 9), CACHED, OUTPUT]);
  expect([words, left]).toEqual([
    [],
    ["gpt-5.4: the meters 5.4 inp Gl 1M Tokens and gpt 5.4 inpt glbl Tokens have different prices, so neither is used"],
  ]);
});

test("a meter that Azure's list of models names is taken before any name", () => {
  const models = [offered({ sku: { meters: ["m-1", "m-2"] } }), KIMI];
  const named = [meter("whatever inp gl 1M Tokens", 4, { id: "m-1" }), meter("whatever opt gl", 20, { id: "m-2" })];
  const { quotes, words } = pricesAfter([...METERS, ...named], { models });
  expect(quotes[0]).toMatchObject({ input: 4, output: 20, remark: "meters by id" });
  expect(words[0]).toContain("(meters by id: whatever inp gl 1M Tokens, whatever opt gl)");
});

test.each([
  "5.4 inp DZ 1M Tokens",
  "5.4 Batch inp Gl 1M Tokens",
  "5.4 inp pp Gl 1M Tokens",
  "5.4 inp 1M Tokens",
  "5.4 mini inp Gl 1M Tokens",
  "5 inp Gl 1M Tokens",
])("%s is no price of gpt-5.4 as GlobalStandard", (name) => {
  expect(pricesAfter([...METERS, meter(name, 99)])).toMatchObject({ words: [], left: [] });
});

test("a model without a price gets a row of its own, in its place", () => {
  const { words, texts } = pricesAfter([...METERS, meter("Kimi inp glbl", 1), meter("Kimi outp glbl", 2)]);
  expect(words).toEqual([
    "kimi costs 1 in, 2 out a million tokens, so far without a price (meters by name: Kimi inp glbl, Kimi outp glbl)",
  ]);
  expect(pricesIn(texts[PRICES_FILE])?.prices.map(({ model }) => model)).toEqual(["gpt-5.4", "kimi"]);
});

test("rows behind all others stand in their order, too", () => {
  const models = `${MODELS_YAML.trimEnd()}\n  - { name: lima, format: L, version: "1", lifecycle: GA }\n`;
  const meters = [...METERS, meter("Kimi inp glbl", 1), meter("Lima inp glbl", 2)];
  const { texts } = refresh(catalogTexts(models), answers({ meters }));
  expect(pricesIn(texts[PRICES_FILE])?.prices.map(({ model }) => model)).toEqual(["gpt-5.4", "kimi", "lima"]);
});

test("without a price of the input there is none", () => {
  const { words, left } = pricesAfter([...METERS, meter("Kimi outp glbl", 2)]);
  expect([words, left]).toEqual([[], ["kimi: the price list names no price of its input, so none is taken"]]);
});

test("long requests have meters of their own; from where on they are long only documentation says", () => {
  const prices = PRICES_YAML.replace(
    "output: 15, #",
    "output: 15, longContext: { aboveInputTokens: 272000, input: 5 }, #",
  );
  const dearer = [{ ...INPUT, price: 3 }, CACHED, OUTPUT];
  const without = refresh(catalogTexts(MODELS_YAML, prices), answers({ meters: dearer }));
  expect([without.words, without.left]).toEqual([
    [],
    ["gpt-5.4: the price list names no price of long requests, which the catalogue has, so none is taken"],
  ]);
  const long = refresh(
    catalogTexts(MODELS_YAML, prices),
    answers({ meters: [...dearer, meter("5.4 LongCo inp Gl 1M Tokens", 6)] }),
  );
  expect(pricesIn(long.texts[PRICES_FILE])?.prices[0]?.quotes[0]).toMatchObject({
    input: 3,
    longContext: { aboveInputTokens: 272_000, input: 6 },
  });
});

test("a price that Azure tells no more stays, with a mark that goes when it is back", () => {
  const dearer = [{ ...INPUT, price: 3 }, CACHED, OUTPUT];
  const first = refresh(catalogTexts(), answers({ meters: dearer }));
  const gone = refresh(first.texts, answers({ meters: [meter("other inp gl", 1)], takenOn: "2026-12-05" }));
  expect(gone.words).toEqual(["gpt-5.4 is not in the price list any more: its price is kept and marked"]);
  expect(pricesIn(gone.texts[PRICES_FILE])?.prices[0]?.quotes[0]).toMatchObject({
    ...{ source: "azure-price-list", input: 3, remark: "not in the price list of 2026-12-05" },
  });
  const nothing = answers({ meters: [meter("other inp gl", 1)], takenOn: "2026-12-12" });
  expect(refresh(gone.texts, nothing).words).toEqual([]);
  const back = refresh(gone.texts, answers({ meters: dearer, takenOn: "2026-12-12" }));
  expect(pricesIn(back.texts[PRICES_FILE])?.prices[0]?.quotes[0]).not.toHaveProperty("remark");
});

test("a price whose meters came by id is marked, too, and only once", () => {
  const named = [meter("whatever inp gl 1M Tokens", 4, { id: "m-1" }), meter("whatever opt gl", 20, { id: "m-2" })];
  const models = [offered({ sku: { meters: ["m-1", "m-2"] } }), KIMI];
  const first = refresh(catalogTexts(), answers({ meters: named, models }));
  const other = [meter("other inp gl", 1)];
  const gone = refresh(first.texts, answers({ meters: other, models, takenOn: "2026-12-05" }));
  expect(gone.words).toEqual(["gpt-5.4 is not in the price list any more: its price is kept and marked"]);
  expect(pricesIn(gone.texts[PRICES_FILE])?.prices[0]?.quotes[0]).toMatchObject({
    remark: "not in the price list of 2026-12-05",
  });
  expect(refresh(gone.texts, answers({ meters: other, models, takenOn: "2026-12-12" })).words).toEqual([]);
  const back = refresh(gone.texts, answers({ meters: named, models, takenOn: "2026-12-12" }));
  expect(pricesIn(back.texts[PRICES_FILE])?.prices[0]?.quotes[0]).toMatchObject({ input: 4, remark: "meters by id" });
});

test.each<[string, Meter[]]>([
  ["is empty", []],
  ["has other units", [{ ...INPUT, unit: "1 Hour" }]],
  ["holds later", [{ ...INPUT, since: "2027-01-01" }]],
])("a price list that %s changes none, and it is said", (_, meters) => {
  const dearer = refresh(catalogTexts(), answers({ meters: [{ ...INPUT, price: 3 }, CACHED, OUTPUT] }));
  const result = refresh(dearer.texts, answers({ meters, takenOn: "2026-12-05" }));
  expect(result).toEqual({
    ...{ texts: dearer.texts, words: [], left: ["prices: Azure's answer has no price of models in westus"] },
  });
});

test("a price list that was not read changes none", () => {
  const { takenOn, location, models } = answers();
  expect(refresh(catalogTexts(), { takenOn, location, models })).toEqual({
    ...{ texts: catalogTexts(), words: [], left: [] },
  });
});
