/** A server on this machine that plays the configured providers, so that a backend can be developed with no cloud and no sign-in. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { providerPrefix } from "../../config/llm/llm-env";
import { replyTo, type Role } from "./stand-in-answer";

/** Nobody else's machine reaches it. */
const HOST = "127.0.0.1";
const MAX_BODY_BYTES = 16 * 1024 * 1024;

export interface StandIn {
  /** Where each provider is played, ending in `/`, by its name. */
  readonly baseUrls: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/**
 * @param port 0 for any that is free
 * @throws the system's error when it cannot listen there
 */
export async function startStandIn(roles: readonly Role[], port: number): Promise<StandIn> {
  const server = createServer((request, response) => {
    respond(request, response, roles).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, HOST, resolve);
  });
  const { port: given } = server.address() as AddressInfo;
  return {
    baseUrls: Object.fromEntries(roles.map(({ provider, path }) => [provider, `http://${HOST}:${given}${path}`])),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** What a backend's environment says to find it, a line each. */
export function standInEnv({ baseUrls }: StandIn): string {
  return Object.entries(baseUrls)
    .map(([provider, baseUrl]) => `${providerPrefix(provider)}_BASE_URL=${baseUrl}\n`)
    .join("");
}

async function respond(request: IncomingMessage, response: ServerResponse, roles: readonly Role[]): Promise<void> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new Error("the body is too long");
    chunks.push(chunk);
  }
  const { method = "", url = "", headers } = request;
  const body = Buffer.concat(chunks).toString("utf8");
  const reply = replyTo({ method, path: url, authorization: headers.authorization, body }, roles);
  if ("content" in reply) {
    response.writeHead(reply.status, { "content-type": "application/json" });
    response.end(JSON.stringify(reply.content));
    return;
  }
  response.writeHead(reply.status, { "content-type": "text/event-stream" });
  for (const event of reply.events) {
    const name = "type" in event ? `event: ${String(event.type)}\n` : "";
    response.write(`${name}data: ${JSON.stringify(event)}\n\n`);
  }
  response.end(reply.isChat ? "data: [DONE]\n\n" : "");
}
