/** llm.ts with the real `openai` and the real cache of `@azure/identity`, its vectors, and what they are made of. */
import { ENDPOINTS } from "../../../config/llm/providers/endpoints";
import { providers } from "../../../config/llm/providers/providers";
import * as llm from "../../../docs/examples/backend/typescript/llm";
import { committedPod } from "../../helpers/llm-docs";
import { poisonedPod, type Reply, type VectorCall, VECTORS } from "../../helpers/llm-vectors";

const real = {
  openai: jest.requireActual<object>("openai"),
  identity: jest.requireActual<object>("@azure/identity"),
};
const realFetch = globalThis.fetch;
const realEnv = process.env;

let tokens: { token: string; secondsLeft: number }[] = [];
let sent: object[] = [];
let replies: (string | Reply)[] = [];

/** The next token that a sign-in gives. */
function nextToken(): { token: string; expiresOnTimestamp: number } {
  const next = tokens.shift();
  if (next === undefined) throw new Error("the sign-in fails with poison-secret");
  return { token: next.token, expiresOnTimestamp: Date.now() + next.secondsLeft * 1000 };
}

/** Keeps a token until it ends, as the real one does. */
class GoogleAuth {
  private kept?: { token: string; expiresOnTimestamp: number };
  async getAccessToken(): Promise<string> {
    if (this.kept === undefined || this.kept.expiresOnTimestamp <= Date.now()) this.kept = nextToken();
    return this.kept.token;
  }
}

class DefaultAzureCredential {
  getToken = (): Promise<object> => Promise.resolve().then(nextToken);
}

/** The client as a pod that has just started has it. */
function fresh(): typeof llm {
  let module: typeof llm | undefined;
  jest.isolateModules(() => {
    jest.doMock("openai", () => real.openai);
    jest.doMock("@azure/identity", () => ({ ...real.identity, DefaultAzureCredential }));
    jest.doMock("google-auth-library", () => ({ GoogleAuth }));
    module = jest.requireActual<typeof llm>("../../../docs/examples/backend/typescript/llm");
  });
  return module!;
}

beforeEach(() => {
  globalThis.fetch = async (url, init) => {
    const { method, headers, body, redirect } = init ?? {};
    expect(redirect).toBe("manual");
    sent.push({ method, url, headers: Object.fromEntries(new Headers(headers)), body: JSON.parse(String(body)) });
    return replyTo(replies.shift() ?? "none");
  };
});
afterEach(() => {
  globalThis.fetch = realFetch;
  process.env = realEnv;
});

function replyTo(name: string | Reply): Response {
  const reply = typeof name === "string" ? VECTORS.answers[name] : name;
  if (reply === undefined) throw new TypeError("fetch failed");
  const { status, headers = {}, body, events } = reply;
  if (events === undefined) {
    return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } });
  }
  const lines = events.map((one) => `${one.type ? `event: ${one.type}\n` : ""}data: ${JSON.stringify(one)}\n\n`);
  return new Response(lines.join(""), { status, headers: { "content-type": "text/event-stream" } });
}

/** A call of a vector, and what came of it in the vector's words. */
async function callOf(client: typeof llm, one: VectorCall, environment: llm.Environment) {
  const waits: number[] = [];
  const pieces: string[] = [];
  [sent, replies] = [[], [...one.answers]];
  const options = {
    environment,
    ...(one.maxTokens !== undefined && { maxTokens: one.maxTokens }),
    wait: (ms: number) => Promise.resolve(void waits.push(ms)),
  };
  const outcome = await (
    one.stream
      ? client.stream(one.layer, one.input, (piece) => void pieces.push(piece), options)
      : client.complete(one.layer, one.input, options)
  ).then(
    (answer) => ({ answer: JSON.parse(JSON.stringify(answer)) as object }),
    (error: unknown) => ({ error: factsOf(error) }),
  );
  return { requests: sent, waits, pieces, ...outcome };
}

