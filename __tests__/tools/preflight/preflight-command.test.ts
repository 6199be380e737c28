import fs, { readdirSync, readFileSync } from "node:fs";
import { parseAuthority, parseEndpoint } from "../../../tools/azure/endpoint";
import { credentialFor, signIn } from "../../../tools/azure/sign-in";
import { TimeIsUp } from "../../../tools/azure/stop";
import { CHECK_GROUPS } from "../../../tools/preflight/all-checks";
import { CHECK_CODES } from "../../../tools/preflight/check-codes";
import { armModel, HANGING, SUBSCRIPTION, TOKEN } from "../../helpers/arm";
import { cli } from "../../helpers/cli";
import { ACCOUNT, MODELS } from "../../helpers/config";
import { cleanUp, environmentFolder, preflightOn, writeEnvironment } from "../../helpers/preflight";
import { budget } from "../../helpers/sections";

afterEach(cleanUp);

const LOCAL = parseEndpoint("http://127.0.0.1:1234");
const PUBLIC = parseEndpoint("https://management.azure.com");

describe("exit 2 for the arguments", () => {
  test.each([
    [["--only", "qouta"], '--only: no check "qouta"; did you mean quota?'],
    [["--skip", "access,"], '--skip: no check ""; there are: access, account'],
    [["--only", "quota", "--skip", "quota"], "--only and --skip leave nothing to check: name fewer with --skip"],
    [["--skip", CHECK_GROUPS.join(",")], "--only and --skip leave nothing to check"],
    [["--timeout", "0"], "--timeout must be a whole number of seconds from 1 to 3600, not 0"],
    [["--timeout", "soon"], "--timeout must be a whole number of seconds from 1 to 3600, not soon"],
    [["--env", "dve"], "no environment dve; did you mean dev?"],
    [["--formt", "json"], "preflight has no option --formt; did you mean --format?"],
    [["--arm-endpoint", "http://example.com"], "--arm-endpoint must be https, or http on this machine"],
    [["--arm-endpoint", "management.azure.com"], "--arm-endpoint must be scheme, host and port only"],
    [["--authority", "http://login.microsoftonline.com"], "--authority must be https"],
  ])("%j", async (args, message) => {
    const env = { ARM_SUBSCRIPTION_ID: SUBSCRIPTION };
    const { status, stdout, stderr } = await cli(["preflight", ...args], { cwd: environmentFolder(), env });
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });
  test("several environments, none chosen", async () => {
    const cwd = environmentFolder();
    writeEnvironment(cwd, {}, "prod");
    const { status, stderr } = await cli(["preflight"], { cwd });
    expect([status, stderr]).toEqual([2, expect.stringContaining("which environment?")]);
  });
  test.each([
    [undefined, "which subscription? set ARM_SUBSCRIPTION_ID"],
    ["my-subscription", "ARM_SUBSCRIPTION_ID is not a UUID"],
  ])("subscription %s", async (id, message) => {
    const env = id === undefined ? {} : { ARM_SUBSCRIPTION_ID: id };
    const { status, stderr } = await cli(["preflight"], { cwd: environmentFolder(), env });
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

test("mistakes in the configuration are shown instead, and Azure is not asked", async () => {
  const run = await preflightOn({}, { files: { "models.yaml": MODELS.replace("gpt-5.4", "gpt-5.44") } });
  expect([run.status, run.stdout, run.arm.requests]).toEqual([2, "", []]);
  expect(run.stderr).toContain("error[unknown-model]");
});

test("a retirement that only the catalogue knows of does not keep anybody from asking", async () => {
  const run = await preflightOn({}, { args: ["--today", "2027-09-03"] });
  expect([run.status, run.findings]).toEqual([1, ["fail model-lifecycle gpt-5.4"]]);
});

test("--today holds for every check of the configuration, that of other environments too", async () => {
  const cwd = environmentFolder();
  const startsLate = `${ACCOUNT}${budget({ startMonth: "2027-12" })}`;
  writeEnvironment(cwd, { "account.yaml": startsLate });
  writeEnvironment(cwd, { "account.yaml": startsLate.replace("aucert-test", "aucert-prod") }, "prod");
  const args = ["--env", "dev", "--only", "local-auth"];
  const now = await preflightOn({}, { cwd, args });
  expect([now.status, now.stderr]).toEqual([2, expect.stringContaining("error[budget-start]")]);
  expect(await preflightOn({}, { cwd, args: [...args, "--today", "2026-12-05"] })).toMatchObject({
    status: 0,
    stderr: "",
  });
});

test("every file of the configuration is read as often whatever the number of environments", async () => {
  const cwd = environmentFolder();
  const readsWith = async (): Promise<number> => {
    const read = jest.spyOn(fs, "readFileSync");
    await preflightOn({}, { cwd, args: ["--env", "dev", "--only", "local-auth"] });
    const reads = read.mock.calls.filter(([file]) => String(file).endsWith("dev/account.yaml")).length;
    read.mockRestore();
    return reads;
  };
  for (const name of ["a", "b", "c"]) {
    writeEnvironment(cwd, { "account.yaml": ACCOUNT.replace("aucert-test", `aucert-${name}`) }, name);
    if (name === "a") expect(await readsWith()).toBe(2);
  }
  expect(await readsWith()).toBe(2);
});

describe("--only and --skip", () => {
  test.each([
    [["--only", "quota,local-auth"], ["subscription", "local-auth", "quota"], "/models"],
    [["--only", "models", "--skip", "capacity"], ["subscription", "model-offer", "model-lifecycle"], "/models"],
    [
      ["--skip", "models,quota,deployments,account"],
      ["subscription", "resource-provider", "resource-group"],
      "/resourcegroups",
    ],
  ])("%j", async (args, codes) => {
    const run = await preflightOn({}, { args });
    expect(run.results.map(({ code }) => code)).toEqual(codes);
  });
  test("only what the chosen checks need is asked", async () => {
    const run = await preflightOn({}, { args: ["--only", "local-auth"] });
    expect(run.arm.requests.map((request) => request.split("?")[0]?.split("/").pop())).toEqual([
      SUBSCRIPTION,
      "aucert-test",
    ]);
  });
});

describe("sign-in", () => {
  const never = new AbortController().signal;
  test("a word for a server on this machine is never used for Azure", async () => {
    const env = { AZURE_ACCESS_TOKEN: TOKEN };
    expect(await (await credentialFor(LOCAL, env, { limitMs: 1 })).getToken("x")).toMatchObject({ token: TOKEN });
    const real = await credentialFor(PUBLIC, env, { limitMs: 1 });
    expect(real.constructor.name).toBe("DefaultAzureCredential");
  });
  test("a real sign-in is never used for a server on this machine", async () => {
    await expect(credentialFor(LOCAL, {}, { limitMs: 1 })).rejects.toMatchObject({
      code: "no-sign-in",
      message: expect.stringContaining("set AZURE_ACCESS_TOKEN"),
    });
  });
  test.each([
    [
      "none found",
      Object.assign(new Error("a\nb"), { errors: [named("CredentialUnavailableError", "az is missing")] }),
      "no Azure sign-in found\nsign in, then run again:",
    ],
    [
      "refused",
      Object.assign(new Error("x"), {
        errors: [named("AuthenticationError", "Failed.\nAADSTS7000215: Invalid client secret provided. Trace ID: 1")],
      }),
      "Azure refused the sign-in\n  AADSTS7000215: Invalid client secret provided\n",
    ],
    ["too slow", new TimeIsUp(7), "no Azure sign-in found within 7 s (--timeout gives it longer)\n"],
  ])("%s: says what to do", async (_, error, message) => {
    const credential = { getToken: () => Promise.reject(error) };
    await expect(signIn(credential, PUBLIC, never)).rejects.toMatchObject({
      code: "no-sign-in",
      message: expect.stringContaining(message),
    });
  });
  test("that yields no token is none", async () => {
    const credential = { getToken: async () => null };
    await expect(signIn(credential, PUBLIC, never)).rejects.toMatchObject({ code: "no-sign-in" });
  });
  test("that hangs ends with the signal", async () => {
    const credential = { getToken: () => new Promise<null>(() => undefined) };
    const stop = new AbortController();
    setTimeout(() => stop.abort(new TimeIsUp(7)), 20);
    await expect(signIn(credential, PUBLIC, stop.signal)).rejects.toMatchObject({ code: "no-sign-in" });
  });
});

test.each([
  ["https://management.chinacloudapi.cn/", "https://management.chinacloudapi.cn", false],
  ["http://localhost:8080", "http://localhost:8080", true],
  ["http://[::1]:8080", "http://[::1]:8080", true],
  ["https://127.0.0.1:8443", "https://127.0.0.1:8443", true],
])("the endpoint %s", (value, origin, isLoopback) => {
  expect(parseEndpoint(value)).toEqual({ origin, isLoopback, scope: `${origin}/.default` });
});

test.each([
  "http://127.0.0.1.example.com",
  "http://localhost.example.com",
  "http://user:word@127.0.0.1",
  "https://management.azure.com/subscriptions",
  "https://management.azure.com?x=1",
  "ftp://127.0.0.1",
  "",
])("the endpoint %j is refused", (value) => {
  expect(() => parseEndpoint(value)).toThrow("--arm-endpoint must be");
});

test("an authority is a host", () => {
  expect(parseAuthority("https://login.microsoftonline.us/")).toBe("https://login.microsoftonline.us");
});

test("Ctrl-C ends the run at once, with the listener taken away again", async () => {
  const listeners = new Set<() => void>();
  const begin = Date.now();
  const run = await preflightOn(
    { "/usages": HANGING },
    {
      onInterrupt: (listener) => {
        listeners.add(listener);
        setTimeout(listener, 300);
        return () => void listeners.delete(listener);
      },
    },
  );
  expect([run.status, run.stdout]).toEqual([2, ""]);
  expect(run.stderr).toBe("stopped before the end; preflight only reads, so nothing was changed\n");
  expect(Date.now() - begin).toBeLessThan(2000);
  expect(listeners.size).toBe(0);
});

describe("output", () => {
  const changed = { "/models": { value: [armModel({ version: "1|\u001b[2J<b>" })] } };
  test("text", async () => {
    const { stdout } = await preflightOn(changed, { args: ["--format", "text", "--only", "access,model-offer,quota"] });
    expect(stdout).toMatchInlineSnapshot(`
      "access
        ok          subscription        signed in, and the subscription is Enabled
        ok          resource-provider   Microsoft.CognitiveServices: registered
        ok          resource-group      resource group test-rg exists

      models
        FAIL        model-offer         gpt-5.4: westus does not offer version 2026-03-05
                                        it offers 1|�[2J<b>

      quota
        skipped     quota               gpt-5.4: westus does not offer it

      3 passed, 1 failed, 1 skipped
      "
    `);
  });
  test("a terminal sees each check while it waits, and the same lines", async () => {
    const args = ["--format", "text"];
    const live = await preflightOn({}, { args, isTerminal: true, env: { NO_COLOR: "1" } });
    const plain = await preflightOn({}, { args });
    expect(live.stdout).toContain("\r\u001b[2K  … quota\r\u001b[2K");
    expect(live.stdout.replaceAll(/\r\u001b\[2K(  … [a-z-]+)?/g, "")).toBe(plain.stdout);
    const coloured = await preflightOn({}, { args, isTerminal: true });
    expect(coloured.stdout).toContain("\u001b[32mok ");
  });
  test("markdown, with what Azure named escaped", async () => {
    const { stdout } = await preflightOn(changed, { args: ["--format", "markdown", "--only", "model-offer"] });
    expect(stdout).toMatchInlineSnapshot(`
      "## Preflight of dev: 1 passed, 1 failed

      | result | check | of | finding | what to do |
      |---|---|---|---|---|
      | ok | \`subscription\` |  | signed in, and the subscription is Enabled |  |
      | **FAIL** | \`model-offer\` | gpt-5.4 | westus does not offer version 2026-03-05 | it offers 1&#124;�&#91;2J&#60;b&#62; |
      "
    `);
  });
  test("json has the fields of the contract", async () => {
    const { stdout } = await preflightOn(changed, { args: ["--only", "model-offer"] });
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      environment: "dev",
      results: [
        { group: "access", code: "subscription", status: "pass", message: expect.any(String) },
        {
          group: "models",
          code: "model-offer",
          subject: "gpt-5.4",
          status: "fail",
          message: "westus does not offer version 2026-03-05",
          help: expect.any(String),
        },
      ],
      adopt: [],
      summary: { pass: 1, warning: 0, fail: 1, unverified: 0, skipped: 0 },
    });
  });
});

test("the Azure packages are loaded only when they are needed", () => {
  const files = readdirSync("tools", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const eager = files.filter((file) => /^import (?!type )[^;]*"@azure\//m.test(readFileSync(`tools/${file}`, "utf8")));
  expect(files).toContain("azure/connection.ts");
  expect(eager).toEqual([]);
});

test("every check has an entry in the documentation, and every entry is a check", () => {
  const headings = readFileSync("docs/preflight.md", "utf8").match(/^### .+$/gm) ?? [];
  expect(headings.map((heading) => heading.slice(4))).toEqual(Object.values(CHECK_CODES).flat());
});

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
