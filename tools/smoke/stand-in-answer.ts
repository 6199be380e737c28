/** What the stand-in answers: in OpenAI format, and no where the real service says no. Pure. */
import type { Catalog } from "../../config/catalog/catalog";
import type { Environment } from "../../config/environment";
import { type EndpointName, ENDPOINTS, serves } from "../../config/llm/providers/endpoints";
import type { LlmApi } from "../../config/llm/rules";
import { localCredential } from "../../docs/examples/backend/typescript/llm";

/** A provider as the stand-in plays it. */
export interface Role {
  readonly provider: string;
  /** Path of its base URL here, ending in `/`. */
  readonly path: string;
  readonly endpoint: EndpointName;
  readonly models: ReadonlyMap<string, Part>;
}

/** A model as the stand-in plays it. What no source says it does not refuse. */
interface Part {
  readonly apis?: readonly string[] | undefined;
  readonly maxOutputTokens?: number | undefined;
}

export interface Question {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** Events are sent one by one; then the last line of Chat Completions. */
export type Reply =
  | { readonly status: number; readonly content: object }
  | { readonly status: 200; readonly events: readonly object[]; readonly isChat: boolean };

/** Every configured provider, with the models that it has: at Foundry the deployments, elsewhere those of the layers. */
export function rolesOf({ deployments, llm }: Environment, catalog: Catalog): Role[] {
  return llm.providers.map(({ name, baseUrl, endpoint, routes }) => ({
    provider: name,
    path: `/${name}${new URL(baseUrl).pathname}`,
    endpoint,
    models: new Map<string, Part>(
      name === "foundry"
        ? deployments.map(({ name: model, version, apis }) => [
            model,
            { apis, maxOutputTokens: catalog.find(model, version)?.maxOutputTokens },
          ])
        : routes.map(({ model }) => [model, {}]),
    ),
  }));
}

/** @see https://learn.microsoft.com/azure/foundry/openai/latest, and Azure's error codes as callers see them */
export function replyTo({ method, path, authorization, body }: Question, roles: readonly Role[]): Reply {
  const role = roles.find((one) => path.startsWith(one.path));
  const api = role && apiAt(path.slice(role.path.length));
  if (role === undefined || api === undefined || method !== "POST") return refusal(404, "404", "Resource not found");
  if (authorization !== `Bearer ${localCredential(role.provider)}`) {
    const why = authorization === undefined ? "there is no credential" : "this is not the stand-in's credential";
    return refusal(401, "401", `Access denied: ${why}; send Bearer ${localCredential(role.provider)} and no real one`);
  }
  const asked = parsed(body);
  return asked === undefined ? refusal(400, "BadRequest", "the body is no JSON object") : answerTo(asked, api, role);
}

function apiAt(path: string): LlmApi | undefined {
  if (path === "chat/completions") return "chat-completions";
  return path === "responses" ? "responses" : undefined;
}

type Asked = Readonly<Record<string, unknown>>;

function parsed(body: string): Asked | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Asked) : undefined;
  } catch {
    return undefined;
  }
}

function answerTo(asked: Asked, api: LlmApi, role: Role): Reply {
  const model = String(asked.model);
  const part = role.models.get(model);
  if (part === undefined) {
    return refusal(404, "DeploymentNotFound", `The API deployment for this resource does not exist: ${model}`);
  }
  if (serves(role.endpoint, api, model) === "no") return refusal(404, "404", `${role.endpoint} does not serve ${api}`);
  if (part.apis !== undefined && !part.apis.includes(api)) {
    return refusal(400, "OperationNotSupported", `The operation ${api} does not work with the model ${model}`);
  }
  const input = api === "responses" ? asked.input : asked.messages;
  if (!(Array.isArray(input) && input.length > 0) && !(api === "responses" && typeof input === "string")) {
    const key = api === "responses" ? "input" : "messages";
    return refusal(400, "missing_required_parameter", `Missing required parameter: ${key}`);
  }
  return boundRefusal(asked, api, role, part) ?? answer(model, api, JSON.stringify(input), asked.stream === true);
}

const BOUNDS = ["max_completion_tokens", "max_output_tokens", "max_tokens"];

function boundRefusal(asked: Asked, api: LlmApi, { endpoint }: Role, { maxOutputTokens }: Part): Reply | undefined {
  const name = ENDPOINTS[endpoint].apis[api]?.answerBound ?? "";
  const stranger = BOUNDS.find((one) => one !== name && one in asked);
  if (stranger !== undefined) {
    return refusal(400, "unsupported_parameter", `Unsupported parameter: ${stranger}. Use ${name} instead.`);
  }
  const bound = asked[name];
  if (bound === undefined) return undefined;
  if (!Number.isInteger(bound) || Number(bound) < 1) {
    return refusal(400, "invalid_type", `${name} must be a whole number of at least 1`);
  }
  if (maxOutputTokens === undefined || Number(bound) <= maxOutputTokens) return undefined;
  const message = `${name} is too large: ${Number(bound)}. This model supports at most ${maxOutputTokens} tokens`;
  return refusal(400, "invalid_value", message);
}

function refusal(status: number, code: string, message: string): Reply {
  return { status, content: { error: { code, message } } };
}

const TEXT = "ok";
const OUTPUT_TOKENS = 1;
/** English text has about so many characters to a token. */
const CHARACTERS_PER_TOKEN = 4;

function answer(model: string, api: LlmApi, input: string, isStreamed: boolean): Reply {
  const inputTokens = Math.ceil(input.length / CHARACTERS_PER_TOKEN);
  const total_tokens = inputTokens + OUTPUT_TOKENS;
  if (api === "responses") {
    const content = [{ type: "output_text", text: TEXT, annotations: [] }];
    const output = [{ type: "message", id: "msg_1", role: "assistant", status: "completed", content }];
    const usage = { input_tokens: inputTokens, output_tokens: OUTPUT_TOKENS, total_tokens };
    const response = { id: "resp_1", object: "response", status: "completed", model, output, usage };
    const delta = { item_id: "msg_1", output_index: 0, content_index: 0, delta: TEXT };
    return replyWith(response, false, isStreamed, [
      { type: "response.created", response: { ...response, status: "in_progress", output: [] } },
      { type: "response.output_text.delta", ...delta },
      { type: "response.completed", response },
    ]);
  }
  const usage = { prompt_tokens: inputTokens, completion_tokens: OUTPUT_TOKENS, total_tokens };
  const message = { role: "assistant", content: TEXT };
  const head = { id: "chatcmpl-1", object: "chat.completion", model };
  const chunk = { ...head, object: "chat.completion.chunk" };
  return replyWith({ ...head, choices: [{ index: 0, message, finish_reason: "stop" }], usage }, true, isStreamed, [
    { ...chunk, choices: [{ index: 0, delta: message, finish_reason: null }] },
    { ...chunk, choices: [{ index: 0, delta: {}, finish_reason: "stop" }] },
    { ...chunk, choices: [], usage },
  ]);
}

function replyWith(content: object, isChat: boolean, isStreamed: boolean, events: readonly object[]): Reply {
  return isStreamed ? { status: 200, events, isChat } : { status: 200, content };
}
