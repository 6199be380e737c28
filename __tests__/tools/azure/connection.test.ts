import { connect } from "../../../tools/azure/connection";
import { parseEndpoint } from "../../../tools/azure/endpoint";
import { unreadBecause } from "../../../tools/azure/reason";
import { fakeArm, type FakeArm, type Route, send, SUBSCRIPTION, TOKEN } from "../../helpers/arm";

let arm: FakeArm;

afterEach(() => arm.close());

const PATH = "/resourcegroups/test-rg";

async function connection(route: Route, signal = new AbortController().signal) {
  arm = await fakeArm({ [PATH]: route });
  return connect({
    command: "test",
    endpoint: parseEndpoint(arm.url),
    subscriptionId: SUBSCRIPTION,
    credential: { getToken: async () => ({ token: TOKEN, expiresOnTimestamp: Date.now() + 60_000 }) },
    signal,
    attemptMs: 100,
    retryDelayMs: 1,
  });
}

test("a try that gets no answer is given up, and the next one is taken", async () => {
  const lazy: Route = (_, response, count) => (count > 1 ? send(response, 200, { location: "westus" }) : undefined);
  const { get } = await connection(lazy);
  expect(await get(PATH, "1")).toEqual({ location: "westus" });
  expect(arm.requests).toHaveLength(2);
});

test("four tries without an answer are the end", async () => {
  const { get } = await connection(() => undefined);
  const error: unknown = await get(PATH, "1").catch((cause: unknown) => cause);
  expect(unreadBecause(error).reason).toBe("Azure did not answer in time");
  expect(arm.requests).toHaveLength(4);
});

test.each([500, 502, 503, 504, 408])("%i is tried again", async (status) => {
  const { get } = await connection((_, response, count) => send(response, count > 2 ? 200 : status, {}));
  expect(await get(PATH, "1")).toEqual({});
  expect(arm.requests).toHaveLength(3);
});

test.each([400, 403, 404, 409])("%i is not tried again", async (status) => {
  const { get } = await connection((_, response) => send(response, status, { error: { code: "Refused" } }));
  const error: unknown = await get(PATH, "1").catch((cause: unknown) => cause);
  expect(unreadBecause(error).reason).toBe(`Azure answered ${status} Refused`);
  expect(arm.requests).toHaveLength(1);
});

test("a redirect is not followed, even on the same host", async () => {
  const { get } = await connection((_, response) => send(response, 302, {}, { location: `${arm.url}/elsewhere` }));
  const error: unknown = await get(PATH, "1").catch((cause: unknown) => cause);
  expect(unreadBecause(error).reason).toBe("Azure answered 302");
  expect(arm.requests).toHaveLength(1);
});

test("an error that is no JSON is told by its status alone", async () => {
  const { get } = await connection((_, response) => send(response, 400, "<html>secret</html>"));
  const error: unknown = await get(PATH, "1").catch((cause: unknown) => cause);
  expect(unreadBecause(error).reason).toBe("Azure answered 400");
});

test.each(['{"location": "west', "<html>busy</html>", ""])(
  "a 200 that is no JSON, %j, is an unusable answer",
  async (body) => {
    const { get, getById, list } = await connection((_, response) => send(response, 200, body));
    const reads = [() => get(PATH, "1"), () => getById(`/subscriptions/x${PATH}`, "1"), () => list(PATH, "1")];
    for (const read of reads) {
      const error: unknown = await read().catch((cause: unknown) => cause);
      expect(unreadBecause(error)).toEqual({
        ...{ kind: "unread", isDenied: false, fault: "unusable" },
        reason: "Azure's answer is cut short or not valid JSON",
      });
    }
  },
);

test("an abort ends it while it waits to try again", async () => {
  const stop = new AbortController();
  const { get } = await connection((_, response) => send(response, 429, {}, { "retry-after": "600" }), stop.signal);
  setTimeout(() => stop.abort(), 50);
  await expect(get(PATH, "1")).rejects.toMatchObject({ name: "AbortError" });
  expect(arm.requests).toHaveLength(1);
});

test("the token and the API version go with every request", async () => {
  const { get, client } = await connection({ name: "x" });
  await get(PATH, "2021-04-01");
  expect([...arm.tokens]).toEqual([`Bearer ${TOKEN}`]);
  expect(arm.requests).toEqual([`GET /subscriptions/${SUBSCRIPTION}${PATH}?api-version=2021-04-01`]);
  expect(client.subscriptionId).toBe(SUBSCRIPTION);
});
