import fc from "fast-check";
import { costChanges } from "../../../config/cost/cost-change";
import { monthlyCost, type MonthlyCost } from "../../../config/cost/monthly-cost";
import { environmentOfCosts, LLM_WITH_VOLUMES, pricesOfCosts } from "../../helpers/cost";
import { costInput, known, usage } from "./costs";

const prices = pricesOfCosts();

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

  test("there and back is nothing", () => {
    fc.assert(
      fc.property(fc.option(usage, { nil: undefined }), fc.option(usage, { nil: undefined }), (a, b) => {
        const [before, after] = [monthlyCost(costInput(a), prices), monthlyCost(costInput(b), prices)];
        const [there, back] = [costChanges(before, after).total, costChanges(after, before).total];
        expect(there.kind).toBe(back.kind);
        if (there.kind === "known" && back.kind === "known") expect(there.usd.high + back.usd.high).toBeCloseTo(0, 6);
      }),
    );
  });
});
