/** The one connection to Azure Resource Manager: the official client, with timeouts, retries and a guarded token. */
import type { CognitiveServicesManagementClient } from "@azure/arm-cognitiveservices";
import type * as Core from "@azure/core-rest-pipeline";
import type { PipelinePolicy } from "@azure/core-rest-pipeline";
import type { TokenCredential } from "@azure/identity";
import type { Endpoint } from "./endpoint";
import { linkedPages } from "./pages";
import { UnusableAnswer } from "./reason";

/** Tries after the first; Azure's own Retry-After decides when, else the wait doubles. */
export const RETRIES = 3;
export const MAX_RETRY_DELAY_MS = 8000;

export interface ConnectionOptions {
  /** Name of the command that asks, for Azure's own logs. */
  readonly command: string;
  readonly endpoint: Endpoint;
  readonly subscriptionId: string;
  readonly credential: TokenCredential;
  /** Ends every request. */
  readonly signal: AbortSignal;
  /** Longest wait for one try of one request. */
  readonly attemptMs: number;
  /** Wait before the first retry when Azure names none. */
  readonly retryDelayMs: number;
}

export interface Connection {
  /** The official client. */
  readonly client: CognitiveServicesManagementClient;
  readonly signal: AbortSignal;
  /**
   * A GET of a route that the client lacks.
   * @param path below the subscription, starting with `/`, or empty
   * @param query parameters beside the version
   * @returns the JSON of a 200
   * @throws RestError for every other status, RestError or SyntaxError for a 200 that is no JSON
   */
  get(path: string, apiVersion: string, query?: Query): Promise<unknown>;
  /** The same for a resource of any subscription. @param id its Azure resource id */
  getById(id: string, apiVersion: string, query?: Query): Promise<unknown>;
  /**
   * The items of every page of a list that the client lacks, or reads less of.
   * @param path below the subscription, starting with `/`
   * @throws RestError, UnusableAnswer
   */
  list(path: string, apiVersion: string, query?: Query): Promise<object[]>;
}

type Query = Readonly<Record<string, string>>;

export async function connect(options: ConnectionOptions): Promise<Connection> {
  const { endpoint, subscriptionId, credential, signal } = options;
  const [{ CognitiveServicesManagementClient }, core] = await Promise.all([
    import("@azure/arm-cognitiveservices"),
    import("@azure/core-rest-pipeline"),
  ]);
  const client = new CognitiveServicesManagementClient(credential, subscriptionId, {
    endpoint: endpoint.origin,
    credentialScopes: endpoint.scope,
    allowInsecureConnection: endpoint.isLoopback,
    retryOptions: { maxRetries: RETRIES, retryDelayInMs: options.retryDelayMs, maxRetryDelayInMs: MAX_RETRY_DELAY_MS },
    userAgentOptions: { userAgentPrefix: `aucert-foundry-${options.command}` },
  });
  const { pipeline } = client;
  pipeline.removePolicy({ name: core.redirectPolicyName });
  pipeline.addPolicy(attemptTimeout(core, options.attemptMs), { afterPhase: "Retry" });
  pipeline.addPolicy(sameOrigin(endpoint.origin), { afterPhase: "Sign" });
  if (endpoint.isLoopback) {
    // Azure's own policy refuses plain HTTP, and a proxy would carry the request off this machine.
    pipeline.removePolicy({ name: core.bearerTokenAuthenticationPolicyName });
    pipeline.removePolicy({ name: core.proxyPolicyName });
    pipeline.addPolicy(loopbackToken(credential, endpoint.scope));
  }
  const addressOf = (id: string, apiVersion: string, query: Query = {}): string =>
    `${endpoint.origin}${id}?${new URLSearchParams({ "api-version": apiVersion, ...query }).toString()}`;
  const fetched = async (url: string): Promise<unknown> => {
    const request = core.createPipelineRequest({ url, abortSignal: signal });
    request.allowInsecureConnection = endpoint.isLoopback;
    const response = await client.sendRequest(request);
    if (response.status === 200) return JSON.parse(response.bodyAsText ?? "");
    const { message = "", ...code } = errorOf(response.bodyAsText);
    throw new core.RestError(message, { statusCode: response.status, ...code, request, response });
  };
  const getById: Connection["getById"] = (...address) => fetched(addressOf(...address));
  const get: Connection["get"] = (path, ...rest) => getById(`/subscriptions/${subscriptionId}${path}`, ...rest);
  const list: Connection["list"] = (path, ...rest) =>
    allItems(addressOf(`/subscriptions/${subscriptionId}${path}`, ...rest), fetched);
  return { client, signal, get, getById, list };
}

/** The items of every page, from the first one's address on. */
async function allItems(first: string, fetched: (url: string) => Promise<unknown>): Promise<object[]> {
  const items: object[] = [];
  const fetchPage = async (url: string): Promise<Page> => ((await fetched(url)) ?? {}) as Page;
  for await (const { value } of linkedPages(first, fetchPage, ({ nextLink }) => nextLink)) {
    if (!isListOfObjects(value)) throw new UnusableAnswer();
    items.push(...value);
  }
  return items;
}

interface Page {
  readonly value?: unknown;
  readonly nextLink?: unknown;
}

/** Whether a page's list is one: anything else is no answer, and no empty list. */
export function isListOfObjects(value: unknown): value is object[] {
  return Array.isArray(value) && value.every((item) => typeof item === "object" && item !== null);
}

/** ARM's error code and message, where the body is what ARM sends. */
function errorOf(body: string | null | undefined): { code?: string; message?: string } {
  try {
    const { error } = JSON.parse(body ?? "") as { error?: { code?: unknown; message?: unknown } };
    return {
      ...(typeof error?.code === "string" && { code: error.code }),
      ...(typeof error?.message === "string" && { message: error.message }),
    };
  } catch {
    return {};
  }
}

/** Ends a try that gets no answer, so that the next one may. */
export function attemptTimeout(core: typeof Core, attemptMs: number): PipelinePolicy {
  return {
    name: "attemptTimeout",
    async sendRequest(request, next) {
      const whole = request.abortSignal as AbortSignal | undefined;
      const attempt = AbortSignal.timeout(attemptMs);
      request.abortSignal = whole === undefined ? attempt : AbortSignal.any([whole, attempt]);
      try {
        return await next(request);
      } catch (error) {
        if (!attempt.aborted || whole?.aborted) throw error;
        throw new core.RestError(`no answer within ${attemptMs / 1000} s`, { code: "ETIMEDOUT", request });
      } finally {
        if (whole === undefined) delete request.abortSignal;
        else request.abortSignal = whole;
      }
    },
  };
}

/** Refuses to follow a link, of a page for example, to another host: the token would go along. */
export function sameOrigin(origin: string): PipelinePolicy {
  return {
    name: "sameOrigin",
    async sendRequest(request, next) {
      if (new URL(request.url).origin === origin) return next(request);
      throw new UnusableAnswer("links to another host");
    },
  };
}

function loopbackToken(credential: TokenCredential, scope: string): PipelinePolicy {
  return {
    name: "loopbackToken",
    async sendRequest(request, next) {
      const token = await credential.getToken(scope);
      request.headers.set("authorization", `Bearer ${token?.token ?? ""}`);
      return next(request);
    },
  };
}
