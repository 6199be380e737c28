import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { cli } from "../../helpers/cli";
import { ACCOUNT } from "../../helpers/config";
import { type LlmServer, type LlmServerOptions, startLlmServer } from "../../helpers/llm-server";
import { policyWaiver } from "../../helpers/sections";
import { FIXTURES } from "../../helpers/stack";

const MODELS = "version: 1\ndefaults: { capacity: 300 }\nmodels:\n  - name: gpt-5.4\n  - name: gpt-5.3-codex\n";
/** With API keys, so that a key in the environment is all the sign-in a call needs. */
const LLM_CONFIG = `version: 1
provider: foundry
layers:
  decision: { stage: L4, model: gpt-5.4 }
  decision-code: { stage: L4, model: gpt-5.3-codex, api: responses }
providers:
  foundry: { auth: api-key }
`;
/** A provider that has no hosts of its own: any may see its key. */
const DIRECT = "  direct: { models: { decision: gpt-5.4, decision-code: gpt-5.3-codex } }\n";
const KEY = { AZURE_OPENAI_API_KEY: "test-key-of-this-pod" };

let folder: string;
let server: LlmServer | undefined;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "smoke-"));
  environment("dev");
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  rmSync(folder, { recursive: true, force: true });
});

function environment(name: string, llm = LLM_CONFIG): void {
  const target = path.join(folder, "config/environments", name);
  mkdirSync(target, { recursive: true });
  writeFileSync(
    path.join(target, "account.yaml"),
    ACCOUNT.replace("aucert-test", `a-${name}`).replace("westus", "westus\n  localAuth: true") +
      policyWaiver("local-auth-off"),
  );
  writeFileSync(path.join(target, "models.yaml"), MODELS);
  writeFileSync(path.join(target, "llm-config.yaml"), llm);
}

async function smoke(serverOptions: Partial<LlmServerOptions>, ...args: string[]) {
  server = await startLlmServer({
    models: ["gpt-5.4", "gpt-5.3-codex"],
    responsesOnly: ["gpt-5.3-codex"],
    ...serverOptions,
  });
  return cli(["smoke", "--base-url", server.baseUrl, ...args], { cwd: folder, env: KEY });
}

const resultsOf = (stdout: string) => (JSON.parse(stdout) as { results: Record<string, unknown>[] }).results;

test("calls every layer once and says that each answers", async () => {
  const { status, stdout, stderr } = await smoke({});
  expect(status).toBe(0);
  const rows = stdout.split("\n").map((line) => line.split(/ {2,}/));
  expect(rows).toEqual([
    ["layer", "model", "api", "status", "latency", "tokens"],
    ["decision", "gpt-5.4", "chat-completions", "ok 200", expect.stringMatching(/^\d+ ms$/), "12 in, 1 out"],
    ["decision-code", "gpt-5.3-codex", "responses", "ok 200", expect.stringMatching(/^\d+ ms$/), "9 in, 2 out"],
    [""],
    ["every layer answers"],
    [""],
  ]);
  expect(stderr).toContain("calling decision (gpt-5.4 by chat-completions)");
  expect(server?.seen.map(({ authorization }) => authorization)).toEqual(
    // No real key goes to this machine.
    Array(2).fill("Bearer local-foundry"),
  );
});

test("fails with exit 1 and names the layer whose deployment is missing", async () => {
  const { status, stdout } = await smoke({ models: ["gpt-5.3-codex"] });
  expect(status).toBe(1);
  expect(stdout).toContain(
    "decision: HTTP 404 DeploymentNotFound: The API deployment for this resource does not exist.",
  );
  expect(stdout).toContain("= help: deploy gpt-5.4");
  expect(stdout).toContain("1 of 2 layers failed: decision");
});

test("retries 429 and 5xx and says how often", async () => {
  const { status, stdout } = await smoke({ failFirst: [429, 503] }, "--format", "json", "--layer", "decision");
  expect(status).toBe(0);
  expect(resultsOf(stdout)).toMatchObject([{ layer: "decision", ok: true, attempts: 3, httpStatus: 200 }]);
});

