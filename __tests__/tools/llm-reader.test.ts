import OpenAI from "openai";
import { configMaps, llmEnv } from "../../config/llm/llm-env";
import type { Environment } from "../../config/environment";
import { layersIn, LlmConfigError, type LlmEnvironment, readLayer } from "../../tools/llm-reader";
import { filesWith, load } from "../helpers/config";
import { type LlmServer, startLlmServer } from "../helpers/llm-server";

const MODELS = `version: 1
defaults: { capacity: 300 }
models:
  - name: gpt-5.4
  - name: gpt-5.3-codex
  - name: Kimi-K2.6
`;

const LLM_CONFIG = `version: 1
provider: foundry
layers:
  decision: { stage: L4, model: gpt-5.4, fallbacks: [Kimi-K2.6] }
  decision-code: { stage: L4, model: gpt-5.3-codex, api: responses }
providers:
  direct:
    apiKeyEnv: TEST_KEY
    models:
      decision: direct-model
      decision-code: { model: direct-code, api: responses }
  bedrock:
    region: us-west-2
    models: { decision: openai.gpt-oss-120b-1:0, decision-code: { model: openai.gpt-oss-20b-1:0 } }
  vertex:
    project: acme-project
    location: global
    models: { decision: google/gemini-3-pro, decision-code: google/gemini-3-pro }
`;

function environment(llm = LLM_CONFIG): Environment {
  const { environments, findings } = load(filesWith({ "models.yaml": MODELS, "llm-config.yaml": llm }));
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  return environments[0]!;
}

function podEnvironment(llm?: string): LlmEnvironment {
  return configMaps(environment(llm))[0]!.data;
}

describe("readLayer", () => {
  test("minimal", () => {
    expect(readLayer(podEnvironment(), "decision")).toEqual({
      provider: "foundry",
      baseUrl: "https://aucert-test.openai.azure.com/openai/v1/",
      auth: "entra-id",
      tokenScope: "https://cognitiveservices.azure.com/.default",
      model: "gpt-5.4",
      api: "chat-completions",
      fallbacks: ["Kimi-K2.6"],
      contextTokens: 1_050_000,
      maxOutputTokens: 128_000,
    });
  });

  test.each([
    [
      "bedrock",
      {
        baseUrl: "https://bedrock-runtime.us-west-2.amazonaws.com/openai/v1/",
        auth: "aws-bearer",
        apiKeyEnv: "AWS_BEARER_TOKEN_BEDROCK",
      },
    ],
    [
      "vertex",
      {
        baseUrl: "https://aiplatform.googleapis.com/v1/projects/acme-project/locations/global/endpoints/openapi/",
        auth: "google-adc",
      },
    ],
    ["direct", { baseUrl: "https://api.openai.com/v1/", auth: "api-key", apiKeyEnv: "TEST_KEY" }],
  ])("finds everything at %s when LLM_PROVIDER alone is changed", (provider, expected) => {
    const target = readLayer({ ...podEnvironment(), LLM_PROVIDER: provider }, "decision");
    expect(target).toMatchObject({ provider, fallbacks: [], api: "chat-completions", ...expected });
  });

  test("a Vertex location other than global stands in the host, too", () => {
    const pod = { ...podEnvironment(LLM_CONFIG.replace("global", "us-central1")), LLM_PROVIDER: "vertex" };
    expect(readLayer(pod, "decision").baseUrl).toBe(
      "https://us-central1-aiplatform.googleapis.com/v1/projects/acme-project/locations/us-central1/endpoints/openapi/",
    );
  });

  test.each([
    ["LLM_PROVIDER", undefined, "LLM_PROVIDER is missing"],
    ["LLM_PROVIDER", "azure", 'LLM_PROVIDER is "azure", which is none of foundry, bedrock, vertex, direct'],
    ["LLM_CONFIG_SCHEMA", "2", "LLM_CONFIG_SCHEMA is 2, but this reader knows 1"],
    ["LLM_FOUNDRY_BASE_URL", "https://x", "LLM_FOUNDRY_BASE_URL does not end in /"],
    ["LLM_FOUNDRY_AUTH", "google-adc", 'LLM_FOUNDRY_AUTH is "google-adc", which is none of entra-id, api-key'],
    ["LLM_FOUNDRY_TOKEN_SCOPE", undefined, "LLM_FOUNDRY_TOKEN_SCOPE is missing"],
    ["LLM_FOUNDRY_DECISION_MODEL", "", "LLM_FOUNDRY_DECISION_MODEL is missing"],
    ["LLM_FOUNDRY_DECISION_API", "chat", 'LLM_FOUNDRY_DECISION_API is "chat"'],
    [
      "LLM_FOUNDRY_DECISION_CONTEXT_TOKENS",
      "1e6",
      'LLM_FOUNDRY_DECISION_CONTEXT_TOKENS is "1e6", which is no number of tokens',
    ],
  ])("rejects %s = %j", (key, value, message) => {
    const read = () => readLayer({ ...podEnvironment(), [key]: value }, "decision");
    expect(read).toThrow(LlmConfigError);
    expect(read).toThrow(message);
  });

  test("rejects a layer that is not there, naming the key", () => {
    expect(() => readLayer(podEnvironment(), "decison")).toThrow("LLM_FOUNDRY_DECISON_MODEL is missing");
  });

  test("lists the layers that are there", () => {
    expect(layersIn(podEnvironment())).toEqual(["DECISION", "DECISION_CODE"]);
  });
});

