/** The command as a process of its own: what the functions cannot show, its end. */
import { spawn } from "node:child_process";
import path from "node:path";
import { fakeArm, HANGING, soundRoutes, SUBSCRIPTION, TOKEN } from "../../helpers/arm";
import { cleanUp, environmentFolder } from "../../helpers/preflight";

afterEach(cleanUp);

const ROOT = path.resolve(__dirname, "../../..");

async function run(
  args: string[],
  env: Record<string, string>,
  { command = "preflight", interruptWhen }: { command?: string; interruptWhen?: Promise<unknown> } = {},
) {
  const begin = Date.now();
  const child = spawn(
    process.execPath,
    [path.join(ROOT, "tools/build/run.cjs"), `tools/cli/bin/${command}.ts`, ...args],
    {
      cwd: environmentFolder(),
      env: { ARM_SUBSCRIPTION_ID: SUBSCRIPTION, PATH: "", HOME: "/nonexistent", ...env },
    },
  );
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (text) => (output.stdout += text));
  child.stderr.on("data", (text) => (output.stderr += text));
  void interruptWhen?.then(() => child.kill("SIGINT"));
  const status = await new Promise((resolve) => child.on("close", resolve));
  return { status, ...output, seconds: (Date.now() - begin) / 1000 };
}

test.each(["preflight", "usage"])("%s without a sign-in ends in time, and says what to do", async (command) => {
  // Only what people sign in with: a test machine in Azure may have an identity of its own.
  const { status, stdout, stderr, seconds } = await run([], { AZURE_TOKEN_CREDENTIALS: "dev" }, { command });
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("no Azure sign-in found\nsign in, then run again:\n  a person            az login\n");
  expect(stderr).not.toContain("    at ");
  expect(seconds).toBeLessThan(10);
});

test("Ctrl-C ends it while Azure keeps it waiting", async () => {
  let reached: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (reached = resolve));
  const arm = await fakeArm(soundRoutes({ "/usages": HANGING, "/models": (request) => void (request && reached()) }));
  const { status, stderr, seconds } = await run(
    ["--arm-endpoint", arm.url],
    { AZURE_ACCESS_TOKEN: TOKEN },
    { interruptWhen: asked },
  );
  await arm.close();
  expect([status, stderr]).toEqual([2, "stopped before the end; preflight only reads, so nothing was changed\n"]);
  expect(seconds).toBeLessThan(10);
});

test("a proxy is not asked for a server on this machine", async () => {
  const arm = await fakeArm(soundRoutes());
  const env = { AZURE_ACCESS_TOKEN: TOKEN, HTTP_PROXY: "http://127.0.0.1:1", http_proxy: "http://127.0.0.1:1" };
  const { status, stderr } = await run(["--arm-endpoint", arm.url], env);
  await arm.close();
  expect([status, stderr]).toEqual([0, ""]);
});