test.each([
  [[401], "the sign-in was refused"],
  [[403], "Cognitive Services User"],
  [[410], "gpt-5.4 is retired"],
  [[429, 429, 429], "raise the capacity of gpt-5.4"],
  [[500, 500, 500], "the provider has trouble"],
])("answers of %j give their next step", async (failFirst, help) => {
  const { status, stdout } = await smoke({ failFirst }, "--format", "json", "--layer", "decision");
  expect(status).toBe(1);
  expect(resultsOf(stdout)[0]).toMatchObject({ ok: false, help: expect.stringContaining(help) });
});

test("a call by the wrong API is told so", async () => {
  const { stdout } = await smoke({ responsesOnly: ["gpt-5.4"] }, "--format", "json", "--layer", "decision");
  expect(resultsOf(stdout)[0]).toMatchObject({
    httpStatus: 400,
    help: expect.stringContaining("does not speak chat-completions"),
  });
});

test("a server that never answers fails after the timeout, as a process", async () => {
  server = await startLlmServer({ models: [], hang: true });
  const args = [
    path.resolve("tools/build/run.cjs"),
    "tools/cli/bin/smoke.ts",
    "--base-url",
    server.baseUrl,
    "--format",
    "json",
    "--layer",
    "decision",
    "--timeout",
    "1",
  ];
  const env = { ...process.env, ...KEY };
  const failure = await promisify(execFile)(process.execPath, args, { cwd: folder, env }).catch(
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({ code: 1, stdout: expect.any(String) });
  const [result] = resultsOf((failure as { stdout: string }).stdout);
  expect(result).toMatchObject({ ok: false, attempts: 3, error: expect.stringContaining("did not answer in time") });
  expect(result?.help).toContain("--timeout");
});

test("an unknown host and a closed port give their next step", async () => {
  const closed = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => closed.once("listening", resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  environment("dev", `${LLM_CONFIG}${DIRECT}`);
  const at = (url: string) =>
    cli(["smoke", "--provider", "direct", "--base-url", url, "--format", "json", "--layer", "decision"], {
      ...{ cwd: folder, env: { OPENAI_API_KEY: "test-key-of-direct" } },
    });
  const [refused, unknown] = await Promise.all([at(`http://127.0.0.1:${port}/`), at("https://no-such-host.invalid/")]);
  expect(resultsOf(refused.stdout)[0]).toMatchObject({ error: expect.stringContaining("ECONNREFUSED") });
  expect(resultsOf(unknown.stdout)[0]).toMatchObject({
    error: expect.stringMatching(/no-such-host\.invalid is unknown/),
  });
  expect([refused.status, unknown.status]).toEqual([1, 1]);
});

test("--dry-run shows one request per layer and sends nothing, with no sign-in", async () => {
  server = await startLlmServer({ models: [] });
  const { status, stdout } = await cli(["smoke", "--dry-run", "--base-url", server.baseUrl, "--format", "json"], {
    cwd: folder,
  });
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    requests: [
      { layer: "decision", method: "POST", url: `${server.baseUrl}chat/completions`, body: { model: "gpt-5.4" } },
      { layer: "decision-code", method: "POST", url: `${server.baseUrl}responses`, body: { model: "gpt-5.3-codex" } },
    ],
  });
  expect(server.seen).toEqual([]);
});

test("--base-url may lead to another host of the provider", async () => {
  const args = [
    "smoke",
    "--dry-run",
    "--base-url",
    "https://another.openai.azure.com/openai/v1",
    "--layer",
    "decision",
  ];
  const { status, stdout } = await cli(args, { cwd: folder });
  expect([status, stdout]).toEqual([
    0,
    expect.stringContaining("POST https://another.openai.azure.com/openai/v1/chat/completions\n"),
  ]);
});