test("a change of one layer's model changes exactly its keys and the hash", () => {
  const before = configMaps(environment())[0]!;
  const after = configMaps(
    environment(LLM_CONFIG.replace("model: gpt-5.4, fallbacks: [Kimi-K2.6]", "model: Kimi-K2.6")),
  )[0]!;
  const changed = [...new Set([...Object.keys(before.data), ...Object.keys(after.data)])].filter(
    (key) => before.data[key] !== after.data[key],
  );
  expect(changed.every((key) => key.startsWith("LLM_FOUNDRY_DECISION_") && !key.includes("CODE"))).toBe(true);
  expect(changed).toContain("LLM_FOUNDRY_DECISION_MODEL");
  expect(before.annotations).not.toEqual(after.annotations);
});

describe("the openai client, configured only from the ConfigMap", () => {
  const servers: LlmServer[] = [];
  const start = async (models: string[], responsesOnly: string[]) => {
    const server = await startLlmServer({ models, responsesOnly });
    servers.push(server);
    return server;
  };
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

  /** What a backend does: reads, signs in, calls. */
  async function callLayer(pod: LlmEnvironment, layer: string): Promise<void> {
    const { baseUrl, model, api, tokenScope, apiKeyEnv } = readLayer(pod, layer);
    const apiKey = tokenScope !== undefined ? `token for ${tokenScope}` : (pod[apiKeyEnv ?? ""] ?? "");
    const client = new OpenAI({ baseURL: baseUrl, apiKey, maxRetries: 0 });
    if (api === "responses") await client.responses.create({ model, input: "hello" });
    else await client.chat.completions.create({ model, messages: [{ role: "user", content: "hello" }] });
  }

  test("reaches every layer by the right path, model and sign-in, and moves with LLM_PROVIDER alone", async () => {
    const foundry = await start(["gpt-5.4", "gpt-5.3-codex"], ["gpt-5.3-codex"]);
    const direct = await start(["direct-model", "direct-code"], ["direct-code"]);
    const pod = {
      ...llmEnv(environment().llm),
      LLM_FOUNDRY_BASE_URL: foundry.baseUrl,
      LLM_DIRECT_BASE_URL: direct.baseUrl,
      TEST_KEY: "key-of-the-pod",
    };

    for (const layer of ["decision", "decision-code"]) await callLayer(pod, layer);
    const token = "Bearer token for https://cognitiveservices.azure.com/.default";
    expect(foundry.seen).toEqual([
      { path: "/openai/v1/chat/completions", model: "gpt-5.4", authorization: token },
      { path: "/openai/v1/responses", model: "gpt-5.3-codex", authorization: token },
    ]);
    expect(direct.seen).toEqual([]);

    for (const layer of ["decision", "decision-code"]) await callLayer({ ...pod, LLM_PROVIDER: "direct" }, layer);
    expect(direct.seen.map(({ path, model, authorization }) => [path, model, authorization])).toEqual([
      ["/openai/v1/chat/completions", "direct-model", "Bearer key-of-the-pod"],
      ["/openai/v1/responses", "direct-code", "Bearer key-of-the-pod"],
    ]);
    expect(foundry.seen).toHaveLength(2);
  });

  test("is refused, as by Azure, when it calls chat completions on a Responses-only model", async () => {
    const foundry = await start(["gpt-5.3-codex"], ["gpt-5.3-codex"]);
    const pod = {
      ...llmEnv(environment().llm),
      LLM_FOUNDRY_BASE_URL: foundry.baseUrl,
      LLM_FOUNDRY_DECISION_CODE_API: "chat-completions",
    };
    await expect(callLayer(pod, "decision-code")).rejects.toMatchObject({ status: 400, code: "OperationNotSupported" });
  });
});
