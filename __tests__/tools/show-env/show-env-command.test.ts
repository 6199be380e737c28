import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { stringify } from "yaml";
import { resolve } from "../../../docs/examples/backend/typescript/llm";
import { renderDotEnv } from "../../../tools/show-env/dot-env";
import { cli } from "../../helpers/cli";
import { committedFiles, committedPod, PROVIDERS_OF_THE_PAGE } from "../../helpers/llm-docs";
import { temporaryFolder, writeFiles } from "../../helpers/workspace";

/** A folder of environments with the committed one and all four providers. */
function folder(...names: string[]): string {
  const root = temporaryFolder();
  const files = Object.entries(committedFiles(PROVIDERS_OF_THE_PAGE)) as [string, string][];
  for (const name of names) {
    const own = (text: string) => text.replace("name: aucert-ai", `name: aucert-${name}`);
    writeFiles(path.join(root, name), Object.fromEntries(files.map(([file, text]) => [file, own(text)])));
  }
  return root;
}
const show = (root: string, ...args: string[]) => cli(["show-env", ...args], { env: { FOUNDRY_CONFIG_DIR: root } });

test("minimal: what a pod finds, a line each", async () => {
  const { status, stdout, stderr } = await cli(["show-env"]);
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^LLM_CONFIG_SCHEMA=1\nLLM_FOUNDRY_ANALYSIS_API=chat-completions\n/);
  expect(resolve("decision", parseEnv(stdout))).toMatchObject({ provider: "foundry", model: "gpt-5.4" });
});

test("--provider changes LLM_PROVIDER and nothing else", async () => {
  const root = folder("ai");
  const [one, other] = [await show(root), await show(root, "--provider", "bedrock")];
  expect(parseEnv(one.stdout)).toEqual(committedPod());
  expect(parseEnv(other.stdout)).toEqual({ ...committedPod(), LLM_PROVIDER: "bedrock" });
});

test("--format json", async () => {
  const { stdout } = await show(folder("ai"), "--format", "json", "--provider", "direct");
  expect(JSON.parse(stdout)).toEqual({ version: 1, variables: { ...committedPod(), LLM_PROVIDER: "direct" } });
});

test.each([
  [["--provider", "azure"], "--provider must be one of foundry, bedrock, vertex, direct, not azure"],
  [["--format", "yaml"], "--format must be one of env, json, not yaml"],
  [[], "which environment? Give --env with one of dev, prod"],
  [["--env", "pord"], "no environment pord; did you mean prod?"],
])("rejects %j", async (args, message) => {
  expect(await show(folder("dev", "prod"), ...args)).toMatchObject({
    ...{ status: 2, stdout: "" },
    stderr: expect.stringContaining(message),
  });
});

test("rejects a provider that is not configured", async () => {
  const { status, stderr } = await cli(["show-env", "--provider", "vertex"]);
  expect([status, stderr]).toEqual([2, "vertex is not configured in llm-config.yaml; there is: foundry\n"]);
});

test("rejects a configuration with errors", async () => {
  const root = folder("ai");
  writeFileSync(path.join(root, "ai/llm-config.yaml"), stringify({ version: 1, provider: "foundry" }));
  expect(await show(root)).toMatchObject({ status: 2, stdout: "", stderr: expect.stringContaining("missing-key") });
});

test("a shell reads every value as it is", () => {
  const values = { A: "plain,https://x/", B: "a$b`c\\", C: 'it\'s $HOME `x` \\ "y"', D: "", E: "a;b&c#d" };
  const file = path.join(temporaryFolder(), ".env");
  writeFileSync(file, renderDotEnv(values));
  const script = `set -a; . "$1"; exec "$0" -p 'JSON.stringify(process.env)'`;
  const { stdout } = spawnSync("sh", ["-c", script, process.execPath, file], { encoding: "utf8" });
  expect(JSON.parse(stdout)).toMatchObject(values);
});
