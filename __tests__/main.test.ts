/** The main job end to end, in folders of its own: as a child process where a process has a part in it. */
import { cpSync, readFileSync } from "node:fs";
import path from "node:path";
import { synthIn } from "./helpers/synth";
import { DEV, modelList, PROD, ROOT, routing, run, type Run, type Tree, Workspace } from "./helpers/workspace";

const MODELS = `${DEV}/models.yaml`;
const LLM_CONFIG = `${DEV}/llm-config.yaml`;
const FOUNDRY_STACK = "stacks/foundry-dev/cdk.tf.json";
const LLM_CONFIG_STACK = "stacks/llm-config-dev/cdk.tf.json";

/** Files of an environment's output. */
const outputOf = (name: string): string[] => [
  `manifests/llm-config-${name}.yaml`,
  `stacks/foundry-${name}/cdk.tf.json`,
  `stacks/llm-config-${name}/cdk.tf.json`,
];

function filesOf(tree: Tree): string[] {
  return Object.keys(tree).filter((name) => !name.endsWith("/"));
}

/** The bytes that a synth of the workspace writes. */
function outputAfter(workspace: Workspace, env: Record<string, string> = {}): Tree {
  const { status, stderr } = workspace.synth(env);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return workspace.output();
}

/** The same without a process of its own. */
async function written(workspace: Workspace, env: Record<string, string> = {}): Promise<Tree> {
  const { status, stderr } = await synthIn(workspace, env);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return workspace.output();
}

/** The committed configuration's output, as every test below compares with it. */
const fresh = new Workspace();
let freshRun: Run;
let expected: Tree;

beforeAll(() => {
  freshRun = fresh.synth();
  expected = fresh.output();
});

test("a fresh run writes two stacks, cdktf's manifest, the ConfigMap manifest and the policy report, and says so", () => {
  expect(freshRun.stderr).toBe("");
  expect(freshRun.status).toBe(0);
  expect(filesOf(expected)).toEqual(["manifest.json", ...outputOf("dev"), "policy-report.json"].sort());
  expect(freshRun.stdout.split("\n")).toEqual([
    "  foundry-dev     1 account, 5 deployments",
    "  llm-config-dev  1 ConfigMap, also in manifests/llm-config-dev.yaml",
    "2 stacks, 5 files in cdktf.out",
    expect.stringMatching(
      /^(no problems|\d+ (warning|note)s?(, \d+ notes?)?); npx aucert-foundry validate shows them$/,
    ),
    "",
  ]);
});

test("a second run changes no byte, and what Terraform keeps survives it", async () => {
  const workspace = new Workspace();
  const kept = {
    "cdktf.out/stacks/foundry-dev/.terraform/providers/azurerm": "binary",
    "cdktf.out/stacks/foundry-dev/.terraform.lock.hcl": "lock",
    "cdktf.out/stacks/foundry-dev/plan": "plan",
    "cdktf.out/stacks/foundry-dev/terraform.tfstate": "state",
    "terraform.foundry-dev.tfstate": "state",
  };
  workspace.write(kept);

  await written(workspace);
  const output = await written(workspace);

  expect(output).toMatchObject(expected);
  expect(filesOf(output)).toHaveLength(filesOf(expected).length + 4);
  for (const [name, text] of Object.entries(kept)) expect(workspace.read(name)).toBe(text);
});

test("writes below CDKTF_OUTDIR where set", () => {
  const workspace = new Workspace();

  const { status } = workspace.synth({ CDKTF_OUTDIR: "build/out" });

  expect(status).toBe(0);
  expect(workspace.output("build/out")).toEqual(expected);
  expect(() => workspace.output()).toThrow("ENOENT");
});

