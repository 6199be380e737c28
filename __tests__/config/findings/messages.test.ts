import { ACCOUNT, findingsWith, LLM_CONFIG, MODELS } from "../../helpers/config";

describe("messages say what is wrong and what would be right", () => {
  const only = (files: Parameters<typeof findingsWith>[0]) => {
    const errors = findingsWith(files).filter(({ severity }) => severity === "error");
    expect(errors).toHaveLength(1);
    return errors[0]!;
  };

  test("a wrong case names the exact spelling, at the name, and nowhere else", () => {
    const models = "version: 1\ndefaults: { capacity: 300 }\nmodels:\n  - name: kimi-k2.6\n";
    const llm = LLM_CONFIG.replace("gpt-5.4", "Kimi-K2.6");
    expect(only({ "models.yaml": models, "llm-config.yaml": llm })).toMatchObject({
      code: "unknown-model",
      line: 4,
      column: 11,
      help: "write Kimi-K2.6",
    });
  });

  test("another SKU is told why", () => {
    const { code, message } = only({ "models.yaml": MODELS + "    sku: ProvisionedManaged\n" });
    expect(code).toBe("sku-not-allowed");
    expect(message).toBe(
      "ProvisionedManaged is not allowed: every deployment here is GlobalStandard, pay per token, so that an idle model costs nothing",
    );
  });

  test.each(["api: chat-completions", ""])("a chat layer (%s) on a Responses-only model is told so", (api) => {
    const models = MODELS.replace("gpt-5.4", "gpt-5.3-codex").replace("2026-03-05", "2026-02-24");
    const llm = LLM_CONFIG.replace("gpt-5.4", `gpt-5.3-codex${api && `, ${api}`}`);
    const { code, message, help } = only({ "models.yaml": models, "llm-config.yaml": llm });
    expect(code).toBe("layer-api");
    expect(message).toBe(
      "layer decision calls gpt-5.3-codex by chat-completions, but the model speaks the Responses API only",
    );
    expect(help).toContain("api: responses");
  });

  test("20k is told the unit", () => {
    expect(only({ "models.yaml": MODELS.replace("250", "20k") })).toMatchObject({
      code: "wrong-type",
      message: 'defaults.capacity must be a whole number of thousands of tokens a minute, not "20k"',
      help: "write 20, which means 20,000 tokens a minute",
    });
  });

  test.each([
    ["yes", "true"],
    ["no", "false"],
    ["off", "false"],
  ])("%s for a flag is told to be %s", (word, right) => {
    const { help } = only({ "account.yaml": ACCOUNT.replace("westus", `westus\n  localAuth: ${word}`) });
    expect(help).toBe(`YAML 1.2 reads ${word} as text; write ${right}`);
  });

  test.each(["0", "-5", "1.5", "3000000000", ".inf", ".nan"])("rejects the capacity %s", (value) => {
    expect(
      findingsWith({ "models.yaml": MODELS.replace("250", value) }).filter(({ severity }) => severity === "error"),
    ).toHaveLength(1);
  });

  test("a display name of a region is told its programmatic name", () => {
    expect(only({ "account.yaml": ACCOUNT.replace("westus", "West US 2") }).help).toBe("did you mean westus2?");
  });

  test("a model not offered in the region is told where it is", () => {
    const finding = only({ "account.yaml": ACCOUNT.replace("westus", "westcentralus") });
    expect(finding.message).toBe("gpt-5.4 is not offered as GlobalStandard in westcentralus");
    expect(finding.help).toMatch(/^offered in australiaeast, .*westus3$/);
  });
});
