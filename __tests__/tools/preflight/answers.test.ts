import {
  armDeployment,
  armModel,
  armUsage,
  failing,
  HANGING,
  NOT_THERE,
  type Route,
  send,
  SUBSCRIPTION,
} from "../../helpers/arm";
import { cleanUp, only, preflightOn } from "../../helpers/preflight";

afterEach(cleanUp);

describe("answers that come badly", () => {
  test("pages are followed", async () => {
    const more: Route = (request, response) => {
      const { port } = request.socket.address() as { port: number };
      const isSecond = request.url?.includes("skip=1");
      const nextLink = `http://127.0.0.1:${port}${request.url}&skip=1`;
      send(response, 200, isSecond ? { value: [armModel()] } : { value: [armModel({ name: "gpt-5.2" })], nextLink });
    };
    const run = await preflightOn({ "/models": more });
    expect([run.status, run.findings]).toEqual([0, []]);
    expect(run.arm.requests.filter((request) => request.includes("/models?"))).toHaveLength(2);
  });
  test("a page on another host is not fetched: the token would go along", async () => {
    const elsewhere = await preflightOn({});
    const nextLink = `${elsewhere.arm.url.replace("127.0.0.1", "localhost")}/usages?page=2`;
    const before = elsewhere.arm.requests.length;
    const run = await preflightOn({ "/usages": { value: [armUsage(1000, 250)], nextLink } });
    expect([run.status, run.findings]).toEqual([0, ["unverified quota"]]);
    expect(only(run, "quota").message).toContain("Azure's answer links to another host");
    expect(only(run, "quota").help).toMatch(/^a longer --timeout does not help: check --arm-endpoint/);
    expect(elsewhere.arm.requests).toHaveLength(before);
  });
  test("a list without an end is given up", async () => {
    const endless: Route = (request, response) => {
      const { port } = request.socket.address() as { port: number };
      send(response, 200, { value: [], nextLink: `http://127.0.0.1:${port}${request.url}` });
    };
    const run = await preflightOn({ "/usages": endless });
    expect([run.status, run.findings]).toEqual([0, ["unverified quota"]]);
    expect(only(run, "quota").message).toContain("Azure's answer has more than 100 pages");
    expect(only(run, "quota").help).toMatch(/^a longer --timeout does not help/);
  });
  test.each([
    ["/models", "model-offer", armModel()],
    ["/usages", "quota", armUsage(1000, 250)],
  ])("a list of 100 pages is read whole, one of 101 is given up: %s", async (path, code, item) => {
    const paged =
      (pages: number): Route =>
      (request, response, count) => {
        const { port } = request.socket.address() as { port: number };
        const nextLink = count < pages ? `http://127.0.0.1:${port}${request.url}` : undefined;
        send(response, 200, { value: count === pages ? [item] : [], nextLink });
      };
    expect((await preflightOn({ [path]: paged(100) }, { args: ["--only", code] })).findings).toEqual([]);
    const longer = await preflightOn({ [path]: paged(101) }, { args: ["--only", code] });
    expect(longer.results.find((one) => one.code === code)?.message).toContain(
      "Azure's answer has more than 100 pages",
    );
  });
  test("429 is waited for and tried again", async () => {
    const busy: Route = (_, response, count) =>
      count < 3
        ? send(response, 429, { error: { code: "TooManyRequests" } }, { "retry-after-ms": "5" })
        : send(response, 200, { value: [armUsage(1000, 250)] });
    const run = await preflightOn({ "/usages": busy });
    expect([run.status, run.findings]).toEqual([0, []]);
    expect(run.arm.requests.filter((request) => request.includes("/usages?"))).toHaveLength(3);
  });
  test("500 for ever on one route leaves its check unverified", async () => {
    const run = await preflightOn({ "/usages": failing(500, "InternalServerError", "no", { "retry-after-ms": "1" }) });
    expect([run.status, run.findings]).toEqual([0, ["unverified quota"]]);
    expect(only(run, "quota").message).toBe(
      "the quota of westus could not be read: Azure answered 500 InternalServerError",
    );
    expect(only(run, "quota").help).toBe("try again, or raise --timeout");
    expect(run.arm.requests.filter((request) => request.includes("/usages?"))).toHaveLength(4);
  });
  test("503 for ever on every route is no run", async () => {
    const down = failing(503, "ServerBusy", "no", { "retry-after-ms": "1" });
    const run = await preflightOn({ [`/subscriptions/${SUBSCRIPTION}`]: down });
    expect([run.status, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toContain("Azure could not be asked: Azure answered 503 ServerBusy\n");
  });
  test.each([
    ["cut short", '{"value": [{', "is cut short or not valid JSON"],
    ["no JSON", "<html>busy</html>", "is cut short or not valid JSON"],
    ["no list", { value: "none" }, "has an unexpected shape"],
    ["a list of text", { value: ["gpt-5.4"] }, "has an unexpected shape"],
    ["a list of nothing", { value: [null] }, "has an unexpected shape"],
    ["nothing usable", { value: [{ label: 1 }] }, "has an unexpected shape"],
    ["empty", {}, "has an unexpected shape"],
    ["null", "null", "has an unexpected shape"],
  ])("a malformed answer (%s) is no empty list", async (_, body, reason) => {
    const run = await preflightOn({ "/usages": (__, response) => send(response, 200, body) });
    expect([run.status, run.findings, run.stderr]).toEqual([0, ["unverified quota"], ""]);
    expect(only(run, "quota").message).toBe(`the quota of westus could not be read: Azure's answer ${reason}`);
  });
  test("of a list with odd items the others count", async () => {
    const run = await preflightOn({ "/usages": { value: [{ label: 1 }, armUsage(1000, 250)] } });
    expect(run.findings).toEqual([]);
  });
  test.each<[string, Record<string, Route>, string, readonly string[]]>([
    [
      "a model",
      { "/models": { value: [armModel({ name: "gpt-5.2" }), armModel({ sku: { capacity: { minimum: "one" } } })] } },
      "gpt-5.4 (at skus.0.minimum)",
      ["unverified model-offer", "unverified model-lifecycle", "unverified capacity", "unverified quota"],
    ],
    [
      "a usage",
      { "/usages": { value: [armUsage(1000, 250, "gpt-5.2"), { ...armUsage(1000, 250), limit: null }] } },
      "OpenAI.GlobalStandard.gpt-5.4 (at limit)",
      ["unverified quota"],
    ],
    [
      "a deployment",
      { "/deployments": { value: [armDeployment({ name: "other" }), armDeployment({ capacity: "many" as never })] } },
      "gpt-5.4 (at capacity)",
      ["unverified deployment", "unverified quota"],
    ],
    [
      "a deleted account",
      { "/accounts/aucert-test": NOT_THERE, "/deletedAccounts": { value: [{ name: "aucert-test" }] } },
      "aucert-test (at resourceGroup)",
      ["unverified account", "unverified subdomain"],
    ],
  ])("%s that cannot be read is not taken for absent", async (_, routes, item, findings) => {
    const run = await preflightOn(routes);
    expect([run.status, run.findings]).toEqual([0, expect.arrayContaining([...findings])]);
    expect(run.stdout).toContain(`Azure's answer has an unexpected shape in ${item}`);
    expect(
      run.findings.filter((finding) => !finding.startsWith("unverified") && !finding.startsWith("skipped")),
    ).toEqual([]);
  });
  test("a connection that breaks off in the middle of an answer", async () => {
    const broken: Route = (_, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
      response.write('{"value": [');
      setTimeout(() => response.destroy(), 20);
    };
    const run = await preflightOn({ "/usages": broken });
    expect([run.status, run.findings]).toEqual([0, ["unverified quota"]]);
  });
  test("nothing outlasts --timeout, and what has come by then is judged", async () => {
    const stalling: Route = (_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"value": [');
    };
    const later = failing(429, "TooManyRequests", "no", { "retry-after": "600" });
    const whole = `/subscriptions/${SUBSCRIPTION}`;
    const begin = Date.now();
    const [silent, stalled, postponed, dead] = await Promise.all(
      [{ "/usages": HANGING }, { "/models": stalling }, { "/usages": later }, { [whole]: HANGING }].map((routes) =>
        preflightOn(routes as Record<string, Route>, { args: ["--timeout", "1"] }),
      ),
    );
    expect(Date.now() - begin).toBeLessThan(3000);
    expect([silent?.status, silent?.findings]).toEqual([0, ["unverified quota"]]);
    expect(silent?.stdout).toContain("the quota of westus could not be read: no answer within 1 s");
    expect([stalled?.status, stalled?.findings]).toEqual([
      0,
      ["unverified model-offer", "unverified model-lifecycle", "unverified capacity", "unverified quota"],
    ]);
    expect([postponed?.status, postponed?.findings]).toEqual([0, ["unverified quota"]]);
    expect([dead?.status, dead?.stdout]).toEqual([2, ""]);
    expect(dead?.stderr).toContain("Azure could not be asked: no answer within 1 s\n");
  });
  test.each([
    ["at once", { [`/subscriptions/${SUBSCRIPTION}`]: failing(401, "InvalidAuthenticationToken") }],
    ["half way", { "/usages": failing(401, "ExpiredAuthenticationToken") }],
  ])("a refused token, %s, is no run", async (_, routes) => {
    const run = await preflightOn(routes);
    expect([run.status, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toContain("Azure refused the token (401)\nsign in again");
  });
});
