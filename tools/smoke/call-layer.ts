/** Makes the calls of a smoke test with the official `openai` client. */
import type OpenAI from "openai";
import { nextStep } from "./next-step";
import type { SmokeCall } from "./plan-smoke";

/** What came of one call. */
export interface SmokeResult {
  readonly layer: string;
  readonly model: string;
  readonly api: string;
  readonly ok: boolean;
  /** HTTP status of the last answer; absent when there was none. */
  readonly httpStatus?: number;
  readonly latencyMs: number;
  /** Requests sent; more than one when 429 or 5xx were retried. */
  readonly attempts: number;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** What went wrong, and what to do about it. */
  readonly error?: string;
  readonly help?: string;
}

export interface CallOptions {
  /** The `openai` package's client class. */
  readonly Client: typeof OpenAI;
  /** Key or token, asked for at every request. */
  readonly credential: () => Promise<string>;
  /** Longest that one request may take. */
  readonly timeoutMs: number;
  readonly now: () => number;
}

/** 429 and 5xx are tried again this often, with the client's own exponential backoff and respect for Retry-After. */
const MAX_RETRIES = 2;

export async function callLayer(
  call: SmokeCall,
  { Client, credential, timeoutMs, now }: CallOptions,
): Promise<SmokeResult> {
  const { layer, target } = call;
  let attempts = 0;
  let httpStatus: number | undefined;
  const client = new Client({
    baseURL: target.baseUrl,
    apiKey: credential,
    maxRetries: MAX_RETRIES,
    timeout: timeoutMs,
    // Nothing of the environment may redirect or add to the call.
    organization: null,
    project: null,
    fetch: async (url, init) => {
      attempts += 1;
      const response = await fetch(url, init);
      httpStatus = response.status;
      return response;
    },
  });
  const started = now();
  const outcome = await send(client, call).catch((error: unknown) => ({ error }));
  const base = { layer, model: target.model, api: target.api, latencyMs: Math.round(now() - started), attempts };
  const status = httpStatus === undefined ? {} : { httpStatus };
  if (!("error" in outcome)) return { ...base, ...status, ok: true, ...outcome };
  return { ...base, ...status, ok: false, ...nextStep(outcome.error, call) };
}

type Usage = Pick<SmokeResult, "inputTokens" | "outputTokens">;

async function send(client: OpenAI, { target, request }: SmokeCall): Promise<Usage> {
  if (target.api === "responses") {
    const { usage } = await client.responses.create(
      request.body as unknown as OpenAI.Responses.ResponseCreateParamsNonStreaming,
    );
    return tokens(usage?.input_tokens, usage?.output_tokens);
  }
  const { usage } = await client.chat.completions.create(
    request.body as unknown as OpenAI.ChatCompletionCreateParamsNonStreaming,
  );
  return tokens(usage?.prompt_tokens, usage?.completion_tokens);
}

function tokens(inputTokens: number | undefined, outputTokens: number | undefined): Usage {
  return { ...(inputTokens !== undefined && { inputTokens }), ...(outputTokens !== undefined && { outputTokens }) };
}
