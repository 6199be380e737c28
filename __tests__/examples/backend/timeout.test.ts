/** The longest time of a request holds for its body and its stream too, against a real server that falls silent. */
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { call, type CallOptions, type LlmError, type Target } from "../../../docs/examples/backend/typescript/llm";

const TIMEOUT_MS = 400;
const PIECE = { choices: [{ index: 0, delta: { content: "ok" }, finish_reason: null }] };

let server: Server;
let closed = 0;
let begin: (response: ServerResponse) => void;

beforeEach(async () => {
  closed = 0;
  server = createServer((_, response) => {
    response.on("close", () => (closed += 1));
    begin(response);
  }).listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const target = (): Target => ({
  ...{ provider: "direct", auth: "api-key", apiKeyEnv: "KEY", model: "m", api: "chat-completions", fallbacks: [] },
  baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
});

/** The failure of a call, and the pieces before it. */
async function failureOf(isStreamed: boolean, options: CallOptions = {}) {
  const pieces: string[] = [];
  const hand = isStreamed ? (piece: string) => void pieces.push(piece) : undefined;
  const all = { timeoutMs: TIMEOUT_MS, wait: () => Promise.resolve(), ...options };
  const failure = await call(target(), "hello", all, hand).then(
    () => undefined,
    (error: unknown) => error as LlmError,
  );
  return { pieces, name: failure?.name, message: failure?.message, attempts: failure?.attempts };
}

const sentence = () =>
  `no whole answer from ${new URL(target().baseUrl).host}: the request timed out after ${TIMEOUT_MS} ms (m at direct)`;

function headers(response: ServerResponse, type: string): void {
  response.writeHead(200, { "content-type": type }).flushHeaders();
}

test.each([
  ["no headers come", () => undefined, false],
  ["a body stays away", (response: ServerResponse) => headers(response, "application/json"), false],
  ["a stream has no part", (response: ServerResponse) => headers(response, "text/event-stream"), true],
])("when %s the request ends, and is tried again as after any timeout", async (_, start, isStreamed) => {
  begin = start;
  expect(await failureOf(isStreamed)).toEqual({ pieces: [], name: "LlmError", message: sentence(), attempts: 3 });
});

test("a stream that falls silent after its first text ends, and is not tried again", async () => {
  begin = (response) => {
    headers(response, "text/event-stream");
    response.write(`data: ${JSON.stringify(PIECE)}\n\n`);
  };
  expect(await failureOf(true)).toEqual({ pieces: ["ok"], name: "LlmError", message: sentence(), attempts: 1 });
});

test("a stream is one request: parts that keep coming do not make it longer, and its connection is closed", async () => {
  let drip: NodeJS.Timeout | undefined;
  begin = (response) => {
    headers(response, "text/event-stream");
    drip = setInterval(() => response.write(`data: ${JSON.stringify(PIECE)}\n\n`), 20);
  };
  const { message, attempts, pieces } = await failureOf(true);
  while (closed === 0) await new Promise((turn) => setTimeout(turn, 5));
  clearInterval(drip);
  expect([message, attempts, pieces[0]]).toEqual([sentence(), 1, "ok"]);
});
