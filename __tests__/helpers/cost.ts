/** An environment with volumes and a price list for it, so that costs can be worked out by hand. */
import type { Environment } from "../../config/environment";
import { PriceList, type PriceRow } from "../../config/cost/prices";
import { ACCOUNT, type Files, filesWith, load } from "./config";

export const PUBLISHED = `cost:
  monthlyEstimateUsd: { low: 45, high: 105, source: guide }
  creditsUsd: { amount: 1000, source: portal }
  selfHostingAboveUsdPerMonth: { amount: 10000, source: ADR }
  gpuNodePoolUsdPerHour: { low: 2, high: 8, source: ADR }
`;

/** Three layers: one with cached input, one without, one with requests in the long-context tier. */
export const LLM_WITH_VOLUMES = `version: 1
provider: foundry
layers:
  generation:
    stage: L1
    model: Kimi-K2.6
    usage: { inputMTokPerMonth: { low: 10, high: 20 }, cachedShare: 0.25, outputMTokPerMonth: { low: 2, high: 4 } }
  analysis:
    stage: L3
    model: DeepSeek-V3.2
    usage: { inputMTokPerMonth: { low: 30, high: 60 }, outputMTokPerMonth: { low: 5, high: 10 } }
  decision:
    stage: L4
    model: gpt-5.4
    usage:
      inputMTokPerMonth: { low: 4, high: 8 }
      cachedShare: 0.5
      longContextShare: 0.2
      outputMTokPerMonth: { low: 1, high: 2 }
`;

export const MODELS_OF_COSTS = `version: 1
defaults: { capacity: 300 }
models:
  - name: gpt-5.4
  - name: Kimi-K2.6
  - name: DeepSeek-V3.2
`;

export function filesOfCosts(changed: Files = {}): Files {
  return filesWith({
    "account.yaml": ACCOUNT + PUBLISHED,
    "models.yaml": MODELS_OF_COSTS,
    "llm-config.yaml": LLM_WITH_VOLUMES,
    ...changed,
  });
}

/** The environment, resolved; fails the test when it has errors. */
export function environmentOfCosts(changed: Files = {}): Environment {
  const { environments, findings } = load(filesOfCosts(changed));
  const [environment] = environments;
  if (environment === undefined) throw new Error(findings.map(({ message }) => message).join("\n"));
  return environment;
}

/** Round prices of the three models, and of `gpt-5.4-mini` for what-ifs. */
export const ROWS: readonly PriceRow[] = [
  { model: "Kimi-K2.6", quotes: [{ source: "copies", input: 0.95, cachedInput: 0.16, output: 4 }] },
  { model: "DeepSeek-V3.2", quotes: [{ source: "copies", input: 0.58, output: 1.68 }] },
  {
    model: "gpt-5.4",
    quotes: [
      { source: "guide", input: 4, output: 16 },
      { source: "copies", input: 2.4, output: 14 },
      {
        source: "meters",
        input: 2.5,
        cachedInput: 0.25,
        output: 15,
        longContext: { aboveInputTokens: 272_000, input: 5, cachedInput: 0.5, output: 22.5 },
      },
    ],
  },
  { model: "gpt-5.4-mini", quotes: [{ source: "meters", input: 0.75, cachedInput: 0.075, output: 4.5 }] },
];

/** @param changed rows in place of those of the same models */
export function pricesOfCosts(...changed: PriceRow[]): PriceList {
  const models = changed.map(({ model }) => model);
  return new PriceList({
    asOf: "2026-11-22",
    sources: {
      meters: { name: "Azure price list", kind: "azure-meters", path: "prices.azure.com", date: "2026-07-31" },
      copies: { name: "a copied list", kind: "copy", path: "a list" },
      guide: { name: "the guide", kind: "guide", path: "a guide" },
    },
    prices: [...ROWS.filter(({ model }) => !models.includes(model)), ...changed],
  });
}
