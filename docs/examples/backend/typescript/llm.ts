/**
 * Calls the model of a layer wherever `LLM_PROVIDER` says it is. One file to copy: it imports only the package `openai` and, when
 * they are needed, `@azure/identity` (Foundry) and `google-auth-library` (Vertex AI). The variables that it reads are those of the
 * ConfigMap `llm-config`; `llm.py` is the same in Python, and both pass the same vectors.
 */
import OpenAI from "openai";

export type Provider = "foundry" | "bedrock" | "vertex" | "direct";
export type Api = "chat-completions" | "responses";
export type Auth = "entra-id" | "api-key" | "aws-bearer" | "google-adc";

/** `process.env`, or the data of the ConfigMap with the variables that hold keys. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a layer's calls go. */
export interface Target {
  readonly provider: Provider;
  /** Ends in `/`. */
  readonly baseUrl: string;
  readonly auth: Auth;
  /** Scope of the token, with `entra-id`. */
  readonly tokenScope?: string;
  /** Variable that holds the key, with `api-key` and `aws-bearer`. */
  readonly apiKeyEnv?: string;
  readonly model: string;
  readonly api: Api;
  /** Models to try next, in this order. */
  readonly fallbacks: readonly string[];
  /** Prompt and answer together, in tokens. */
  readonly contextTokens?: number;
  /** Longest answer that the model can give, in tokens. */
  readonly maxOutputTokens?: number;
}

export type Input = string | readonly { readonly role: "system" | "user" | "assistant"; readonly content: string }[];

export type OnText = (piece: string) => void | Promise<void>;

export interface CallOptions {
  /** Longest answer in tokens, reasoning included. Azure reserves prompt plus this when a request arrives: ask for what you need. */
  readonly maxTokens?: number;
  /** Longest that one request may take, to the end of its body or stream. */
  readonly timeoutMs?: number;
  readonly environment?: Environment;
  /** Waits before a retry; a test passes its own. */
  readonly wait?: (ms: number) => Promise<void>;
}

export interface Answer {
  readonly text: string;
  /** Of the layer's models the one that answered. */
  readonly model: string;
  /** Undefined where the provider does not say. */
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
  /** Requests sent, retries and fallbacks included. */
  readonly attempts: number;
  /** Whether the answer ends early because it reached `maxTokens`. */
  readonly truncated: boolean;
}

/** What stands in the way: of the environment or the sign-in with `key`, of a call without. */
export class LlmError extends Error {
  /** The environment variable that is missing or wrong. */
  readonly key?: string;
  /** HTTP status of the last answer. */
  readonly status?: number;
  /** The provider's word for it. */
  readonly code?: string;
  readonly attempts: number = 0;

  constructor(message: string, facts: Partial<Pick<LlmError, "key" | "status" | "code" | "attempts" | "cause">> = {}) {
    super(message);
    this.name = "LlmError";
    Object.assign(this, facts);
  }
}

export const DEFAULT_MAX_TOKENS = 4096;
const SCHEMA = "1";
const RETRIES = 2;
const LONGEST_WAIT_MS = 60_000;
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const DEFAULT_TIMEOUT_MS = 600_000;

interface Kind {
  readonly auths: readonly Auth[];
  /** Hosts that may see the provider's credential; a gateway of your own belongs here. */
  readonly host: RegExp;
  /** What Chat Completions calls the longest answer here. */
  readonly chatBound: "max_completion_tokens" | "max_tokens";
}
const PROVIDERS: Readonly<Record<Provider, Kind>> = {
  foundry: {
    auths: ["entra-id", "api-key"],
    host: /\.(openai|cognitiveservices|services\.ai)\.azure\.com$/,
    chatBound: "max_completion_tokens",
  },
  bedrock: {
    auths: ["aws-bearer"],
    host: /^bedrock-(runtime\.[a-z0-9-]+\.amazonaws\.com|mantle\.[a-z0-9-]+\.api\.aws)$/,
    chatBound: "max_completion_tokens",
  },
  vertex: { auths: ["google-adc"], host: /^([a-z0-9-]+-)?aiplatform\.googleapis\.com$/, chatBound: "max_tokens" },
  direct: { auths: ["api-key"], host: /./, chatBound: "max_completion_tokens" },
};
const APIS: readonly Api[] = ["chat-completions", "responses"];

