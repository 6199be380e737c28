/** What a layer uses in a month, as llm-config.yaml has it. */
import { findingsWith, LLM_CONFIG } from "../../helpers/config";

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
