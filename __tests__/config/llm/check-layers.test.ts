import { brief, findingsWith, LLM_CONFIG, MODELS } from "../../helpers/config";

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

describe("a model that the catalogue lacks", () => {
  const unlisted = (more: string, format = "Meta") =>
    findingsWith({
      "models.yaml": `${MODELS}  - { name: some-model, format: ${format}, version: "1"${more} }\n`,
      "llm-config.yaml": `${LLM_CONFIG}  one: { stage: L4, model: some-model }\n  two: { stage: L4, model: some-model }\n`,
    });
  const NOT_KNOWN = ["models.yaml:6:13 warning not-direct-from-azure", "models.yaml:6:13 warning unknown-model"];

  test("needs apis where a layer uses it, and is told so once", () => {
    const findings = unlisted("");
    expect(brief(findings)).toEqual(["models.yaml:6:13 error missing-apis", ...NOT_KNOWN]);
    expect(findings[0]?.message).toBe(
      "layer one uses some-model, but which API it speaks is not known: the catalogue lacks it",
    );
  });
  test("is held against them", () => {
    expect(brief(unlisted(", apis: [chat-completions]"))).toEqual(NOT_KNOWN);
    expect(brief(unlisted(", apis: [responses]"))).toEqual([
      "llm-config.yaml:5:28 error layer-api",
      "llm-config.yaml:6:28 error layer-api",
      ...NOT_KNOWN,
    ]);
  });
  test("needs none where no layer uses it", () => {
    const models = `${MODELS}  - { name: some-model, format: Meta, version: "1" }\n`;
    expect(findingsWith({ "models.yaml": models }).filter(({ severity }) => severity === "error")).toEqual([]);
  });
  test("of Anthropic serves no layer, whatever its entry says of apis, and the message says why", () => {
    for (const apis of ["", ", apis: [chat-completions]"]) {
      const findings = unlisted(apis, "Anthropic").filter(({ severity }) => severity === "error");
      expect(brief(findings)).toEqual([
        "llm-config.yaml:5:28 error layer-format",
        "llm-config.yaml:6:28 error layer-format",
      ]);
      expect(findings[0]?.message).toBe(
        "layer one uses some-model, but a model of format Anthropic does not speak OpenAI's API at /openai/v1/",
      );
      expect(findings[0]?.help).toContain("Anthropic's Messages API at /anthropic/v1/messages");
    }
  });
  test("may be sold by Azure or not: nobody says that it is not, but its entry", () => {
    const told = (more: string) => unlisted(more).find(({ code }) => code === "not-direct-from-azure")?.message;
    expect(told("")).toBe(
      "whether Azure sells some-model directly is not known, so it counts as not covered by Azure credits",
    );
    expect(told(", directFromAzure: false")).toContain("is not sold directly by Azure, as its entry says");
    expect(told(", directFromAzure: true")).toBeUndefined();
  });
});
