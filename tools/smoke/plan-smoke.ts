/** Which calls a smoke test makes: each layer's target as a pod would read it from the rendered ConfigMap. */
import { configMaps, providerPrefix } from "../../config/llm/llm-env";
import type { Environment } from "../../config/environment";
import type { ProviderName } from "../../config/llm/providers/providers";
import { type LayerTarget, readLayer } from "../llm-reader";

/** One call of a smoke test. */
export interface SmokeCall {
  readonly layer: string;
  readonly target: LayerTarget;
  readonly request: SmokeRequest;
}

/** What is sent; small enough to cost next to nothing. */
export interface SmokeRequest {
  readonly method: "POST";
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface SmokeOptions {
  /** Only this layer. */
  readonly layer?: string;
  /** Instead of the provider in use, as a pod sees it when `LLM_PROVIDER` alone is changed. */
  readonly provider?: ProviderName;
  /** Instead of the provider's own base URL; ends in `/`. */
  readonly baseUrl?: string;
}

const PROMPT = "Reply with the single word ok.";
/** The least that the Responses API takes. @see https://platform.openai.com/docs/api-reference/responses/create */
const MAX_OUTPUT_TOKENS = 16;

/** @throws LlmConfigError when the ConfigMap lacks what a layer needs */
export function planSmoke(environment: Environment, options: SmokeOptions = {}): SmokeCall[] {
  const data = configMaps(environment)[0]?.data ?? {};
  const provider = options.provider ?? environment.llm.provider;
  const pod = {
    ...data,
    LLM_PROVIDER: provider,
    ...(options.baseUrl !== undefined && { [`${providerPrefix(provider)}_BASE_URL`]: options.baseUrl }),
  };
  return environment.llm.layers
    .filter(({ layer }) => options.layer === undefined || layer === options.layer)
    .map(({ layer }) => {
      const target = readLayer(pod, layer);
      return { layer, target, request: requestOf(target) };
    });
}

function requestOf({ baseUrl, model, api }: LayerTarget): SmokeRequest {
  return api === "responses"
    ? {
        method: "POST",
        url: `${baseUrl}responses`,
        body: { model, input: PROMPT, max_output_tokens: MAX_OUTPUT_TOKENS },
      }
    : // No limit here: models differ in what they call it, and the answer is one word.
      {
        method: "POST",
        url: `${baseUrl}chat/completions`,
        body: { model, messages: [{ role: "user", content: PROMPT }] },
      };
}
