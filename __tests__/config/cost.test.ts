import fc from "fast-check";
import { costChanges } from "../../config/cost/cost-change";
import { monthlyCost, sumOf } from "../../config/cost/monthly-cost";
import type { Cost, CostInput, MonthlyCost } from "../../config/cost/monthly-cost";
import type { Estimate, Usage } from "../../config/model";
import { brief, findingsWith, LLM_CONFIG, ACCOUNT } from "../helpers/config";
import { environmentOfCosts, LLM_WITH_VOLUMES, MODELS_OF_COSTS, pricesOfCosts, PUBLISHED } from "../helpers/cost";

const prices = pricesOfCosts();

function costOf(cost: MonthlyCost, layer: string): Cost | undefined {
  return cost.layers.find((one) => one.layer === layer)?.cost;
}

function known(low: number, high: number): object {
  return { kind: "known", usd: { low: expect.closeTo(low, 8), high: expect.closeTo(high, 8) } };
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

describe("the difference of two costs", () => {
  const cost = monthlyCost(environmentOfCosts(), prices);
  const rerouted = (model: string, llm = LLM_WITH_VOLUMES): MonthlyCost => {
    const text = llm.replace("model: gpt-5.4", `model: ${model}`);
    return monthlyCost(environmentOfCosts({ "llm-config.yaml": text }), prices);
  };

  test("of the same is nothing", () => {
    expect(costChanges(cost, cost).total).toEqual(known(0, 0));
  });

  test("is that of the layer that changed", () => {
    // 4 in, half of it cached, 1 out, at Kimi's prices: 2 x 0.95 + 2 x 0.16 + 4
    const { layers, total } = costChanges(cost, rerouted("Kimi-K2.6"));
    expect(total).toEqual(known(6.22 - 23.1, 12.44 - 46.2));
    const changed = layers.filter(({ change }) => change.kind === "unknown" || change.usd.high !== 0);
    expect(changed.map(({ layer, before, after }) => [layer, before?.model, after?.model])).toEqual([
      ["decision", "gpt-5.4", "Kimi-K2.6"],
    ]);
  });

  test("is known when the layer without volumes stays as it is, and unknown when it changes", () => {
    const bare = LLM_WITH_VOLUMES.replace(/( {4}model: gpt-5.4\n)[^]*/, "$1");
    const before = monthlyCost(environmentOfCosts({ "llm-config.yaml": bare }), prices);
    const dearer = bare.replace("model: DeepSeek-V3.2", "model: Kimi-K2.6");
    const after = monthlyCost(environmentOfCosts({ "llm-config.yaml": dearer }), prices);
    expect(costChanges(before, after).total).toEqual(known(48.5 - 25.8, 97 - 51.6));
    expect(costChanges(before, rerouted("Kimi-K2.6", bare)).total).toEqual({
      kind: "unknown",
      missing: ["volumes of layer decision"],
    });
  });

  test("is unknown when the volumes of a model without a price change", () => {
    const unpriced = pricesOfCosts({ model: "gpt-5.4", quotes: [] });
    const busier = LLM_WITH_VOLUMES.replace("{ low: 4, high: 8 }", "{ low: 40, high: 80 }");
    const before = monthlyCost(environmentOfCosts(), unpriced);
    const after = monthlyCost(environmentOfCosts({ "llm-config.yaml": busier }), unpriced);
    expect(costChanges(before, before).total).toEqual(known(0, 0));
    expect(costChanges(before, after).total).toEqual({ kind: "unknown", missing: ["price of gpt-5.4"] });
  });

  test("counts a layer that comes or goes whole", () => {
    const fewer = LLM_WITH_VOLUMES.replace(/ {2}decision:[^]*/, "");
    const after = monthlyCost(environmentOfCosts({ "llm-config.yaml": fewer }), prices);
    expect(costChanges(cost, after).total).toEqual(known(-23.1, -46.2));
    expect(costChanges(after, cost).total).toEqual(known(23.1, 46.2));
  });
});

describe("laws", () => {
  const estimate = fc
    .tuple(fc.float({ min: 0, max: 1e6, noNaN: true }), fc.float({ min: 0, max: 1e6, noNaN: true }))
    .map(([a, b]): Estimate => ({ low: Math.min(a, b), high: Math.max(a, b) }));
  const share = fc.float({ min: 0, max: 1, noNaN: true });
  const usage: fc.Arbitrary<Usage> = fc.record({
    inputMTokPerMonth: estimate,
    outputMTokPerMonth: estimate,
    cachedShare: share,
    longContextShare: share,
  });
  const of = (...usages: (Usage | undefined)[]): CostInput => ({
    llm: {
      provider: "foundry",
      layers: usages.map((one, index) => {
        const layer = { layer: `l${index}`, stage: "L1", model: "gpt-5.4", api: "responses" as const, fallbacks: [] };
        return one === undefined ? layer : { ...layer, usage: one };
      }),
    },
    deployments: [{ name: "gpt-5.4", version: "2026-03-05", directFromAzure: true }],
  });

  test("low is at most high, and nothing is negative", () => {
    fc.assert(
      fc.property(usage, (one) => {
        const { total } = monthlyCost(of(one), prices);
        expect(total.kind).toBe("known");
        if (total.kind === "known") expect(0 <= total.usd.low && total.usd.low <= total.usd.high).toBe(true);
      }),
    );
  });

  test("a layer without volumes never makes a total known, nor changes what is known of it", () => {
    fc.assert(
      fc.property(usage, usage, (a, b) => {
        const whole = monthlyCost(of(a, b), prices).total;
        const partial = monthlyCost(of(a, b, undefined), prices).total;
        expect(partial).toEqual({ ...whole, kind: "at-least", missing: ["volumes of layer l2"] });
      }),
    );
  });

  test("there and back is nothing", () => {
    fc.assert(
      fc.property(fc.option(usage, { nil: undefined }), fc.option(usage, { nil: undefined }), (a, b) => {
        const [before, after] = [monthlyCost(of(a), prices), monthlyCost(of(b), prices)];
        const [there, back] = [costChanges(before, after).total, costChanges(after, before).total];
        expect(there.kind).toBe(back.kind);
        if (there.kind === "known" && back.kind === "known") expect(there.usd.high + back.usd.high).toBeCloseTo(0, 6);
      }),
    );
  });

  test("the sum of nothing is zero", () => expect(sumOf([])).toEqual(known(0, 0)));
});

describe("volumes and published figures in the files", () => {
  const usageOf = (text: string): object => ({
    "llm-config.yaml": LLM_CONFIG.replace("gpt-5.4", `gpt-5.4, usage: ${text}`),
  });
  const volumes = "inputMTokPerMonth: { low: 1, high: 2 }, outputMTokPerMonth: { low: 1, high: 2 }";

  test.each([
    [`{ ${volumes} }`, []],
    [`{ ${volumes}, cachedShare: 1, longContextShare: 0 }`, []],
    [`{ ${volumes}, cachedShare: 30 }`, ["must be a share, a number from 0 to 1, not 30"]],
    [`{ ${volumes}, cachedShare: -0.1 }`, ["must be a share, a number from 0 to 1, not -0.1"]],
    [`{ ${volumes.replace("2", "-1")} }`, ["must be a number from 0 to 1,000,000,000, not -1"]],
    [`{ ${volumes.replace("2", ".inf")} }`, ["must be a number from 0 to 1,000,000,000"]],
    [`{ ${volumes.replace("2", "2M")} }`, ['must be a number from 0 to 1,000,000,000, not "2M"']],
    [`{ ${volumes.replace("high: 2", "high: 0.5")} }`, ["1, is above the high one, 0.5"]],
    [
      `{ ${volumes.replace(/2 }$/, "0 }")} }`,
      ["of layers.decision.usage.outputMTokPerMonth, 1, is above the high one, 0"],
    ],
    ["{ inputMTokPerMonth: { low: 1, high: 1 } }", ["layers.decision.usage.outputMTokPerMonth is missing"]],
    [`{ ${volumes}, cacheShare: 0.1 }`, ["cacheShare is not a key of layers.decision.usage"]],
  ])("usage: %s", (text, messages) => {
    const found = findingsWith(usageOf(text) as Record<string, string>).map(({ message }) => message);
    expect(found).toEqual(messages.map((message) => expect.stringContaining(message)));
  });

  test.each([
    ["", []],
    ["low: 45->low: 145", ["account.yaml:11:30 error low-above-high"]],
    ["low: 2->low: 9", ["account.yaml:14:33 error low-above-high"]],
    [", source: portal->", ["account.yaml:12:3 error missing-key"]],
    ["portal->''", ["account.yaml:12:39 error wrong-type"]],
    ["amount: 10000->amount: 0", ["account.yaml:13:42 error wrong-type"]],
  ])("cost with %j", (change, expected) => {
    const [from = "", to = ""] = change.split("->");
    expect(brief(findingsWith({ "account.yaml": ACCOUNT + PUBLISHED.replace(from, to) }))).toEqual(expected);
  });
});
