/** Every block of docs/llm-config.md is what it says; its Python is run by `python/test_llm.py`. */
import { execFile, spawnSync } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Deployment } from "kubernetes-models/apps/v1/Deployment";
import { parseEnv, promisify } from "node:util";
import { parse } from "yaml";
import { loadCatalog } from "../../../config/catalog/catalog";
import { CONFIG_MAP_NAME, configMaps } from "../../../config/llm/llm-env";
import { startStandIn } from "../../../tools/smoke/stand-in";
import { rolesOf } from "../../../tools/smoke/stand-in-answer";
import { cli } from "../../helpers/cli";
import { findingsWith } from "../../helpers/config";
import { block, BLOCKS, committedFiles, committedWithProviders, PROVIDERS_OF_THE_PAGE } from "../../helpers/llm-docs";
import { poisonedPod } from "../../helpers/llm-vectors";
import { ROOT, temporaryFolder, writeFiles } from "../../helpers/workspace";

const LLM = path.join(ROOT, "docs/examples/backend/typescript/llm.ts");
const ENVIRONMENT = committedWithProviders();

test("there is no block but those that are tried here and by Python", () => {
  expect(BLOCKS.map(({ language, text }) => `${language}: ${text.split("\n", 1)[0]}`)).toEqual([
    "yaml: providers:",
    "yaml: apiVersion: apps/v1",
    'ts: import { complete, stream } from "./llm";',
    "python: from llm import complete, stream",
    "sh: npx aucert-foundry smoke --dry-run --layer decision",
    ": decision: POST https://aucert-ai.openai.azure.com/openai/v1/chat/completions",
    "sh: npx aucert-foundry smoke --env dev --stand-in",
    ": npx aucert-foundry smoke --env dev --stand-in --keep --port 8080",
    "sh: npx aucert-foundry show-env --env dev > .env",
  ]);
});

test("its providers have nothing that validate complains of, beside what it says of the committed layers", () => {
  expect(findingsWith(committedFiles(PROVIDERS_OF_THE_PAGE))).toEqual(findingsWith(committedFiles({})));
});

test("its pod is a Deployment that Kubernetes takes, and reads the ConfigMap that is made", () => {
  const pod = parse(block("yaml", "apiVersion: apps/v1")) as ConstructorParameters<typeof Deployment>[0];
  expect(() => new Deployment(pod).validate()).not.toThrow();
  const { containers, serviceAccountName } = pod!.spec!.template.spec!;
  expect(containers[0]?.envFrom).toEqual([{ configMapRef: { name: CONFIG_MAP_NAME } }]);
  expect(configMaps(ENVIRONMENT)[0]?.name).toBe(CONFIG_MAP_NAME);
  expect(serviceAccountName).toBe(ENVIRONMENT.aks.serviceAccount);
});

test("its TypeScript type-checks beside llm.ts alone, strictly, in a CommonJS project too, and runs against the stand-in", async () => {
  const folder = temporaryFolder();
  const llm = readFileSync(LLM, "utf8");
  writeFiles(folder, { "llm.ts": llm, "commonjs/llm.ts": llm, "commonjs/package.json": "{}" });
  writeFileSync(path.join(folder, "backend.mts"), block("ts", "import").replace("./llm", "./llm.ts"));
  writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }');
  symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
  const options = [
    ...["--module", "nodenext", "--target", "es2022", "--types", "node", "--strict", "--skipLibCheck"],
    ...["--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--noUnusedLocals", "--noUnusedParameters"],
    ...["--allowImportingTsExtensions", "--rewriteRelativeImportExtensions"],
  ];
  const args = [path.join(ROOT, "node_modules/typescript/bin/tsc"), ...options, "backend.mts", "commonjs/llm.ts"];
  expect(spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" })).toMatchObject({ status: 0, stdout: "" });

  const standIn = await startStandIn(rolesOf(ENVIRONMENT, loadCatalog()), 0);
  try {
    const env = { PATH: process.env.PATH, ...poisonedPod({ LLM_FOUNDRY_BASE_URL: standIn.baseUrls.foundry ?? null }) };
    // Not waited for in place: the stand-in is in this process.
    const run = await promisify(execFile)(process.execPath, [path.join(folder, "backend.mjs")], { env });
    expect(run).toEqual({ stdout: "ok gpt-5.4 9 1 1\nok\n", stderr: "" });
  } finally {
    await standIn.close();
  }
});

test("its dry run shows what it says", async () => {
  const { status, stdout } = await cli(["smoke", "--dry-run", "--layer", "decision"]);
  expect([status, stdout]).toEqual([0, block("", "decision: POST")]);
});

test("its stand-in calls every layer, and is where it says for a backend with show-env's file", async () => {
  const line = block("sh", "npx aucert-foundry smoke --env").trim().split(" ").slice(2);
  expect(await cli(line)).toMatchObject({ status: 0, stdout: expect.stringContaining("every layer answers") });

  const [show, echo] = block("sh", "npx aucert-foundry show-env").split("\n");
  const { stdout } = await cli(show!.split(" ").slice(2, -2));
  const said = /^echo (\S+=\S+) >> \.env$/.exec(echo!)?.[1] ?? "";
  const keep = block("", "npx aucert-foundry smoke --env dev --stand-in --keep");
  const roles = rolesOf(ENVIRONMENT, loadCatalog());
  const [foundry] = roles;
  expect(parseEnv(`${stdout}${said}\n`)).toMatchObject({
    LLM_PROVIDER: "foundry",
    LLM_FOUNDRY_BASE_URL: `http://127.0.0.1:${/--port (\d+)/.exec(keep)?.[1]}${foundry?.path}`,
  });
});

test("what the page says of the client stands in it", () => {
  const page = readFileSync(path.join(ROOT, "docs/llm-config.md"), "utf8");
  const packages = [...readFileSync(LLM, "utf8").matchAll(/(?:import\(|from )"([^"]+)"/g)].map(([, name]) => name);
  expect(packages.sort()).toEqual(["@azure/identity", "google-auth-library", "openai"]);
  for (const name of packages) expect(page).toContain(`\`${name}\``);
});
