/** Which calls a smoke test makes: each layer's target as a pod would read it from the rendered ConfigMap. */
import { llmEnv, providerPrefix } from "../../config/llm/llm-env";
import type { Environment } from "../../config/environment";
import type { ProviderName } from "../../config/llm/providers/providers";
import { requestOf, resolve, type Target } from "../../docs/examples/backend/typescript/llm";

/** One call of a smoke test. */
export interface SmokeCall {
  readonly layer: string;
  /** Without fallbacks, so that no stand-by hides a dead model. */
  readonly target: Target;
}

export interface SmokeOptions {
  /** Only this layer. */
  readonly layer?: string;
  /** Instead of the provider in use, as a pod sees it when `LLM_PROVIDER` alone is changed. */
  readonly provider?: ProviderName;
  /** Instead of the provider's own base URL: another host of the provider, or this machine; ends in `/`. */
  readonly baseUrl?: string;
}

export const PROMPT = "Reply with the single word ok.";
/** Room for what a model thinks before the word; some refuse a call that leaves them none. */
export const MAX_TOKENS = 1024;

/** @throws LlmError when the ConfigMap lacks what a layer needs, or the base URL leads to no host of the provider */
export function planSmoke({ llm }: Environment, options: SmokeOptions = {}): SmokeCall[] {
  const provider = options.provider ?? llm.provider;
  const baseUrl = options.baseUrl && { [`${providerPrefix(provider)}_BASE_URL`]: options.baseUrl };
  const pod = { ...llmEnv(llm), LLM_PROVIDER: provider, ...baseUrl };
  return llm.layers
    .filter(({ layer }) => options.layer === undefined || layer === options.layer)
    .map(({ layer }) => ({ layer, target: { ...resolve(layer, pod), fallbacks: [] } }));
}

/** What a call sends, but for the credential; small enough to cost next to nothing. */
export function smokeRequest({ target }: SmokeCall): ReturnType<typeof requestOf> {
  return requestOf(target, PROMPT, MAX_TOKENS);
}
