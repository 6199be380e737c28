import { bedrockBaseUrl } from "../../config/llm/providers/bedrock";
import { vertexBaseUrl } from "../../config/llm/providers/vertex";
import { withSlash } from "../../config/llm/providers/direct";
import { looksLikeSecret, maskSecrets } from "../../config/findings/secrets";
import { renderText } from "../../config/findings/diagnostic-text";
import { brief, filesWith, findingsWith, LLM_CONFIG, load, MODELS } from "../helpers/config";

test("base URLs follow the providers' documentation and end in a slash", () => {
  expect(bedrockBaseUrl("eu-west-1")).toBe("https://bedrock-runtime.eu-west-1.amazonaws.com/openai/v1/");
  expect(vertexBaseUrl("p", "global")).toBe(
    "https://aiplatform.googleapis.com/v1/projects/p/locations/global/endpoints/openapi/",
  );
  expect(withSlash("https://x/v1")).toBe("https://x/v1/");
  expect(withSlash("https://x/v1/")).toBe("https://x/v1/");
});

describe("a provider is never half-configured", () => {
  const TWO = LLM_CONFIG + "  analysis: { stage: L3, model: gpt-5.4 }\n";
  const bedrock = (models: string, more = "") =>
    `${TWO}providers:\n  bedrock:\n    region: us-west-2\n${more}    models: ${models}\n`;

  test("a layer without a model is a finding at the provider's models", () => {
    const findings = findingsWith({ "llm-config.yaml": bedrock("{ decision: m }") });
    expect(brief(findings)).toEqual(["llm-config.yaml:9:5 error missing-layer"]);
    expect(findings[0]?.message).toBe("bedrock has no model for analysis: LLM_PROVIDER could not be moved to it");
  });
  test("a misspelt layer is one finding, with the right name", () => {
    const findings = findingsWith({ "llm-config.yaml": bedrock("{ decision: m, analisys: m }") });
    expect(brief(findings)).toEqual(["llm-config.yaml:9:28 error unknown-layer"]);
    expect(findings[0]?.help).toBe("did you mean analysis?");
  });
  test("models are required, and each setting has its form", () => {
    const text = `${TWO}providers:\n  bedrock: { region: west }\n  vertex: { project: A, location: x, models: { decision: m, analysis: m } }\n`;
    expect(brief(findingsWith({ "llm-config.yaml": text }))).toEqual([
      "llm-config.yaml:7:3 error missing-key",
      "llm-config.yaml:7:22 error provider-setting",
      "llm-config.yaml:8:22 error provider-setting",
      "llm-config.yaml:8:35 error provider-setting",
    ]);
  });
  test("a model may be a mapping, whose own keys are checked", () => {
    const route = "{ decision: { model: m, apii: responses }, analysis: { model: m, api: chat } }";
    expect(brief(findingsWith({ "llm-config.yaml": bedrock(route) }))).toEqual([
      "llm-config.yaml:9:37 error unknown-key",
      "llm-config.yaml:9:83 error unknown-api",
    ]);
    expect(findingsWith({ "llm-config.yaml": bedrock("{ decision: [m], analysis: m }") })[0]?.message).toBe(
      "providers.bedrock.models.decision must be a model's name, or a mapping of model and api, not a list",
    );
  });
  test("apiKeyEnv has no use with Entra ID, and auth must be one the provider takes", () => {
    const foundry = (settings: string) =>
      findingsWith({ "llm-config.yaml": `${LLM_CONFIG}providers:\n  foundry: { ${settings} }\n` });
    expect(brief(foundry("apiKeyEnv: KEY"))).toEqual(["llm-config.yaml:6:25 error provider-auth"]);
    expect(foundry("auth: entra")[0]?.help).toBe("one of entra-id, api-key");
  });
  test("the provider in use must be configured", () => {
    const text = LLM_CONFIG.replace("provider: foundry", "provider: direct");
    expect(brief(findingsWith({ "llm-config.yaml": text }))).toEqual([
      "llm-config.yaml:2:11 error provider-not-configured",
    ]);
    expect(findingsWith({ "llm-config.yaml": `${text}providers: { direct: { models: { decision: m } } }\n` })).toEqual(
      [],
    );
  });
});

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

