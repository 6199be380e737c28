/** Makes the calls of a smoke test with the client that backends copy. */
import { call as callTarget, type Environment, LlmError } from "../../docs/examples/backend/typescript/llm";
import { nextStep } from "./next-step";
import { MAX_TOKENS, PROMPT, type SmokeCall } from "./plan-smoke";

/** What came of one call. */
export interface SmokeResult {
  readonly layer: string;
  readonly model: string;
  readonly api: string;
  readonly ok: boolean;
  /** HTTP status of the last answer; absent when there was none. */
  readonly httpStatus?: number;
  readonly latencyMs: number;
  /** Requests sent; more than one when 429 or 5xx were tried again. */
  readonly attempts: number;
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** What went wrong, and what to do about it. */
  readonly error?: string;
  readonly help?: string;
}

export interface SmokeCallOptions {
  /** Where keys and sign-ins are found. */
  readonly environment: Environment;
  /** Longest that one request may take. */
  readonly timeoutMs: number;
  readonly now: () => number;
}

export async function callLayer(
  call: SmokeCall,
  { environment, timeoutMs, now }: SmokeCallOptions,
): Promise<SmokeResult> {
  const { layer, target } = call;
  const started = now();
  const outcome = await callTarget(target, PROMPT, { environment, timeoutMs, maxTokens: MAX_TOKENS }).catch(
    (error: unknown) => {
      if (error instanceof LlmError) return error;
      throw error;
    },
  );
  const base = { layer, model: target.model, api: target.api, latencyMs: Math.round(now() - started) };
  const { attempts } = outcome;
  if (outcome instanceof LlmError) {
    const { status } = outcome;
    const httpStatus = status === undefined ? {} : { httpStatus: status };
    return { ...base, ok: false, attempts, ...httpStatus, ...nextStep(outcome, call) };
  }
  const { inputTokens, outputTokens } = outcome;
  return {
    ...{ ...base, ok: true, attempts, httpStatus: 200 },
    ...(inputTokens !== undefined && { inputTokens }),
    ...(outputTokens !== undefined && { outputTokens }),
  };
}
