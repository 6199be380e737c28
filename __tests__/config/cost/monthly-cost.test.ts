import fc from "fast-check";
import { type Cost, monthlyCost, type MonthlyCost, sumOf } from "../../../config/cost/monthly-cost";
import { environmentOfCosts, LLM_WITH_VOLUMES, MODELS_OF_COSTS, pricesOfCosts } from "../../helpers/cost";
import { costInput, known, usage } from "./costs";

const prices = pricesOfCosts();

function costOf(cost: MonthlyCost, layer: string): Cost | undefined {
  return cost.layers.find((one) => one.layer === layer)?.cost;
}

describe("the cost of a month", () => {
  test("is what a hand calculation gives, cached input and long-context tier included", () => {
    const cost = monthlyCost(environmentOfCosts(), prices);
    // 10 MTok in, a quarter of it cached, 2 out: 7.5 x 0.95 + 2.5 x 0.16 + 2 x 4
    expect(costOf(cost, "generation")).toEqual(known(15.525, 31.05));
    // 30 in, nothing cached, 5 out: 30 x 0.58 + 5 x 1.68
    expect(costOf(cost, "analysis")).toEqual(known(25.8, 51.6));
    // 4 in, half of it cached, 1 out; a fifth of all in long requests:
    // 1.6 x 2.50 + 1.6 x 0.25 + 0.8 x 15, and 0.4 x 5.00 + 0.4 x 0.50 + 0.2 x 22.50
    expect(costOf(cost, "decision")).toEqual(known(23.1, 46.2));
    expect(cost.total).toEqual(known(64.425, 128.85));
    expect(cost.covered).toEqual(cost.total);
    expect(cost.notCovered).toEqual(known(0, 0));
  });

  test("of a model is that of its layers, and nothing for a model that no layer uses", () => {
    const llm = LLM_WITH_VOLUMES.replace("model: DeepSeek-V3.2", "model: Kimi-K2.6");
    const { models } = monthlyCost(environmentOfCosts({ "llm-config.yaml": llm }), prices);
    const usd = { low: 15.525 + 30 * 0.95 + 5 * 4, high: 31.05 + 60 * 0.95 + 10 * 4 };
    expect(models.map(({ model, layers, cost }) => [model, layers, cost])).toEqual([
      ["DeepSeek-V3.2", [], known(0, 0)],
      ["Kimi-K2.6", ["analysis", "generation"], known(usd.low, usd.high)],
      ["gpt-5.4", ["decision"], known(23.1, 46.2)],
    ]);
  });

  test("sets apart what credits do not cover", () => {
    const models = MODELS_OF_COSTS.replace("name: Kimi-K2.6", "name: Kimi-K2.6\n    directFromAzure: false");
    const cost = monthlyCost(environmentOfCosts({ "models.yaml": models }), prices);
    expect(cost.notCovered).toEqual(known(15.525, 31.05));
    expect(cost.covered).toEqual(known(48.9, 97.8));
  });
});

