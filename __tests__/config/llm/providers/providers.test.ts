import { bedrockBaseUrl } from "../../../../config/llm/providers/bedrock";
import { withSlash } from "../../../../config/llm/providers/direct";
import { ENDPOINTS } from "../../../../config/llm/providers/endpoints";
import { foundryBaseUrl } from "../../../../config/llm/providers/foundry-url";
import { vertexBaseUrl } from "../../../../config/llm/providers/vertex";
import { brief, filesWith, findingsWith, LLM_CONFIG, load } from "../../../helpers/config";

test("base URLs follow the providers' documentation and end in a slash", () => {
  expect(bedrockBaseUrl("eu-west-1", "runtime")).toBe("https://bedrock-runtime.eu-west-1.amazonaws.com/openai/v1/");
  expect(bedrockBaseUrl("eu-west-1", "mantle")).toBe("https://bedrock-mantle.eu-west-1.api.aws/v1/");
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

describe("the API follows the layer", () => {
  const layer = (api: string) => `${LLM_CONFIG.replace("gpt-5.4 }", `gpt-5.4, api: ${api} }`)}providers:\n`;
  const DIRECT = "  direct: { models: { decision: m } }\n";
  const VERTEX = "  vertex: { project: acme-project, location: global, models: { decision: ROUTE } }\n";
  const BEDROCK = "  bedrock: { region: us-west-2, models: { decision: ROUTE } }\n";
  const apisOf = (text: string) =>
    load(filesWith({ "llm-config.yaml": text })).environments[0]?.llm.providers.map(({ name, routes }) => [
      name,
      routes[0]?.api,
    ]);

  test("at every provider, unless the provider's model has its own", () => {
    expect(apisOf(layer("responses") + DIRECT)).toEqual([
      ["foundry", "responses"],
      ["direct", "responses"],
    ]);
    const own = DIRECT.replace(": m", ": { model: m, api: chat-completions }");
    expect(apisOf(layer("responses") + own)).toEqual([
      ["foundry", "responses"],
      ["direct", "chat-completions"],
    ]);
    expect(apisOf(layer("chat-completions") + BEDROCK.replace("ROUTE", "m"))).toEqual([
      ["foundry", "chat-completions"],
      ["bedrock", "chat-completions"],
    ]);
  });

  test.each([
    ["vertex, which serves chat-completions only", VERTEX, "m", "vertex does not serve responses"],
    ["GPT OSS at bedrock-runtime", BEDROCK, "openai.gpt-oss-20b-1:0", "does not serve responses for it"],
    ["GPT OSS whatever its entry says", BEDROCK, "{ model: openai.gpt-oss-20b, api: responses }", "for it"],
    [
      "any other model there, unless its entry says so",
      BEDROCK,
      "openai.gpt-5.4",
      "serves responses for some models only",
    ],
  ])("rejects %s", (_, provider, route, message) => {
    const [finding, ...others] = findingsWith({
      "llm-config.yaml": layer("responses") + provider.replace("ROUTE", route),
    });
    expect([finding?.code, others]).toEqual(["provider-api", []]);
    expect(finding?.message).toContain(message);
    expect(finding?.help).toContain("api: chat-completions }");
    expect(finding?.help?.includes("endpoint: mantle")).toBe(provider === BEDROCK);
  });

  test.each([
    ["bedrock-mantle", BEDROCK.replace("us-west-2", "us-west-2, endpoint: mantle"), "openai.gpt-oss-20b"],
    ["bedrock-runtime, for a model whose entry says so", BEDROCK, "{ model: openai.gpt-5.4, api: responses }"],
    ["vertex by its own API", VERTEX, "{ model: m, api: chat-completions }"],
  ])("accepts %s", (_, provider, route) => {
    expect(findingsWith({ "llm-config.yaml": layer("responses") + provider.replace("ROUTE", route) })).toEqual([]);
  });

  test("says nothing of an API that could not be read", () => {
    const text = layer("chat") + VERTEX.replace("ROUTE", "m");
    expect(findingsWith({ "llm-config.yaml": text }).map(({ code }) => code)).toEqual(["unknown-api"]);
  });

  test("every endpoint has a source and the day on which it was read", () => {
    for (const { source, asOf, apis } of Object.values(ENDPOINTS)) {
      expect([source, asOf]).toEqual([
        expect.stringMatching(/^https:\/\//),
        expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      ]);
      expect(Object.keys(apis)).toContain("chat-completions");
    }
  });
});
