import { readFileSync } from "node:fs";
import { type PriceMove, movesSentence, priceMoves } from "../../../config/cost/price-moves";
import { loadPrices } from "../../../config/cost/prices";
import { pricesOfCosts } from "../../helpers/cost";

const DEPLOYED = ["Kimi-K2.6", "DeepSeek-V3.2", "gpt-5.1-codex", "gpt-5.4", "gpt-5.3-codex"].map((name) => ({ name }));

test("of the models of the first list, from the guide's prices to those of today", () => {
  expect(movesSentence(priceMoves(DEPLOYED, loadPrices()))).toMatchInlineSnapshot(
    `"It was probably made with older prices, which have moved since: up for DeepSeek-V3.2 (4 to 4.1 times) and Kimi-K2.6 (3.4 to 5.2 times); down for gpt-5.3-codex (0.35 to 0.7 times) and gpt-5.4 (0.63 to 0.94 times); both ways for gpt-5.1-codex (input 0.63 times, output 1.25 times); what that makes of the estimate only measured usage can say."`,
  );
});

test.each(["docs/foundry-explained.md", "docs/cost.md"])("%s says it with the numbers of the price list", (page) => {
  const sentence = movesSentence(priceMoves(DEPLOYED, loadPrices()));
  const [said] = /It was probably made with .*? can say\./.exec(readFileSync(page, "utf8").replace(/\s+/g, " ")) ?? [];
  expect(said).toBe(sentence);
});

test("only models of which both prices are known", () => {
  const moves = priceMoves([...DEPLOYED, { name: "gpt-5.4-mini" }], pricesOfCosts());
  expect(moves).toEqual([
    {
      model: "gpt-5.4",
      input: { then: 4, now: 2.5, factor: 0.625 },
      output: { then: 16, now: 15, factor: 0.9375 },
    },
  ]);
  const nothing = pricesOfCosts({ model: "gpt-5.4", quotes: [{ source: "guide", input: 4, output: 16 }] });
  expect(priceMoves(DEPLOYED, nothing)).toEqual([]);
});

const move = (model: string, input: number, output: number): PriceMove => ({
  model,
  input: { then: 1, now: input, factor: input },
  output: { then: 1, now: output, factor: output },
});

test.each<[string, readonly PriceMove[], string | undefined]>([
  ["nothing is listed", [], undefined],
  ["nothing moved", [move("a", 1, 1)], undefined],
  ["one moved", [move("a", 1, 1), move("b", 3, 3)], "up for b (3 times);"],
  ["in both directions", [move("a", 2, 0.5)], "both ways for a (input 2 times, output 0.5 times);"],
])("%s", (_, moves, part) => {
  const sentence = movesSentence(moves);
  if (part === undefined) expect(sentence).toBeUndefined();
  else expect(sentence).toContain(`moved since: ${part}`);
});
