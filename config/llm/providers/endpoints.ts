/** What the providers' endpoints in OpenAI format serve, and where they differ. Facts, each with its source. A leaf. */
import type { LlmApi } from "../rules";

/** An API as an endpoint serves it. */
interface Served {
  /** Name in the request's body of the longest answer, in tokens. */
  readonly answerBound: "max_completion_tokens" | "max_output_tokens" | "max_tokens";
  /** Whether only some of the endpoint's models speak it. */
  readonly isPartial?: boolean;
  /** Models for which the endpoint is known not to serve it. */
  readonly except?: RegExp;
}

export interface OpenAiEndpoint {
  readonly source: string;
  /** Day on which the source was read, YYYY-MM-DD. */
  readonly asOf: string;
  /** What it serves; an API that is left out it does not. */
  readonly apis: Readonly<Partial<Record<LlmApi, Served>>>;
  /** What to change where it does not serve an API. */
  readonly instead?: string;
}

const CHAT: Served = { answerBound: "max_completion_tokens" };
const RESPONSES: Served = { answerBound: "max_output_tokens" };

const ENDPOINTS_BY_NAME = {
  // Which API a deployment speaks is a fact on its model, and in the catalogue.
  foundry: {
    source: "https://learn.microsoft.com/azure/foundry/openai/latest",
    asOf: "2026-11-28",
    apis: { "chat-completions": CHAT, responses: RESPONSES },
  },
  // AWS: responses for models that support it, those of GPT OSS only at bedrock-mantle. Older copies of its pages have no responses here.
  "bedrock-runtime": {
    source: "https://docs.aws.amazon.com/bedrock/latest/userguide/inference-responses-api.html",
    asOf: "2026-11-28",
    apis: { "chat-completions": CHAT, responses: { ...RESPONSES, isPartial: true, except: /^openai\.gpt-oss/ } },
    instead: "write endpoint: mantle",
  },
  // Under /v1 most models; some under /openai/v1 instead, where no base URL of ours leads.
  "bedrock-mantle": {
    source: "https://docs.aws.amazon.com/bedrock/latest/userguide/bedrock-mantle.html",
    asOf: "2026-11-28",
    apis: { "chat-completions": CHAT, responses: RESPONSES },
  },
  vertex: {
    source: "https://cloud.google.com/vertex-ai/generative-ai/docs/migrate/openai/overview",
    asOf: "2026-11-28",
    apis: { "chat-completions": { answerBound: "max_tokens" } },
  },
  // OpenAI's own; of another direct API nothing is known, and what the configuration says holds.
  direct: {
    source: "https://platform.openai.com/docs/api-reference/chat/create",
    asOf: "2026-11-28",
    apis: { "chat-completions": CHAT, responses: RESPONSES },
  },
} as const satisfies Readonly<Record<string, OpenAiEndpoint>>;

export type EndpointName = keyof typeof ENDPOINTS_BY_NAME;
export const ENDPOINTS: Readonly<Record<EndpointName, OpenAiEndpoint>> = ENDPOINTS_BY_NAME;

/** Whether an endpoint serves an API for a model; `unknown` where it does for some and no source says for which. */
export function serves(endpoint: EndpointName, api: LlmApi, model: string): "yes" | "no" | "unknown" {
  const served = ENDPOINTS[endpoint].apis[api];
  if (served === undefined || served.except?.test(model)) return "no";
  return served.isPartial ? "unknown" : "yes";
}
