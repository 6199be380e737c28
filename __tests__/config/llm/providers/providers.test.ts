import { bedrockBaseUrl } from "../../../../config/llm/providers/bedrock";
import { withSlash } from "../../../../config/llm/providers/direct";
import { foundryBaseUrl } from "../../../../config/llm/providers/foundry-url";
import { vertexBaseUrl } from "../../../../config/llm/providers/vertex";
import { brief, findingsWith, LLM_CONFIG } from "../../../helpers/config";

test("base URLs follow the providers' documentation and end in a slash", () => {
  expect(bedrockBaseUrl("eu-west-1")).toBe("https://bedrock-runtime.eu-west-1.amazonaws.com/openai/v1/");
  expect(vertexBaseUrl("p", "global")).toBe(
    "https://aiplatform.googleapis.com/v1/projects/p/locations/global/endpoints/openapi/",
  );
  expect(withSlash("https://x/v1")).toBe("https://x/v1/");
  expect(withSlash("https://x/v1/")).toBe("https://x/v1/");
});

test.each([
  ["acme", "https://acme.openai.azure.com/openai/v1/"],
  ["Acme-AI", "https://acme-ai.openai.azure.com/openai/v1/"],
])("the base URL of the subdomain %s is %s, ending in a slash", (subdomain, url) => {
  expect(foundryBaseUrl({ subdomain })).toBe(url);
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