/**
 * Where a layer's calls go. Pure.
 * @param layer as in llm-config.yaml, such as `decision-code`
 * @throws LlmError that names the variable that is missing or wrong
 */
export function resolve(layer: string, environment: Environment = process.env): Target {
  const schema = required(environment, "LLM_CONFIG_SCHEMA");
  if (schema !== SCHEMA) throw wrong("LLM_CONFIG_SCHEMA", `is ${schema}, but this client knows ${SCHEMA}: update it`);
  const provider = wordOf(environment, "LLM_PROVIDER", Object.keys(PROVIDERS) as Provider[]);
  const prefix = `LLM_${provider.toUpperCase()}`;
  const route = `${prefix}_${layer.toUpperCase().replace(/-/g, "_")}`;
  const auth = wordOf(environment, `${prefix}_AUTH`, PROVIDERS[provider].auths);
  const contextTokens = tokensOf(environment, `${route}_CONTEXT_TOKENS`);
  const maxOutputTokens = tokensOf(environment, `${route}_MAX_OUTPUT_TOKENS`);
  return {
    provider,
    baseUrl: baseUrlOf(environment, `${prefix}_BASE_URL`, provider),
    auth,
    ...(auth === "entra-id" && { tokenScope: required(environment, `${prefix}_TOKEN_SCOPE`) }),
    ...((auth === "api-key" || auth === "aws-bearer") && { apiKeyEnv: required(environment, `${prefix}_API_KEY_ENV`) }),
    model: required(environment, `${route}_MODEL`),
    api: wordOf(environment, `${route}_API`, APIS),
    fallbacks: environment[`${route}_FALLBACKS`]?.split(",").filter((model) => model !== "") ?? [],
    ...(contextTokens !== undefined && { contextTokens }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
  };
}

/**
 * Asks a layer's model.
 * @throws LlmError when no model of the layer answers
 */
export async function complete(layer: string, input: Input, options: CallOptions = {}): Promise<Answer> {
  return call(resolve(layer, options.environment), input, options);
}

/**
 * The same, handing over each piece of the text as it arrives. Once there was a piece a failure is not tried again.
 * @throws LlmError when no model of the layer answers, or the answer breaks off; whatever `onText` throws
 */
export async function stream(layer: string, input: Input, onText: OnText, options: CallOptions = {}): Promise<Answer> {
  return call(resolve(layer, options.environment), input, options, onText);
}

/** Calls a target, which may have been changed since it was resolved. */
export async function call(target: Target, input: Input, options: CallOptions = {}, onText?: OnText): Promise<Answer> {
  const { wait = (ms) => new Promise((done) => setTimeout(done, ms)) } = options;
  let attempts = 0;
  let hasText = false;
  const hand = onText && ((piece: string) => ((hasText = true), onText(piece)));
  let failure = new LlmError("no model was called");
  for (const model of [target.model, ...target.fallbacks]) {
    for (let retry = 0; retry <= RETRIES; retry += 1) {
      const aim = { ...target, model };
      const token = await signIn(aim, options.environment);
      attempts += 1;
      try {
        return { ...(await send(aim, token, input, options, hand)), model, attempts };
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        failure = error.of(aim, attempts);
      }
      const pause = pauseAfter(failure, retry);
      if (hasText || pause === undefined || retry === RETRIES) break;
      await wait(pause);
    }
    if (!movesOn(failure.status)) break;
  }
  throw failure;
}

/** The request that a call sends first, but for the credential. Pure. */
export function requestOf(target: Target, input: Input, maxTokens: number = DEFAULT_MAX_TOKENS) {
  if (!Number.isInteger(maxTokens) || maxTokens < 1)
    throw new LlmError(`the longest answer is ${maxTokens}, which is no number of tokens`);
  const { baseUrl, model, api, provider } = target;
  const most = Math.min(maxTokens, target.maxOutputTokens ?? maxTokens);
  const messages = typeof input === "string" ? [{ role: "user", content: input }] : input;
  return api === "responses"
    ? { method: "POST", url: `${baseUrl}responses`, body: { model, input, max_output_tokens: most } }
    : {
        method: "POST",
        url: `${baseUrl}chat/completions`,
        body: { model, messages, [PROVIDERS[provider].chatBound]: most },
      };
}

/**
 * The key or token for a target. On this machine nobody signs in, and no real credential is sent: a word stands for it.
 * @throws LlmError that names the variable or the sign-in that is missing
 */
export async function signIn(target: Target, environment: Environment = process.env): Promise<string> {
  const { provider, auth, apiKeyEnv = "", tokenScope = "" } = target;
  if (isLoopback(new URL(target.baseUrl).hostname)) return localCredential(provider);
  if (auth === "entra-id" || auth === "google-adc") {
    const [token, remedy] =
      auth === "entra-id"
        ? [entraToken(tokenScope), "give the pod its identity, or run az login"]
        : [googleToken(), "give the pod its identity, or run gcloud auth application-default login"];
    return token.catch((cause: unknown) => {
      const key = `LLM_${provider.toUpperCase()}_AUTH`;
      throw new LlmError(`${key} is ${auth}, but no token could be had: ${remedy}`, { key, cause });
    });
  }
  const key = required(environment, apiKeyEnv, "is not set: it must hold the key of " + provider).trim();
  if (/\s/.test(key)) throw wrong(apiKeyEnv, "holds a blank or line end within the key");
  return key;
}

/** What stands for a provider's credential on this machine. */
export function localCredential(provider: string): string {
  return `local-${provider}`;
}

const entraTokens = new Map<string, () => Promise<string>>();
/** Kept by the package, and renewed before it ends. */
async function entraToken(scope: string): Promise<string> {
  const { DefaultAzureCredential, getBearerTokenProvider } = await import("@azure/identity");
  const tokenOf = entraTokens.get(scope) ?? getBearerTokenProvider(new DefaultAzureCredential(), scope);
  entraTokens.set(scope, tokenOf);
  return tokenOf();
}

let google: { getAccessToken(): Promise<string | null | undefined> } | undefined;
/** Kept by the package, and renewed before it ends. */
async function googleToken(): Promise<string> {
  const { GoogleAuth } = await import("google-auth-library");
  google ??= new GoogleAuth({ scopes: "https://www.googleapis.com/auth/cloud-platform" });
  const token = await google.getAccessToken();
  if (!token) throw new Error("google-auth-library gave no token");
  return token;
}

type Outcome = Omit<Answer, "model" | "attempts">;

async function send(
  target: Target,
  token: string,
  input: Input,
  { maxTokens, timeoutMs = DEFAULT_TIMEOUT_MS }: CallOptions,
  hand: OnText | undefined,
): Promise<Outcome> {
  const { body } = requestOf(target, input, maxTokens);
  const deadline = AbortSignal.timeout(Math.ceil(timeoutMs));
  const fetchInTime = guarded(target, token, deadline);
  const client = new OpenAI({
    ...{ baseURL: target.baseUrl, apiKey: token, timeout: timeoutMs, maxRetries: 0, fetch: fetchInTime },
    // What is left out here the package takes from its own environment variables.
    ...{ adminAPIKey: null, organization: null, project: null, webhookSecret: null, logLevel: "off" as const },
  });
  const parts = target.api === "responses" ? responseParts(client, body, !!hand) : chatParts(client, body, !!hand);
  const failed = (error: unknown) => {
    const late = deadline.aborted && new Error(`the request timed out after ${timeoutMs} ms`, { cause: error });
    throw new Failure("", { cause: late || error });
  };
  try {
    for (;;) {
      const part = await parts.next().catch(failed);
      if (part.done) return part.value;
      await hand?.(part.value);
    }
  } finally {
    await parts.return(undefined as never).catch(() => undefined);
  }
}

type Body = Readonly<Record<string, unknown>>;
type Parts = AsyncGenerator<string, Outcome, undefined>;

async function* chatParts(client: OpenAI, body: Body, isStreamed: boolean): Parts {
  if (!isStreamed) {
    const params = body as unknown as OpenAI.ChatCompletionCreateParamsNonStreaming;
    const { choices, usage } = await client.chat.completions.create(params);
    const choice = choiceOf(choices);
    if (choice === undefined) throw new Error("the answer has no choice");
    return { text: choice.message.content ?? "", ...chatUsage(choice.finish_reason, usage) };
  }
  const params = { ...body, stream: true, stream_options: { include_usage: true } };
  const texts: string[] = [];
  let end: string | undefined;
  let total: OpenAI.CompletionUsage | undefined;
  for await (const { choices, usage } of await client.chat.completions.create(
    params as unknown as OpenAI.ChatCompletionCreateParamsStreaming,
  )) {
    const choice = choiceOf(choices);
    const piece = choice?.delta.content;
    end = choice?.finish_reason ?? end;
    total = usage ?? total;
    if (!piece) continue;
    texts.push(piece);
    yield piece;
  }
  if (end === undefined) throw new Error("the stream ended before the answer did");
  return { text: texts.join(""), ...chatUsage(end, total) };
}

/** The first and only one; an answer or a part of a stream may have none, whatever the package's types say. */
function choiceOf<Choice>(choices: readonly Choice[] | undefined): Choice | undefined {
  return choices?.[0];
}

function chatUsage(reason: string | undefined, usage: OpenAI.CompletionUsage | undefined) {
  return {
    inputTokens: usage?.prompt_tokens,
    outputTokens: usage?.completion_tokens,
    truncated: reason === "length",
  };
}

async function* responseParts(client: OpenAI, body: Body, isStreamed: boolean): Parts {
  if (!isStreamed) {
    const params = body as unknown as OpenAI.Responses.ResponseCreateParamsNonStreaming;
    return responseOutcome(await client.responses.create(params));
  }
  const params = { ...body, stream: true } as unknown as OpenAI.Responses.ResponseCreateParamsStreaming;
  for await (const event of await client.responses.create(params)) {
    if (event.type === "response.output_text.delta") yield event.delta;
    else if (event.type === "error") throw new Error(event.message);
    else if (["response.completed", "response.incomplete", "response.failed"].includes(event.type)) {
      return responseOutcome((event as { response: OpenAI.Responses.Response }).response);
    }
  }
  throw new Error("the stream ended before the answer did");
}

/** Why an answer of the Responses API ends early when it reached the longest, and when it does not say. */
const LENGTH = "max_output_tokens";

function responseOutcome({
  output,
  usage,
  status,
  error,
  incomplete_details: early,
}: OpenAI.Responses.Response): Outcome {
  if (status === "failed") throw new Error(error?.message ?? "the answer failed");
  const contents = output.flatMap((item) => (item.type === "message" ? item.content : []));
  return {
    text: contents.map((content) => (content.type === "output_text" ? content.text : "")).join(""),
    inputTokens: usage?.input_tokens,
    outputTokens: usage?.output_tokens,
    truncated: status === "incomplete" && (early?.reason ?? LENGTH) === LENGTH,
  };
}

/**
 * Sends what the package built to the target's own host, with these headers and no other, and follows no redirect. The package's
 * own time ends when headers arrive; the deadline holds for the body and the stream too.
 */
function guarded({ baseUrl }: Target, token: string, deadline: AbortSignal): typeof fetch {
  const headers = {
    accept: "application/json",
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
  };
  return async (url, init) => {
    if (new URL(String(url)).origin !== new URL(baseUrl).origin) throw new Error(`${String(url)} is not at ${baseUrl}`);
    const signal = AbortSignal.any(init?.signal ? [init.signal, deadline] : [deadline]);
    return fetch(url, { ...init, headers, redirect: "manual", signal });
  };
}

/** What the package's errors tell. */
interface Told {
  readonly status?: number;
  readonly code?: unknown;
  readonly error?: { readonly message?: unknown };
  readonly message?: string;
  readonly headers?: Headers;
}

/** A call that failed, whose cause is the package's error. */
class Failure extends Error {
  of({ model, provider, baseUrl }: Target, attempts: number): LlmError {
    const { status, code, error, message } = this.cause as Told;
    const text = error?.message ?? message ?? this.cause;
    const word = typeof code === "string" ? code : undefined;
    const what = status === undefined ? `no whole answer from ${new URL(baseUrl).host}` : `HTTP ${status}`;
    return new LlmError(`${what}${word ? ` ${word}` : ""}: ${String(text)} (${model} at ${provider})`, {
      ...{ attempts, cause: this.cause },
      ...(status !== undefined && { status }),
      ...(word !== undefined && { code: word }),
    });
  }
}

/** Milliseconds to wait before the same model is tried again; undefined when it is not. */
function pauseAfter({ status, cause }: LlmError, retry: number): number | undefined {
  if (status !== undefined && status !== 429 && status < 500) return undefined;
  const asked = askedPause((cause as Told).headers);
  if (asked !== undefined) return asked > LONGEST_WAIT_MS ? undefined : asked;
  return 500 * 2 ** retry * (1 - Math.random() / 4);
}

function askedPause(headers: Headers | undefined): number | undefined {
  const ms = headers?.get("retry-after-ms");
  if (ms && /^\d+$/.test(ms)) return Number(ms);
  const after = headers?.get("retry-after");
  if (!after) return undefined;
  if (/^\d+(\.\d+)?$/.test(after)) return Number(after) * 1000;
  // What is no HTTP date, such as -1, is a day long past to Date.parse.
  const asked = HTTP_DATE.test(after) ? Date.parse(after) - Date.now() : Number.NaN;
  return Number.isNaN(asked) ? undefined : Math.max(asked, 0);
}

/** Whether another model may have an answer. */
function movesOn(status: number | undefined): boolean {
  return status !== undefined && (status === 404 || status === 410 || status === 429 || status >= 500);
}

function baseUrlOf(environment: Environment, key: string, provider: Provider): string {
  const baseUrl = required(environment, key);
  if (!URL.canParse(baseUrl) || !baseUrl.endsWith("/")) throw wrong(key, "is no address that ends in /");
  const { protocol, hostname } = new URL(baseUrl);
  if (protocol === "http:" && isLoopback(hostname)) return baseUrl;
  if (protocol !== "https:") throw wrong(key, "is no https address");
  if (!PROVIDERS[provider].host.test(hostname)) {
    throw wrong(key, `leads to ${hostname}, which is no host of ${provider}: no credential is sent there`);
  }
  return baseUrl;
}

function isLoopback(hostname: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

function required(environment: Environment, key: string, problem = "is missing: is llm-config mounted?"): string {
  const value = environment[key];
  if (value === undefined || value.trim() === "") throw wrong(key, problem);
  return value;
}

function wordOf<Word extends string>(environment: Environment, key: string, words: readonly Word[]): Word {
  const value = required(environment, key);
  const word = words.find((known) => known === value);
  if (word === undefined) throw wrong(key, `is ${JSON.stringify(value)}, which is none of ${words.join(", ")}`);
  return word;
}

function tokensOf(environment: Environment, key: string): number | undefined {
  const value = environment[key];
  if (value === undefined) return undefined;
  if (!/^[1-9][0-9]*$/.test(value)) throw wrong(key, `is ${JSON.stringify(value)}, which is no number of tokens`);
  return Number(value);
}

function wrong(key: string, problem: string): LlmError {
  return new LlmError(`${key} ${problem}`, { key });
}