describe("secrets", () => {
  test.each([
    `sk-${"a".repeat(20)}`,
    `sk-proj-${"b1".repeat(20)}`,
    `AKIA${"A1".repeat(8)}`,
    `AIza${"x".repeat(35)}`,
    `Bearer ${"t".repeat(20)}`,
    "0123456789abcdef".repeat(2),
    `${"aB3".repeat(28)}`,
    `eyJ${"a".repeat(12)}.${"b".repeat(12)}`,
    "AccountKey=abc",
  ])("%s looks like one", (text) => {
    expect(looksLikeSecret(`x ${text} y`)).toBe(true);
    expect(maskSecrets(`x ${text} y`)).toHaveLength(text.length + 4);
  });
  test.each([
    "gpt-5.3-codex",
    "Llama-4-Maverick-17B-128E-Instruct-FP8",
    "https://aucert-ai.openai.azure.com/openai/v1/",
    "00000000-1111-2222-3333-444444444444",
    "/subscriptions/00000000-1111-2222-3333-444444444444/resourceGroups/aucert-foundation-rg/providers/Microsoft.CognitiveServices",
    "system:serviceaccount:default:llm-client",
    "openai.gpt-oss-120b-1:0",
    "OnceNewDefaultVersionAvailable",
  ])("%s does not", (text) => expect(looksLikeSecret(text)).toBe(false));

  test("are masked to their last character", () => {
    const token = `eyJ${"a".repeat(12)}.${"b".repeat(12)}.${"c".repeat(12)}`;
    expect(maskSecrets(`"${token}"`)).toBe(`"${"*".repeat(token.length)}"`);
  });

  test("are found in comments too, once a line, and prose about passwords is none", () => {
    const key = "0123456789abcdef".repeat(2);
    const text = `# AZURE_OPENAI_API_KEY=${key}\n${LLM_CONFIG}# password: ask Ada # it's the build 0123abcd\nproviders: { direct: { apiKeyEnv: ${key}, models: { decision: m } } } # ${key}\n`;
    const { findings, textOf } = load(filesWith({ "llm-config.yaml": text }));
    expect(brief(findings)).toEqual(["llm-config.yaml:1:24 error secret", "llm-config.yaml:7:35 error secret"]);
    expect(JSON.stringify(findings) + renderText(findings, { colour: false, textOf })).not.toContain(key);
  });

  const HEX = "0123456789abcdef".repeat(2);
  const commented = (text: string) =>
    load(filesWith({ "models.yaml": `${MODELS}# ${text}\n` })).findings.map(({ code }) => code);

  test.each([
    "AccountKey: never needed, Entra ID only",
    "accountKey: is off",
    "SharedAccessKey = none",
    "Bearer authentication-and-more is of Azure",
    `https://www.notion.so/page-${HEX}`,
    "https://docs.google.com/document/d/1aB2cD3eF4gH5iJ6kL7mN8oP9qR0sT1uV2wX3yZ4aB5c/edit",
    "sk-learn-compatible-model",
    "https://example.com/sk-this-is-a-long-slug-with-1-digit",
    "sha512-q0Wm5LpM2aB3cD4eF5gH6iJ7kL8mN9oP0qR1sT2uV3wX4yZ5aB6cD==",
    "aVeryLongIdentifierOfSomeClassInSomeLibraryVersion2",
    "7f3c1e0d9b8a7f6e5d4c3b2a190807060504030201",
  ])("in a comment %s is none", (text) => expect(commented(text)).toEqual([]));

  test.each([
    `old key ${HEX}, new key ${HEX}`,
    `Bearer sk-${"a1".repeat(12)}`,
    `eyJ${"a".repeat(12)}.${"b".repeat(12)}.${"c".repeat(12)}`,
    `https://example.com/hook?key=${HEX}`,
    "AccountKey=0aBcDeFgHiJkLmNo==",
    "aB3".repeat(28),
  ])("in a comment %s is one", (text) => expect(commented(text)).toEqual(["secret"]));

  test("never reach a message or an excerpt, wherever they stand", () => {
    const key = `sk-${"a1".repeat(12)}`;
    const text = `${LLM_CONFIG.replace("L4", key)}providers: { direct: { apiKeyEnv: ${key}, models: { decision: m }, ${key}: x } } # ${key}\n`;
    const { findings, textOf } = load(filesWith({ "llm-config.yaml": text }));
    expect(findings.map(({ code }) => code)).toEqual(["secret", "secret", "secret"]);
    expect(JSON.stringify(findings) + renderText(findings, { colour: false, textOf })).not.toContain(key);
  });
});