function factsOf(error: unknown) {
  if (!(error instanceof Error) || error.name !== "LlmError") throw error;
  const { message, key, status, code, attempts } = error as llm.LlmError;
  return JSON.parse(JSON.stringify({ message, key, status, code, attempts: attempts || undefined })) as object;
}

test.each(VECTORS.cases)("$name", async ({ environment, tokens: given, calls }) => {
  const pod = poisonedPod(environment);
  process.env = { ...realEnv, ...pod };
  tokens = [...(given ?? [{ token: `token-of-${pod.LLM_PROVIDER}`, secondsLeft: 3600 }])];
  const client = fresh();
  for (const one of calls) {
    const { waits, ...outcome } = await callOf(client, one, pod);
    const { requests, pieces = [], answer, error } = one;
    expect(outcome).toEqual({ requests, pieces, ...(answer ? { answer } : { error }) });
    expect(waits.map(Math.round)).toEqual((one.waits ?? []).map(([least, most]) => within(least, most)));
  }
});

function within(least: number, most: number): unknown {
  return least === most
    ? least
    : { asymmetricMatch: (ms: number) => least <= ms && ms <= most, toString: () => "wait" };
}

test.each(VECTORS.targets)("resolve $layer of $environment", ({ environment, layer, target, error }) => {
  process.env = { ...realEnv, ...VECTORS.poison };
  const resolved = (() => {
    try {
      return { target: llm.resolve(layer, poisonedPod(environment)) };
    } catch (thrown) {
      return { error: factsOf(thrown) };
    }
  })();
  expect(resolved).toEqual(target ? { target } : { error });
});

test("the vectors' environment is the ConfigMap of the committed layers with the providers of docs/llm-config.md", () => {
  expect(VECTORS.environment).toEqual(committedPod());
});

test("changing LLM_PROVIDER alone moves every layer to each provider's host, with that provider's credential", () => {
  const every = VECTORS.cases.filter(({ name }) => name.startsWith("every layer at "));
  expect(every.map(({ environment }) => environment)).toEqual(providers.map(([name]) => ({ LLM_PROVIDER: name })));
  const seen = every.map(({ calls }) =>
    calls.flatMap(({ requests }) =>
      (requests as { url: string; headers: { authorization: string } }[]).map(
        ({ url, headers }) => `${new URL(url).host} ${headers.authorization}`,
      ),
    ),
  );
  expect(seen.map((requests) => [requests.length, ...new Set(requests)])).toEqual([
    [5, "aucert-ai.openai.azure.com Bearer token-of-foundry"],
    [5, "bedrock-runtime.us-west-2.amazonaws.com Bearer key-of-bedrock"],
    [5, "aiplatform.googleapis.com Bearer token-of-vertex"],
    [5, "api.openai.com Bearer key-of-direct"],
  ]);
});

test.each(Object.keys(ENDPOINTS) as (keyof typeof ENDPOINTS)[])("%s gets the names that its facts say", (endpoint) => {
  const provider = endpoint.split("-")[0] as llm.Provider;
  const target = { ...llm.resolve("decision", poisonedPod({ LLM_PROVIDER: provider })) };
  for (const [api, { answerBound }] of Object.entries(ENDPOINTS[endpoint].apis)) {
    expect(llm.requestOf({ ...target, api: api as llm.Api }, "hello").body).toHaveProperty(answerBound, 4096);
  }
});

test("what the caller's function throws is not taken for the provider's failure", async () => {
  [tokens, replies, sent] = [[{ token: "t", secondsLeft: 3600 }], ["chat-stream", "chat-stream"], []];
  const hand = () => {
    throw new RangeError("the reader has left");
  };
  await expect(fresh().stream("decision", "hello", hand, { environment: poisonedPod() })).rejects.toThrow(RangeError);
  expect(sent).toHaveLength(1);
});

test("a host that only looks like the provider's, behind an @, gets nothing", () => {
  const pod = poisonedPod({ LLM_FOUNDRY_BASE_URL: "https://aucert-ai.openai.azure.com@poison.example/" });
  expect(() => llm.resolve("decision", pod)).toThrow("leads to poison.example, which is no host of foundry");
});
