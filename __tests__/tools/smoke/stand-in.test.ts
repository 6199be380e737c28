import { loadCatalog } from "../../../config/catalog/catalog";
import { providers } from "../../../config/llm/providers/providers";
import { complete, stream } from "../../../docs/examples/backend/typescript/llm";
import { type StandIn, startStandIn } from "../../../tools/smoke/stand-in";
import { replyTo, rolesOf } from "../../../tools/smoke/stand-in-answer";
import { committedWithProviders } from "../../helpers/llm-docs";
import { poisonedPod } from "../../helpers/llm-vectors";

const ENVIRONMENT = committedWithProviders();
const ROLES = rolesOf(ENVIRONMENT, loadCatalog());
const LAYERS = ENVIRONMENT.llm.layers.map(({ layer }) => layer);
const HELLO = [{ role: "user", content: "hello" }];

describe("over the wire", () => {
  let standIn: StandIn;
  const realEnv = process.env;
  beforeAll(async () => {
    process.env = { ...realEnv, ...poisonedPod() };
    standIn = await startStandIn(ROLES, 0);
  });
  afterAll(async () => {
    process.env = realEnv;
    await standIn.close();
  });

  test.each(providers.map(([name]) => name))("the client that backends copy gets every layer at %s", async (name) => {
    const at = { LLM_PROVIDER: name, [`LLM_${name.toUpperCase()}_BASE_URL`]: standIn.baseUrls[name] ?? "" };
    const environment = poisonedPod(at);
    for (const layer of LAYERS) {
      const pieces: string[] = [];
      const whole = await complete(layer, "hello", { environment });
      const streamed = await stream(layer, "hello", (piece) => void pieces.push(piece), { environment });
      expect(whole).toMatchObject({ text: "ok", outputTokens: 1, attempts: 1, truncated: false });
      expect([streamed, pieces]).toEqual([whole, ["ok"]]);
    }
  });

  test("listens on this machine alone", () => {
    expect(Object.values(standIn.baseUrls).map((url) => new URL(url).hostname)).toEqual(Array(4).fill("127.0.0.1"));
  });

  test("a body that never ends is cut off", async () => {
    const body = "x".repeat(17 * 1024 * 1024);
    await expect(fetch(`${standIn.baseUrls.foundry}responses`, { method: "POST", body })).rejects.toThrow();
  });
});

describe("refuses what the real service refuses", () => {
  const ask = (path: string, body: object | string, authorization: string | undefined, method = "POST") =>
    replyTo({ method, path, authorization, body: typeof body === "string" ? body : JSON.stringify(body) }, ROLES);
  const foundry = (body: object | string, api = "chat/completions") =>
    ask(`/foundry/openai/v1/${api}`, body, "Bearer local-foundry");
  const chat = (more: object) => foundry({ model: "gpt-5.4", messages: HELLO, ...more });

  test("minimal: and nothing else", () => {
    expect(chat({ max_completion_tokens: 128_000 })).toMatchObject({ status: 200 });
    expect(chat({})).toMatchObject({ status: 200 });
  });

  test.each([
    ["another path", () => foundry({}, "completions"), 404, "Resource not found"],
    ["a path of no provider", () => ask("/v1/responses", {}, "Bearer local-foundry"), 404, "Resource not found"],
    ["another method", () => ask("/foundry/openai/v1/responses", {}, "Bearer local-foundry", "GET"), 404, "not found"],
    ["no credential", () => ask("/foundry/openai/v1/responses", {}, undefined), 401, "there is no credential"],
    [
      "the credential of another provider",
      () => ask("/foundry/openai/v1/responses", {}, "Bearer local-direct"),
      401,
      "not the stand-in's credential",
    ],
    ["what is no JSON", () => foundry("{"), 400, "no JSON object"],
    ["what is no object", () => foundry("[]"), 400, "no JSON object"],
    ["an unknown deployment", () => foundry({ model: "gpt-5", messages: HELLO }), 404, "does not exist: gpt-5"],
    [
      "a deployment of another spelling",
      () => foundry({ model: "kimi-k2.6", messages: HELLO }),
      404,
      "does not exist: kimi-k2.6",
    ],
    [
      "the wrong API of a deployment",
      () => foundry({ model: "gpt-5.3-codex", messages: HELLO }),
      400,
      "chat-completions does not work with the model gpt-5.3-codex",
    ],
    [
      "an API that the provider does not serve",
      () =>
        ask(
          "/vertex/v1/projects/acme-project/locations/global/endpoints/openapi/responses",
          { model: "google/gemini-3-pro", input: "hello" },
          "Bearer local-vertex",
        ),
      404,
      "vertex does not serve responses",
    ],
    ["no messages", () => foundry({ model: "gpt-5.4", messages: [] }), 400, "Missing required parameter: messages"],
    ["no input", () => foundry({ model: "gpt-5.4" }, "responses"), 400, "Missing required parameter: input"],
    ["an answer longer than the model's", () => chat({ max_completion_tokens: 128_001 }), 400, "at most 128000 tokens"],
    ["a bound by the wrong name", () => chat({ max_tokens: 5 }), 400, "Use max_completion_tokens instead"],
    ["a bound that is none", () => chat({ max_completion_tokens: 0 }), 400, "a whole number of at least 1"],
  ])("%s", (_, reply, status, message) => {
    expect(reply()).toEqual({ status, content: { error: { code: expect.any(String), message: expect.any(String) } } });
    expect(JSON.stringify(reply())).toContain(message);
  });
});
