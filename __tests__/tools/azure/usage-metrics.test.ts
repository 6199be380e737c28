/** What becomes of Azure's answers on their way to a table; through the command, against a stand-in for Azure. */
import { existsSync } from "node:fs";
import path from "node:path";
import { MOST_SERIES } from "../../../tools/azure/usage-metrics";
import { failing, HANGING, send, SUBSCRIPTION, TOKEN } from "../../helpers/arm";
import { closeServers, type Counted, FULL_USAGE as FULL, metricsRoute, usageOn } from "../../helpers/metrics";
import { cleanUp } from "../../helpers/preflight";

afterEach(async () => {
  await closeServers();
  await cleanUp();
});

const USAGE = "config/environments/dev/usage.csv";

/** The lines of the CSV without the header: last digit of the day, deployment and what follows. */
async function linesOf(counted: Counted): Promise<string[]> {
  const { status, stdout, stderr } = await usageOn(metricsRoute(counted), ["--format", "csv"]);
  expect([status, stderr]).toEqual([0, ""]);
  return stdout.trimEnd().split("\n").slice(1);
}

describe("a full answer", () => {
  test("the whole text", async () => {
    const { status, stdout, stderr } = await usageOn(metricsRoute(FULL));
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatchInlineSnapshot(`
      "dev: usage of aucert-test, 2026-11-18 to 2026-11-21 (4 days, UTC), as Azure counted

        deployment  days  input tokens  output tokens  requests  429  5xx  limit a minute  day by day
        Kimi-K2.6      4           100             10         4    0    0         250,000  ▃▅▆█
        gpt-5.4        4         7,000            700        22    3    1         250,000  ▃▅▁█
        bars: tokens in and out, each deployment by its own largest; · where a day has no data
        429 and limit: Azure holds the prompt and the longest answer asked for against the limit when a request arrives; the tokens here are those processed
      "
    `);
  });
  test("is asked for by deployment, whole days and more series than Azure gives by itself, read-only", async () => {
    const { arm } = await usageOn(metricsRoute(FULL));
    const queries = arm.requests.map((request) => new URL(request.split(" ")[1] ?? "", "http://fake").searchParams);
    expect(arm.requests.every((request) => request.startsWith("GET "))).toBe(true);
    expect([...arm.tokens]).toEqual([`Bearer ${TOKEN}`]);
    expect(queries.map((query) => query.get("metricnames"))).toEqual([
      "InputTokens,OutputTokens",
      "ProcessedPromptTokens,GeneratedTokens",
      "ModelRequests",
      "AzureOpenAIRequests",
    ]);
    expect(Object.fromEntries(queries[2] ?? [])).toEqual({
      "api-version": "2023-10-01",
      metricnamespace: "Microsoft.CognitiveServices/accounts",
      metricnames: "ModelRequests",
      timespan: "2026-11-18T00:00:00Z/2026-11-22T00:00:00Z",
      interval: "P1D",
      aggregation: "Total",
      top: String(MOST_SERIES),
      $filter: "ModelDeploymentName eq '*' and StatusCode eq '*'",
    });
  });
  test("as JSON: sums with the days in them, and the days, null where unknown", async () => {
    const { stdout } = await usageOn(
      metricsRoute({ InputTokens: { "gpt-5.4": [1, null, 2, undefined] }, OutputTokens: {} }),
      ["--format", "json"],
    );
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      environment: "dev",
      account: "aucert-test",
      source: { kind: "azure-monitor" },
      first: "2026-11-18",
      last: "2026-11-21",
      deployments: [
        {
          deployment: "gpt-5.4",
          tokensPerMinute: 250_000,
          totals: {
            inputTokens: { value: 3, days: 2 },
            outputTokens: null,
            requests: null,
            throttled: null,
            serverErrors: null,
          },
        },
      ],
      withoutData: ["Kimi-K2.6"],
      unread: [],
      days: [
        expect.objectContaining({ day: "2026-11-18", deployment: "gpt-5.4", inputTokens: 1, outputTokens: null }),
        expect.objectContaining({ day: "2026-11-20", deployment: "gpt-5.4", inputTokens: 2, requests: null }),
      ],
    });
  });
  test("holds no id of subscription or tenant", async () => {
    for (const format of ["text", "json", "csv"]) {
      const { stdout, stderr } = await usageOn(metricsRoute(FULL), ["--format", format]);
      expect(stdout + stderr).not.toContain(SUBSCRIPTION);
      expect(stdout + stderr).not.toContain(TOKEN);
    }
  });
});