describe("the output depends on the configuration alone", () => {
  test("not on the order of models and layers", async () => {
    const workspace = new Workspace();
    const reversed = (entries: string[] | undefined): string => [...(entries ?? [])].reverse().join("\n");
    const [head, ...models] = workspace
      .read(MODELS)
      .trimEnd()
      .split(/\n(?= {2}- name:)/);
    const layers = /(?: {2}[a-z-]+: +\{ stage: .*\n)+/;
    workspace.write({ [MODELS]: `${head}\n${reversed(models)}\n` });
    workspace.edit(
      LLM_CONFIG,
      layers,
      `${reversed(layers.exec(workspace.read(LLM_CONFIG))?.[0].trimEnd().split("\n"))}\n`,
    );

    expect(models).toHaveLength(5);
    expect(await written(workspace)).toEqual(expected);
  });

  test("not on the folder's name", async () => {
    expect(await written(new Workspace({}, "a folder, renömed (2)"))).toEqual(expected);
  });

  test.each([
    ["time zone", { TZ: "Pacific/Kiritimati" }],
    ["language", { LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" }],
    ["cdktf context", { CDKTF_CONTEXT_JSON: '{"excludeStackIdFromLogicalIds":"true","cdktfVersion":"9.9.9","x":1}' }],
    ["account and subscription of the shell", { ARM_SUBSCRIPTION_ID: "0", ARM_TENANT_ID: "0", KUBE_CONFIG_PATH: "/x" }],
    ["switches of cdktf", { CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS: "1", CI: "true", TERM: "dumb" }],
  ])("not on the %s", (_, env) => {
    expect(outputAfter(new Workspace(), env)).toEqual(expected);
  });

  // In 2038 every model has retired: time passing never breaks a deploy.
  test.each(["2020-02-29", "2038-01-19"])("not on the date, were it %s", (date) => {
    const workspace = new Workspace({
      "clock.cjs": `
        const Real = Date;
        globalThis.Date = class extends Real {
          constructor(...args) { super(...(args.length > 0 ? args : [Real.parse("${date}")])); }
          static now() { return Real.parse("${date}"); }
        };
        process.on("exit", () => require("node:fs").writeFileSync("seen", new Date().toISOString()));`,
    });

    const output = outputAfter(workspace, { NODE_OPTIONS: "--require ./clock.cjs" });

    expect(workspace.read("seen")).toMatch(date);
    expect(output).toEqual(expected);
  });

  test("not on a byte order mark or on Windows line ends", async () => {
    const workspace = new Workspace();
    workspace.write({
      [MODELS]: `\ufeff${workspace.read(MODELS)}`,
      [LLM_CONFIG]: workspace.read(LLM_CONFIG).replace(/\n/g, "\r\n"),
    });

    expect(await written(workspace)).toEqual(expected);
  });
});

test("changing only llm-config.yaml leaves the Foundry stack byte-identical", async () => {
  const workspace = new Workspace();
  workspace.edit(LLM_CONFIG, "model: gpt-5.4 }", "model: DeepSeek-V3.2 }");

  const output = await written(workspace);

  expect(output[FOUNDRY_STACK]).toBe(expected[FOUNDRY_STACK]);
  expect(output[LLM_CONFIG_STACK]).toContain('"LLM_FOUNDRY_DECISION_MODEL": "DeepSeek-V3.2"');
  expect(output["manifests/llm-config-dev.yaml"]).toContain("LLM_FOUNDRY_DECISION_MODEL: DeepSeek-V3.2\n");
});

test("FOUNDRY_CONFIG_DIR names a folder of environments; one that is removed loses its output", async () => {
  const workspace = new Workspace();
  cpSync(workspace.path(DEV), workspace.path("elsewhere/dev"), { recursive: true });
  cpSync(workspace.path(DEV), workspace.path("elsewhere/prod"), { recursive: true });
  workspace.edit("elsewhere/prod/account.yaml", "name: aucert-ai", "name: aucert-ai-prod");
  const env = { FOUNDRY_CONFIG_DIR: "elsewhere" };

  const both = await written(workspace, env);
  workspace.remove("elsewhere/prod");
  const one = await written(workspace, env);

  expect(filesOf(both)).toEqual(
    ["manifest.json", ...outputOf("dev"), ...outputOf("prod"), "policy-report.json"].sort(),
  );
  expect(both["stacks/foundry-prod/cdk.tf.json"]).toContain('"name": "aucert-ai-prod"');
  expect(both[FOUNDRY_STACK]).toBe(expected[FOUNDRY_STACK]);
  expect(one).toEqual(expected);
});

test("gpt-5.1 and gpt-51 are two deployments", async () => {
  const workspace = new Workspace({ [MODELS]: modelList("gpt-51", "gpt-5.1"), [LLM_CONFIG]: routing("gpt-51") });

  const stack = JSON.parse((await written(workspace))[FOUNDRY_STACK] ?? "null") as {
    resource: { azurerm_cognitive_deployment: Record<string, unknown> };
  };

  expect(stack.resource.azurerm_cognitive_deployment).toMatchObject({
    "gpt-5_1": { name: "gpt-5.1", model: { name: "gpt-5.1" } },
    "gpt-51": { name: "gpt-51", model: { name: "gpt-51" } },
  });
});

test("npx cdktf synth writes the same bytes, and removes the stacks of an environment that is gone", () => {
  const settings = JSON.parse(readFileSync(path.join(ROOT, "cdktf.json"), "utf8")) as { app: string };
  // Quoted: the CLI starts it through a shell, and the project may lie in a path with a blank.
  const app = settings.app.replace("tools/build/run.cjs", `"${ROOT}/tools/build/run.cjs"`);
  const workspace = Workspace.withProd({ "cdktf.json": JSON.stringify({ ...settings, app }) });
  outputAfter(workspace);
  workspace.remove(PROD);

  const { status } = run(workspace.folder, path.join(ROOT, "node_modules/.bin/cdktf"), ["synth"], {
    CHECKPOINT_DISABLE: "1",
    CI: "true",
  });

  expect(settings.app).toBe("node tools/build/run.cjs main.ts");
  expect(status).toBe(0);
  expect(workspace.output()).toEqual(expected);
});
