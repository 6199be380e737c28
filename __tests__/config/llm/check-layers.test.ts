import { findingsWith, LLM_CONFIG, MODELS } from "../../helpers/config";

describe("fallbacks", () => {
  const MORE = `${MODELS}  - name: gpt-5.3-codex\n  - name: Kimi-K2.6\n    capacity: 300\n    lifecycle: GA\n`;
  const fallbacks = (list: string) =>
    findingsWith({
      "models.yaml": MORE,
      "llm-config.yaml": LLM_CONFIG.replace("gpt-5.4 }", `gpt-5.4, fallbacks: ${list} }`),
    }).filter(({ severity }) => severity === "error");
  test("are deployments that speak the layer's API", () => {
    expect(fallbacks("[Kimi-K2.6]")).toEqual([]);
  });
  test.each([
    ["[gpt-5.4]", "fallback", "gpt-5.4 is the layer's own model"],
    ["[Kimi-K2.6, Kimi-K2.6]", "fallback", "Kimi-K2.6 is a fallback of this layer already"],
    [
      "[gpt-5.3-codex]",
      "layer-api",
      "layer decision calls gpt-5.3-codex by chat-completions, but the model speaks the Responses API only",
    ],
    ["[kimi]", "unknown-deployment", "layer decision uses kimi, which is not in models.yaml"],
  ])("rejects %s", (list, code, message) => {
    expect(fallbacks(list).map((finding) => [finding.code, finding.message])).toEqual([[code, message]]);
  });
});