describe("two families that count the same", () => {
  const general = { InputTokens: { "gpt-5.4": [1, 2, 3, 4] }, OutputTokens: { "gpt-5.4": [1, 1, 1, 1] } };
  const openAi = { ProcessedPromptTokens: { "gpt-5.4": [1, 2, 3, 5] }, GeneratedTokens: { "gpt-5.4": [1, 1, 1, 2] } };
  const requests = { "gpt-5.4": { "200": [1, 1, 1, 1] } };

  test("only the general one", async () => {
    expect(await linesOf(general)).toEqual([
      "2026-11-18,gpt-5.4,1,1,,,",
      "2026-11-19,gpt-5.4,2,1,,,",
      "2026-11-20,gpt-5.4,3,1,,,",
      "2026-11-21,gpt-5.4,4,1,,,",
    ]);
  });
  test("only OpenAI's", async () => {
    expect((await linesOf({ ...openAi, AzureOpenAIRequests: requests })).at(-1)).toBe("2026-11-21,gpt-5.4,5,2,1,0,0");
  });
  test("both: the general one alone counts", async () => {
    const both = { ...general, ...openAi, ModelRequests: requests, AzureOpenAIRequests: requests };
    expect((await linesOf(both)).at(-1)).toBe("2026-11-21,gpt-5.4,4,1,1,0,0");
  });
  test("the general one is there but counts nothing: OpenAI's", async () => {
    const nothing = { "gpt-5.4": [0, 0, 0, 0] };
    const lines = await linesOf({ ...openAi, InputTokens: nothing, OutputTokens: nothing });
    expect(lines.at(-1)).toBe("2026-11-21,gpt-5.4,5,2,,,");
  });
  test("each deployment by itself", async () => {
    const other = { InputTokens: { "Kimi-K2.6": [7, 7, 7, 7] }, OutputTokens: { "Kimi-K2.6": [1, 1, 1, 1] } };
    const lines = await linesOf({ ...openAi, ...other });
    expect(lines.slice(-2)).toEqual(["2026-11-21,Kimi-K2.6,7,1,,,", "2026-11-21,gpt-5.4,5,2,,,"]);
  });
});

describe("what is not there is unknown, never zero", () => {
  test("gaps and nulls", async () => {
    const counted = {
      InputTokens: { "gpt-5.4": [5, null, undefined, 0] },
      OutputTokens: { "gpt-5.4": [null, null, 3, 0] },
      ModelRequests: { "gpt-5.4": { "200": [1, 1, null, 0], "429": [1, null, 4, 0] } },
    };
    expect(await linesOf(counted)).toEqual([
      "2026-11-18,gpt-5.4,5,,2,1,0",
      "2026-11-20,gpt-5.4,,3,,,",
      "2026-11-21,gpt-5.4,0,0,0,0,0",
    ]);
  });
  test("no data at all", async () => {
    const { status, stdout } = await usageOn(metricsRoute({}));
    expect(status).toBe(0);
    expect(stdout).toBe(
      "dev: usage of aucert-test, 2026-11-18 to 2026-11-21 (4 days, UTC), as Azure counted\n\n" +
        "  no data at all: nothing is known of any day, which is not the same as no calls\n",
    );
  });
  test("a status that is no number: requests are known, 429 and 5xx are not", async () => {
    const lines = await linesOf({ ModelRequests: { "gpt-5.4": { "200": [1, 1, 1, 1], ClientErrors: [0, 0, 0, 2] } } });
    expect(lines.at(-1)).toBe("2026-11-21,gpt-5.4,,,3,,");
  });
});

test("a count that is known of fewer days than the others says of how many", async () => {
  const counted = { InputTokens: { "gpt-5.4": [1, 1, 1, 1] }, OutputTokens: { "gpt-5.4": [1, 1, null, 1] } };
  const { stdout } = await usageOn(metricsRoute(counted));
  expect(stdout).toMatch(/\n {2}gpt-5\.4 +4 +4 +3 in 3 +unknown +unknown +unknown +250,000 {2}██·█\n/);
});

test("renamed and deleted deployments stay under the name they had; another case is the same name", async () => {
  const counted = {
    InputTokens: { "GPT-5.4": [1, 1, 1, 1], "gpt-4.1": [2, 2, null, null] },
    OutputTokens: { "GPT-5.4": [1, 1, 1, 1], "gpt-4.1": [2, 2, null, null] },
    ModelRequests: { "GPT-5.4": { "200": [1, 1, 1, 1] }, "gpt-5.4": { "429": [1, 1, 1, 1] } },
  };
  const lines = await linesOf(counted);
  expect([lines[0], lines[1], lines.at(-1)]).toEqual([
    "2026-11-18,gpt-4.1,2,2,,,",
    "2026-11-18,gpt-5.4,1,1,2,1,0",
    "2026-11-21,gpt-5.4,1,1,2,1,0",
  ]);
  const { stdout } = await usageOn(metricsRoute(counted));
  expect(stdout).toMatch(/gpt-4\.1 +2 +4 .* not configured {2}██··\n/);
});

