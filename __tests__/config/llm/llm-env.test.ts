import { configMaps, layerPrefix, llmEnv, providerPrefix } from "../../../config/llm/llm-env";
import type { Aks, LlmConfig, Provider, Route } from "../../../config/model";

const CHECKSUM = "checksum/config";

function aks(namespaces: readonly string[]): Aks {
  return { cluster: "acme-aks", context: "acme-aks", namespaces, serviceAccount: "llm-client" };
}

function foundry(changes: Partial<Provider> = {}): Provider {
  const routes: Route[] = [
    { layer: "decision-code", model: "gpt-5.3-codex", api: "responses", fallbacks: [] },
    { layer: "generation", model: "Kimi-K2.6", api: "chat-completions", fallbacks: [] },
  ];
  return {
    name: "foundry",
    baseUrl: "https://acme.openai.azure.com/openai/v1/",
    endpoint: "foundry",
    auth: "entra-id",
    routes,
    ...changes,
  };
}

function llm(...providers: Provider[]): LlmConfig {
  return { provider: "foundry", reloader: false, layers: [], providers };
}

function checksum(config: LlmConfig): string | undefined {
  return configMaps({ aks: aks(["default"]), llm: config })[0]?.annotations[CHECKSUM];
}

test("holds the provider in use and, for each provider, base URL, sign-in and each layer's model and API", () => {
  const data = llmEnv(llm(foundry()));

  expect(data).toEqual({
    LLM_CONFIG_SCHEMA: "1",
    LLM_PROVIDER: "foundry",
    LLM_FOUNDRY_BASE_URL: "https://acme.openai.azure.com/openai/v1/",
    LLM_FOUNDRY_AUTH: "entra-id",
    LLM_FOUNDRY_DECISION_CODE_MODEL: "gpt-5.3-codex",
    LLM_FOUNDRY_DECISION_CODE_API: "responses",
    LLM_FOUNDRY_GENERATION_MODEL: "Kimi-K2.6",
    LLM_FOUNDRY_GENERATION_API: "chat-completions",
  });
});

test("carries every configured provider at once, whichever is in use", () => {
  const bedrock = foundry({ name: "bedrock", baseUrl: "https://bedrock.example/v1/", auth: "api-key", routes: [] });

  const data = llmEnv({ ...llm(foundry({ routes: [] }), bedrock), provider: "bedrock" });

  expect(data).toEqual({
    LLM_CONFIG_SCHEMA: "1",
    LLM_PROVIDER: "bedrock",
    LLM_FOUNDRY_BASE_URL: "https://acme.openai.azure.com/openai/v1/",
    LLM_FOUNDRY_AUTH: "entra-id",
    LLM_BEDROCK_BASE_URL: "https://bedrock.example/v1/",
    LLM_BEDROCK_AUTH: "api-key",
  });
});

test("a reader finds a layer's settings from LLM_PROVIDER and the layer's name", () => {
  const data = llmEnv(llm(foundry()));

  const prefix = `LLM_${data.LLM_PROVIDER?.toUpperCase()}`;
  const layer = "decision-code".toUpperCase().replace("-", "_");
  expect([data[`${prefix}_BASE_URL`], data[`${prefix}_${layer}_MODEL`], data[`${prefix}_${layer}_API`]]).toEqual([
    "https://acme.openai.azure.com/openai/v1/",
    "gpt-5.3-codex",
    "responses",
  ]);
});

test("all keys are valid environment-variable names, in code-unit order", () => {
  const routes: Route[] = ["a", "decision-code-review", "l3"].map((layer) => ({
    layer,
    model: "m",
    api: "responses",
    fallbacks: [],
  }));

  const keys = Object.keys(llmEnv(llm(foundry({ routes }))));

  expect(keys).toHaveLength(10);
  expect(keys.filter((key) => !/^[A-Z_][A-Z0-9_]*$/.test(key))).toEqual([]);
  expect(keys).toEqual([...keys].sort());
});

test.each([
  ["generation", "GENERATION"],
  ["decision-code", "DECISION_CODE"],
  ["a-b-c1", "A_B_C1"],
])("the layer %s is %s in a key", (name, part) => {
  expect(providerPrefix("foundry")).toBe("LLM_FOUNDRY");
  expect(layerPrefix("foundry", name)).toBe(`LLM_FOUNDRY_${part}`);
});

test("one ConfigMap per namespace, alike but for the namespace", () => {
  const [a, b, ...rest] = configMaps({ aks: aks(["team-a", "team-b"]), llm: llm(foundry()) });

  expect([a?.namespace, b?.namespace, rest]).toEqual(["team-a", "team-b", []]);
  expect({ ...a, namespace: "" }).toEqual({ ...b, namespace: "" });
  expect(a?.data).toEqual(llmEnv(llm(foundry())));
});

test("carries Kubernetes' common labels", () => {
  const [configMap] = configMaps({ aks: aks(["default"]), llm: llm(foundry()) });

  expect(configMap).toMatchObject({
    name: "llm-config",
    labels: {
      "app.kubernetes.io/component": "configuration",
      "app.kubernetes.io/managed-by": "cdktf",
      "app.kubernetes.io/name": "llm-config",
      "app.kubernetes.io/part-of": "foundry",
    },
  });
});

describe("the checksum", () => {
  const [first, second] = foundry().routes as [Route, Route];

  test("is a SHA-256 in hex", () => {
    expect(checksum(llm(foundry()))).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each<[string, LlmConfig]>([
    ["the provider in use", { ...llm(foundry()), provider: "direct" }],
    ["the base URL", llm(foundry({ baseUrl: "https://other.openai.azure.com/openai/v1/" }))],
    ["the sign-in", llm(foundry({ auth: "api-key" }))],
    ["a layer's model", llm(foundry({ routes: [{ ...first, model: "gpt-5.4" }, second] }))],
    ["a layer's API", llm(foundry({ routes: [{ ...first, api: "chat-completions" }, second] }))],
    ["a layer's name", llm(foundry({ routes: [{ ...first, layer: "decision" }, second] }))],
    ["the number of layers", llm(foundry({ routes: [first] }))],
    ["the number of providers", llm(foundry(), foundry({ name: "direct" }))],
  ])("changes with %s", (_, changed) => {
    expect(checksum(changed)).not.toBe(checksum(llm(foundry())));
  });

  test.each<[string, LlmConfig]>([
    ["the order of layers", llm(foundry({ routes: [second, first] }))],
    ["a layer's stage, which is no data", { ...llm(foundry()), layers: [{ ...second, layer: "x", stage: "L9" }] }],
  ])("does not change with %s", (_, changed) => {
    expect(checksum(changed)).toBe(checksum(llm(foundry())));
  });

  test("does not change with the namespace", () => {
    const maps = configMaps({ aks: aks(["team-a", "team-b"]), llm: llm(foundry()) });

    expect(maps.map(({ annotations }) => annotations)).toEqual([
      { [CHECKSUM]: checksum(llm(foundry())) },
      { [CHECKSUM]: checksum(llm(foundry())) },
    ]);
  });
});