describe("what is not known", () => {
  const unknown = (...missing: string[]) => ({ kind: "unknown", missing });

  test("volumes: the layer is unknown, the total at least the rest", () => {
    const llm = LLM_WITH_VOLUMES.replace(/( {4}model: gpt-5.4\n)[^]*/, "$1");
    const cost = monthlyCost(environmentOfCosts({ "llm-config.yaml": llm }), prices);
    expect(costOf(cost, "decision")).toEqual(unknown("volumes of layer decision"));
    expect(cost.total).toEqual({ ...known(41.325, 82.65), kind: "at-least", missing: ["volumes of layer decision"] });
  });

  test("a price: the layer is unknown, the total at least the rest", () => {
    const cost = monthlyCost(environmentOfCosts(), pricesOfCosts({ model: "gpt-5.4", quotes: [] }));
    expect(costOf(cost, "decision")).toEqual(unknown("price of gpt-5.4"));
    expect(cost.total).toEqual({ ...known(41.325, 82.65), kind: "at-least", missing: ["price of gpt-5.4"] });
  });

  test("a price that only the guide has is not used", () => {
    const onlyGuide = pricesOfCosts({ model: "gpt-5.4", quotes: [{ source: "guide", input: 4, output: 16 }] });
    expect(costOf(monthlyCost(environmentOfCosts(), onlyGuide), "decision")).toEqual(unknown("price of gpt-5.4"));
  });

  test("a part of a price: the layer is at least the rest", () => {
    const uncached = pricesOfCosts({ model: "Kimi-K2.6", quotes: [{ source: "copies", input: 1, output: 4 }] });
    const cost = costOf(monthlyCost(environmentOfCosts(), uncached), "generation");
    expect(cost).toEqual({ ...known(15.5, 31), kind: "at-least", missing: ["price of cached input of Kimi-K2.6"] });
  });

  test("every part of a price that is needed: the layer is unknown, not at least nothing", () => {
    const uncached = pricesOfCosts({ model: "Kimi-K2.6", quotes: [{ source: "copies", input: 1 }] });
    const llm = LLM_WITH_VOLUMES.replace("cachedShare: 0.25", "cachedShare: 1");
    const cost = monthlyCost(environmentOfCosts({ "llm-config.yaml": llm }), uncached);
    expect(costOf(cost, "generation")).toEqual(
      unknown("price of cached input of Kimi-K2.6", "price of output of Kimi-K2.6"),
    );
  });

  test("a price of tokens that are not used does not matter", () => {
    const noOutput = pricesOfCosts({ model: "DeepSeek-V3.2", quotes: [{ source: "copies", input: 0.5 }] });
    const llm = LLM_WITH_VOLUMES.replace("{ low: 5, high: 10 }", "{ low: 0, high: 0 }");
    const environment = environmentOfCosts({ "llm-config.yaml": llm });
    expect(costOf(monthlyCost(environment, noOutput), "analysis")).toEqual(known(15, 30));
    expect(costOf(monthlyCost(environmentOfCosts(), noOutput), "analysis")?.kind).toBe("at-least");
  });

  test("the long-context price of a model, where requests are long", () => {
    const quote = { source: "meters", input: 2, cachedInput: 1, output: 15 };
    const longContext = { aboveInputTokens: 1000, input: 3 };
    const cost = monthlyCost(
      environmentOfCosts(),
      pricesOfCosts({ model: "gpt-5.4", quotes: [{ ...quote, longContext }] }),
    );
    expect(costOf(cost, "decision")).toMatchObject({
      kind: "at-least",
      missing: [
        "price of cached input in requests above 1,000 input tokens of gpt-5.4",
        "price of output in requests above 1,000 input tokens of gpt-5.4",
      ],
    });
  });

  test("everything, when another provider is in use, whose models are named and not paid by credits", () => {
    const bedrock = `provider: bedrock
providers:
  bedrock: { region: us-west-2, models: { generation: a.model, analysis: a.model, decision: b.model } }`;
    const llm = LLM_WITH_VOLUMES.replace("provider: foundry", bedrock);
    const { layers, models, total, covered } = monthlyCost(environmentOfCosts({ "llm-config.yaml": llm }), prices);
    expect(total).toEqual(unknown("price of a.model at bedrock", "price of b.model at bedrock"));
    expect(covered).toEqual(known(0, 0));
    expect(layers.map(({ model }) => model)).toEqual(["a.model", "b.model", "a.model"]);
    expect(models.map(({ cost }) => cost)).toEqual([known(0, 0), known(0, 0), known(0, 0)]);
  });

  test("the version's price, where the row is for other versions", () => {
    const row = { model: "gpt-5.4", versions: ["2020-01-01"], quotes: [{ source: "meters", input: 1, output: 1 }] };
    const cost = monthlyCost(environmentOfCosts(), pricesOfCosts(row));
    expect(costOf(cost, "decision")).toEqual(unknown("price of gpt-5.4"));
  });
});

describe("laws", () => {
  test("low is at most high, and nothing is negative", () => {
    fc.assert(
      fc.property(usage, (one) => {
        const { total } = monthlyCost(costInput(one), prices);
        expect(total.kind).toBe("known");
        if (total.kind === "known") expect(0 <= total.usd.low && total.usd.low <= total.usd.high).toBe(true);
      }),
    );
  });

  test("a layer without volumes never makes a total known, nor changes what is known of it", () => {
    fc.assert(
      fc.property(usage, usage, (a, b) => {
        const whole = monthlyCost(costInput(a, b), prices).total;
        const partial = monthlyCost(costInput(a, b, undefined), prices).total;
        expect(partial).toEqual({ ...whole, kind: "at-least", missing: ["volumes of layer l2"] });
      }),
    );
  });

  test("the sum of nothing is zero", () => expect(sumOf([])).toEqual(known(0, 0)));
});