describe("many series", () => {
  const many = (count: number): Counted => ({
    InputTokens: Object.fromEntries(Array.from({ length: count }, (_, index) => [`model-${index}`, [1, 1, 1, 1]])),
    OutputTokens: {},
  });

  test("all 40 are there, where Azure would have sent 10 without a word", async () => {
    expect(await linesOf(many(40))).toHaveLength(160);
  });
  test("as many as were asked for are not all there may be: unread, with the reason", async () => {
    const { status, stdout } = await usageOn(
      metricsRoute({ ...many(MOST_SERIES), ModelRequests: FULL.ModelRequests ?? {} }),
    );
    expect(status).toBe(1);
    expect(stdout).toContain(
      "not read: InputTokens, OutputTokens: Azure's answer has 1,000 series, as many as were asked for: there may be more\n",
    );
    expect(stdout).not.toContain("model-0");
    expect(stdout).toMatch(/\n {2}gpt-5\.4 +4 +unknown +unknown +22 /);
  });
});

describe("Azure in a bad mood", () => {
  test("429 with Retry-After is waited for", async () => {
    const busy = { error: { code: "TooManyRequests", message: "no" } };
    const { status, arm } = await usageOn((request, response, count) =>
      count <= 2 ? send(response, 429, busy, { "retry-after": "0" }) : metricsRoute(FULL)(request, response),
    );
    expect([status, arm.requests.length]).toEqual([0, 6]);
  });
  test("403 says which role is missing, and saves nothing", async () => {
    const { status, stdout, stderr, cwd } = await usageOn(failing(403, "AuthorizationFailed"), ["--save"]);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toBe(
      "Azure gave no usage of aucert-test in test-rg\n  Azure answered 403 AuthorizationFailed\n" +
        "the signed-in identity needs the role Monitoring Reader on aucert-test\n",
    );
    expect(existsSync(path.join(cwd, USAGE))).toBe(false);
  });
  test("a server that hangs is given up in time", async () => {
    const begin = Date.now();
    const { status, stdout, stderr } = await usageOn(HANGING, ["--timeout", "1"]);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("no answer within 1 s");
    expect(Date.now() - begin).toBeLessThan(5000);
  });
  test("an account that is not there", async () => {
    const { status, stderr } = await usageOn(failing(404, "ResourceNotFound"));
    expect([status, stderr]).toEqual([
      2,
      "Azure gave no usage of aucert-test in test-rg\n  Azure answered 404 ResourceNotFound\n",
    ]);
  });
  test("a refused token ends the run", async () => {
    const { status, stderr } = await usageOn(failing(401, "InvalidAuthenticationToken"));
    expect([status, stderr.split("\n")[0]]).toEqual([2, "Azure refused the token (401)"]);
  });
  test.each<[string, unknown, string]>([
    ["no JSON", "<html>", "Azure's answer is cut short or not valid JSON"],
    ["another shape", { value: {} }, "Azure's answer has an unexpected shape"],
    ["a metric missing", { value: [] }, "Azure's answer lacks InputTokens"],
    [
      "a failed metric",
      {
        value: [
          "InputTokens",
          "OutputTokens",
          "ProcessedPromptTokens",
          "GeneratedTokens",
          "ModelRequests",
          "AzureOpenAIRequests",
        ].map((value) => ({ name: { value }, errorCode: "InternalError", timeseries: [] })),
      },
      "Azure's answer says that InputTokens failed",
    ],
  ])("%s is no answer", async (_, body, reason) => {
    const { status, stderr } = await usageOn((__, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(typeof body === "string" ? body : JSON.stringify(body));
    });
    expect([status, stderr]).toEqual([2, expect.stringContaining(reason)]);
  });
  test("what belongs to no deployment is left out, and said", async () => {
    const { status, stdout, stderr } = await usageOn(metricsRoute({ ...FULL, InputTokens: { "": [1, 1, 1, 1] } }), [
      "--format",
      "csv",
    ]);
    expect(status).toBe(0);
    expect(stderr).toBe(
      "not read: InputTokens, OutputTokens: Azure counts something that belongs to no deployment; it is left out\n",
    );
    expect(stdout.match(/^.*,gpt-5\.4,.*$/gm)?.[0]).toBe("2026-11-18,gpt-5.4,,100,6,1,0");
  });
});
