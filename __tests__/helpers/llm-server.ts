/** An OpenAI-format server for tests: chat completions and responses, with Azure's refusals. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface SeenRequest {
  readonly path: string;
  readonly model: string;
  readonly authorization: string | undefined;
}

export interface LlmServerOptions {
  /** Deployments that are there. */
  readonly models: readonly string[];
  /** Those of them that speak only the Responses API. */
  readonly responsesOnly?: readonly string[];
  /** Answers to give first, each once: a status, with Retry-After where it is 429. */
  readonly failFirst?: number[];
  /** Never answer. */
  readonly hang?: boolean;
}

export interface LlmServer {
  /** Ends in `/`. */
  readonly baseUrl: string;
  readonly seen: SeenRequest[];
  close(): Promise<void>;
}

export async function startLlmServer(options: LlmServerOptions): Promise<LlmServer> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => void answer(request, response, seen, options));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}/openai/v1/`, seen, close: () => close(server) };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  seen: SeenRequest[],
  options: LlmServerOptions,
): Promise<void> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  const { model } = JSON.parse(body) as { model: string };
  const path = request.url ?? "";
  seen.push({ path, model, authorization: request.headers.authorization });
  if (options.hang) return;
  const [status, content] = outcome(path, model, options);
  response.writeHead(status, { "content-type": "application/json", ...(status >= 429 && { "retry-after-ms": "10" }) });
  response.end(JSON.stringify(content));
}

function outcome(
  path: string,
  model: string,
  { models, responsesOnly = [], failFirst = [] }: LlmServerOptions,
): [number, object] {
  const early = failFirst.shift();
  if (early !== undefined) return [early, error(String(early), `refused with ${early}`)];
  if (!models.includes(model)) {
    return [404, error("DeploymentNotFound", "The API deployment for this resource does not exist.")];
  }
  if (path.endsWith("/responses")) {
    const usage = { input_tokens: 9, output_tokens: 2, total_tokens: 11 };
    return [200, { id: "r", object: "response", status: "completed", model, output: [], usage }];
  }
  if (!path.endsWith("/chat/completions")) return [404, error("404", "Resource not found")];
  if (responsesOnly.includes(model)) {
    return [
      400,
      error("OperationNotSupported", "The chatCompletion operation does not work with the specified model."),
    ];
  }
  const message = { role: "assistant", content: "ok" };
  const usage = { prompt_tokens: 12, completion_tokens: 1, total_tokens: 13 };
  return [
    200,
    { id: "c", object: "chat.completion", model, choices: [{ index: 0, message, finish_reason: "stop" }], usage },
  ];
}

function error(code: string, message: string): object {
  return { error: { code, message } };
}
