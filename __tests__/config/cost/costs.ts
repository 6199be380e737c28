/** Costs as tests expect them, and volumes to compute them from. */
import fc from "fast-check";
import type { CostInput } from "../../../config/cost/monthly-cost";
import type { Estimate, Usage } from "../../../config/model";

/** A known cost of these bounds, as near as numbers are. */
export function known(low: number, high: number): object {
  return { kind: "known", usd: { low: expect.closeTo(low, 8), high: expect.closeTo(high, 8) } };
}

const estimate = fc
  .tuple(fc.float({ min: 0, max: 1e6, noNaN: true }), fc.float({ min: 0, max: 1e6, noNaN: true }))
  .map(([a, b]): Estimate => ({ low: Math.min(a, b), high: Math.max(a, b) }));
const share = fc.float({ min: 0, max: 1, noNaN: true });

/** What a layer may use in a month. */
export const usage: fc.Arbitrary<Usage> = fc.record({
  inputMTokPerMonth: estimate,
  outputMTokPerMonth: estimate,
  cachedShare: share,
  longContextShare: share,
});

/** Layers of one model with these volumes; undefined where a layer has none. */
export function costInput(...usages: (Usage | undefined)[]): CostInput {
  return {
    llm: {
      provider: "foundry",
      layers: usages.map((one, index) => {
        const layer = { layer: `l${index}`, stage: "L1", model: "gpt-5.4", api: "responses" as const, fallbacks: [] };
        return one === undefined ? layer : { ...layer, usage: one };
      }),
    },
    deployments: [{ name: "gpt-5.4", version: "2026-03-05", directFromAzure: true }],
  };
}