test("--dry-run of five models shows one request per layer", async () => {
  const { status, stdout } = await cli(["smoke", "--dry-run"], { env: { FOUNDRY_CONFIG_DIR: FIXTURES } });
  expect(status).toBe(0);
  expect(stdout.match(/: POST https:\/\//g)).toHaveLength(5);
});

describe("--stand-in", () => {
  test("calls every layer with no cloud and no sign-in", async () => {
    const { status, stdout } = await cli(["smoke", "--stand-in"], { cwd: folder });
    expect([status, stdout]).toEqual([0, expect.stringContaining("every layer answers")]);
  });

  test("exits 1 and names the layer that is on the wrong API", async () => {
    environment("dev", LLM_CONFIG.replace(", api: responses", ""));
    const { status, stdout } = await cli(["smoke", "--stand-in"], { cwd: folder });
    expect(status).toBe(1);
    expect(stdout).toContain("decision-code: HTTP 400 OperationNotSupported");
    expect(stdout).toContain("1 of 2 layers failed: decision-code");
  });

  test("calls no fallback, so that none hides a dead model", async () => {
    environment("dev", LLM_CONFIG.replace("model: gpt-5.4", "model: gpt-5.3-codex, fallbacks: [gpt-5.4]"));
    const { status, stdout } = await cli(["smoke", "--stand-in", "--layer", "decision"], { cwd: folder });
    expect([status, stdout]).toEqual([1, expect.stringContaining("1 of 1 layers failed: decision")]);
  });

  test("with --keep runs until it is interrupted, and says how a backend finds it", async () => {
    let found: Promise<number> | undefined;
    const { status, stderr } = await cli(["smoke", "--stand-in", "--keep"], {
      cwd: folder,
      onInterrupt: (listener, seen) => {
        const url = /^LLM_FOUNDRY_BASE_URL=(.*)$/m.exec(seen().stderr)?.[1] ?? "";
        found = fetch(`${url}chat/completions`, { method: "POST", body: "{}" }).then((answer) => {
          listener();
          return answer.status;
        });
        return () => undefined;
      },
    });
    expect([status, stderr]).toEqual([0, expect.stringContaining("the stand-in runs until Ctrl-C")]);
    expect(await found).toBe(401);
  });
});

describe("could not run: exit 2", () => {
  test.each([
    [["--layer", "decison"], "no layer decison; did you mean decision?"],
    [["--provider", "bedrock"], "bedrock is not configured in llm-config.yaml"],
    [["--provider", "azure"], "--provider must be one of"],
    [["--base-url", "http://example.com/"], "--base-url must be an https address"],
    [["--base-url", "nonsense"], "--base-url must be an https address"],
    [
      ["--base-url", "https://foundry.poison.example/"],
      "--base-url leads to foundry.poison.example, which is no host of foundry: no credential is sent there",
    ],
    [["--timeout", "soon"], "--timeout must be a whole number of seconds"],
    [["--env", "prod"], "no environment prod"],
  ])("for %j", async (args, message) => {
    const { status, stderr } = await cli(["smoke", ...args], { cwd: folder, env: KEY });
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
  test.each([
    [["--keep"], "--keep is for --stand-in only"],
    [["--port", "8080"], "--port is for --stand-in only"],
    [["--stand-in", "--port", "70000"], "--port must be a whole number from 1 to 65535"],
    [["--stand-in", "--base-url", "http://127.0.0.1/"], "--stand-in and --base-url exclude each other"],
    [["--stand-in", "--dry-run"], "--stand-in and --dry-run exclude each other"],
  ])("for %j", async (args, message) => {
    const { status, stderr } = await cli(["smoke", ...args], { cwd: folder });
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
  test("when the stand-in's port is taken", async () => {
    server = await startLlmServer({ models: [] });
    const { status, stderr } = await cli(["smoke", "--stand-in", "--port", new URL(server.baseUrl).port], {
      cwd: folder,
    });
    expect([status, stderr]).toEqual([2, expect.stringContaining("another program does (EADDRINUSE)")]);
  });
  test("without a key, naming the variable", async () => {
    const { status, stderr } = await cli(["smoke"], { cwd: folder });
    expect([status, stderr]).toEqual([2, expect.stringContaining("AZURE_OPENAI_API_KEY is not set")]);
  });
  test("when several environments leave the choice open", async () => {
    environment("prod");
    const { status, stderr } = await cli(["smoke", "--dry-run"], { cwd: folder });
    expect([status, stderr]).toEqual([
      2,
      expect.stringContaining("which environment? Give --env with one of dev, prod"),
    ]);
  });
  test("when the configuration has errors, showing them", async () => {
    environment("dev", LLM_CONFIG.replace("model: gpt-5.4", "model: gpt-5.5"));
    const { status, stderr } = await cli(["smoke", "--dry-run"], { cwd: folder });
    expect([status, stderr]).toEqual([2, expect.stringContaining("error[unknown-deployment]")]);
  });
});
