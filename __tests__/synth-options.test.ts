/** Synth of some environments only, without writing, and into folders that are none for output. */
import { readdirSync, rmSync, utimesSync } from "node:fs";
import path from "node:path";
import { synthIn } from "./helpers/synth";
import { DEV, PROD, type Run, temporaryFolder, Workspace, writeFiles } from "./helpers/workspace";

const OK = { status: 0, stderr: "" };

/** Both environments, synthesised, with what Terraform keeps of `prod`. */
async function synthesised(): Promise<Workspace> {
  const workspace = Workspace.withProd();
  expect(await synthIn(workspace)).toMatchObject(OK);
  workspace.write({
    "cdktf.out/stacks/foundry-prod/.terraform/providers/azurerm": "binary",
    "cdktf.out/stacks/foundry-prod/tfplan": "plan",
  });
  return workspace;
}

function breakProd(workspace: Workspace): void {
  workspace.edit(`${PROD}/models.yaml`, "version: 1", "version: 1\nmodles: []");
}

/** What the output holds of an environment. */
function outputOf(workspace: Workspace, environment: string) {
  return Object.entries(workspace.output()).filter(([name]) => name.includes(`-${environment}`));
}

test.each<[string, (workspace: Workspace) => Promise<Run>]>([
  ["synth --env dev", (workspace) => synthIn(workspace, {}, "--env", "dev")],
  ["FOUNDRY_ENV=dev", (workspace) => synthIn(workspace, { FOUNDRY_ENV: " dev" })],
])("%s writes dev, whatever is wrong with prod, of which everything stays", async (_, synth) => {
  const workspace = await synthesised();
  const before = workspace.output();
  breakProd(workspace);
  workspace.edit(`${DEV}/models.yaml`, "capacity: 300", "capacity: 200");

  const { status, stdout, stderr } = await synth(workspace);

  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^ {2}foundry-dev .*\n {2}llm-config-dev .*\n2 stacks/);
  const changed = Object.entries(workspace.output()).filter(([name, text]) => text !== before[name]);
  expect(changed.map(([name]) => name)).toEqual(["stacks/foundry-dev/cdk.tf.json"]);
  expect(Object.keys(workspace.output())).toEqual(Object.keys(before));
});

test("one environment after the other gives the bytes of all at once", async () => {
  const workspace = await synthesised();
  const expected = workspace.output();
  rmSync(workspace.path("cdktf.out"), { recursive: true });

  expect(await synthIn(workspace, {}, "--env", "prod")).toMatchObject(OK);
  expect(JSON.parse(workspace.read("cdktf.out/policy-report.json"))).toMatchObject({
    stacks: ["foundry-prod", "llm-config-prod"],
  });
  expect(await synthIn(workspace, {}, "--env", "dev")).toMatchObject(OK);

  const made = Object.entries(expected).filter(([name]) => !/terraform\/|tfplan/.test(name));
  expect(workspace.output()).toEqual(Object.fromEntries(made));
});

test("the policy report keeps the waivers of the others", async () => {
  const workspace = Workspace.withProd();
  const waiver = (rule: string): string =>
    `policy: { waivers: [{ rule: ${rule}, address: azurerm_cognitive_account.foundry, reason: as decided, until: 2099-01-01 }] }\n`;
  workspace.edit(`${PROD}/account.yaml`, /localAuth: false.*/, "localAuth: true");
  workspace.write({ [`${PROD}/account.yaml`]: workspace.read(`${PROD}/account.yaml`) + waiver("local-auth-off") });
  workspace.write({ [`${DEV}/account.yaml`]: workspace.read(`${DEV}/account.yaml`) + waiver("no-network") });
  expect(await synthIn(workspace)).toMatchObject(OK);
  const before = workspace.read("cdktf.out/policy-report.json");
  breakProd(workspace);

  expect(await synthIn(workspace, {}, "--env", "dev")).toMatchObject(OK);

  expect(workspace.read("cdktf.out/policy-report.json")).toBe(before);
  expect(JSON.parse(before)).toMatchObject({
    waived: [{ rule: "local-auth-off", stack: "foundry-prod" }],
    unusedWaivers: [{ rule: "no-network", stacks: ["foundry-dev", "llm-config-dev"] }],
  });
});

test.each([["dev"], ["prod"]])("synth --env %s stops at a name that another environment has", async (environment) => {
  const workspace = Workspace.withProd();
  workspace.edit(`${PROD}/account.yaml`, "name: aucert-ai-prod", "name: aucert-ai");
  if (environment === "dev") breakProd(workspace);

  const { status, stdout, stderr } = await synthIn(workspace, {}, "--env", environment);

  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr).toContain("error[account-in-two-environments]: account aucert-ai belongs to environment dev already");
  expect(stderr).not.toContain("modles");
});

test.each<[string, string[], Record<string, string>, string]>([
  ["an unknown option", ["--bogus"], {}, "synth has no option --bogus"],
  ["a stray word", ["dev"], {}, 'unexpected argument "dev"'],
  ["an unknown environment", ["--env", "dve"], {}, "no environment dve; did you mean dev?"],
  ["an unknown environment in FOUNDRY_ENV", [], { FOUNDRY_ENV: "dev,prd" }, "no environment prd; there are: dev"],
  ["no environment in FOUNDRY_ENV", [], { FOUNDRY_ENV: "," }, 'no environment ""; there are: dev'],
  ["a blank in a name", ["--env", " dev"], {}, 'no environment " dev" (U+0020 at 1); did you mean dev?'],
  ["an empty environment", ["--env="], {}, "--env needs a value"],
  ["an option that npm has swallowed", [], { npm_command: "run", npm_config_env: "dev" }, "npm run synth -- --env dev"],
])("%s: nothing is written", async (_, args, env, message) => {
  const workspace = new Workspace();

  const { status, stdout, stderr } = await synthIn(workspace, env, ...args);

  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
  expect(readdirSync(workspace.folder)).toEqual(["config"]);
});

test("--help shows help and writes nothing", async () => {
  const workspace = new Workspace();

  expect(await synthIn(workspace, {}, "--help")).toMatchObject({
    ...OK,
    stdout: expect.stringContaining("--dry-run") as string,
  });

  expect(readdirSync(workspace.folder)).toEqual(["config"]);
});

test("--dry-run says what would be written and removed, and does neither", async () => {
  const workspace = await synthesised();
  workspace.remove(PROD);
  workspace.edit(`${DEV}/models.yaml`, "capacity: 300", "capacity: 200");
  const before = workspace.output();

  const { status, stdout } = await synthIn(workspace, {}, "--dry-run");

  expect(status).toBe(0);
  expect(stdout.split("\n").slice(0, -2)).toEqual([
    "  write  cdktf.out/manifest.json",
    "  write  cdktf.out/stacks/foundry-dev/cdk.tf.json",
    "  write  cdktf.out/policy-report.json",
    "  remove cdktf.out/stacks/foundry-prod/cdk.tf.json",
    "  remove cdktf.out/stacks/llm-config-prod/cdk.tf.json",
    "  remove cdktf.out/manifests/llm-config-prod.yaml",
    "5 files, 3 to write, 3 to remove; nothing written",
  ]);
  expect(workspace.output()).toEqual(before);
});

test.each([
  [".", "cannot write to .: it holds config and no output of an earlier synth"],
  ["config", "cannot write to config: it holds environments and no output of an earlier synth"],
  ["/proc/nobody/out", "cannot write to /proc/nobody/out: ENOENT"],
  [`${DEV}/models.yaml/out`, "cannot write to config/environments/dev/models.yaml/out: ENOTDIR"],
])("CDKTF_OUTDIR=%s is refused in one sentence", (outdir, message) => {
  const workspace = new Workspace();

  const { status, stdout, stderr } = workspace.synth({ CDKTF_OUTDIR: outdir });

  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  expect(readdirSync(path.join(workspace.folder, "config"))).toEqual(["environments"]);
});

test.each<[string, Record<string, string>, string]>([
  [
    "somebody else's manifest.json",
    { "out/manifest.json": '{"name":"My app"}', "out/index.html": "" },
    "it holds index.html",
  ],
  ["an empty manifest.json", { "out/manifest.json": "" }, "it holds manifest.json"],
  ["stacks of somebody else", { "out/stacks/prod/cdk.tf.json": "{}" }, "it holds stacks/prod/cdk.tf.json"],
  ["a repository", { "out/.git/HEAD": "" }, "it holds .git"],
])("%s in the output folder: nothing is touched", async (_, files, message) => {
  const workspace = new Workspace(files);
  const before = workspace.output("out");

  const { status, stderr } = await synthIn(workspace, { CDKTF_OUTDIR: "out" });

  expect([status, stderr]).toEqual([2, expect.stringContaining(`cannot write to out: ${message} and no output`)]);
  expect(workspace.output("out")).toEqual(before);
});

test.each([
  ["manifest.json", '{"stacks":"x","version":"1"}'],
  ["manifest.json", "null"],
  ["policy-report.json", '{"counts":{}}'],
  ["policy-report.json", "{"],
])("an earlier %s that is damaged (%s) stops a synth of some, which would lose the others", async (name, text) => {
  const workspace = await synthesised();
  workspace.write({ [`cdktf.out/${name}`]: text });
  const before = workspace.output();

  const { status, stderr } = await synthIn(workspace, {}, "--env", "dev");

  const sentence = "is damaged, or of another version: synthesise all environments once\n";
  expect([status, stderr]).toEqual([2, `cdktf.out/${name} ${sentence}`]);
  expect(workspace.output()).toEqual(before);
});

test("cdktf's own command line finds the folder of a removed stack to remove", async () => {
  const workspace = await synthesised();
  workspace.remove(PROD);

  expect(await synthIn(workspace, { CDKTF_CONTEXT_JSON: "{}" })).toMatchObject(OK);

  expect(outputOf(workspace, "prod").map(([name]) => name)).toEqual([
    "stacks/foundry-prod/",
    "stacks/foundry-prod/.terraform/",
    "stacks/foundry-prod/.terraform/providers/",
    "stacks/foundry-prod/.terraform/providers/azurerm",
    "stacks/foundry-prod/tfplan",
    "stacks/llm-config-prod/",
  ]);
});

test("a temporary folder that is not there is told in one sentence", () => {
  const { status, stdout, stderr } = new Workspace().synth({ TMPDIR: "/nowhere" });

  expect([status, stdout, stderr]).toEqual([
    2,
    "",
    "cannot make a temporary folder in /nowhere (ENOENT): set TMPDIR to a folder that can be written\n",
  ]);
});

test("folders that killed runs left go after an hour", () => {
  const temporary = temporaryFolder();
  writeFiles(temporary, { "foundry-synth-oldold/x": "", "foundry-synth-newnew/x": "", "other/x": "" });
  const longAgo = new Date(Date.now() - 61 * 60 * 1000);
  for (const name of ["foundry-synth-oldold", "other"]) utimesSync(path.join(temporary, name), longAgo, longAgo);

  expect(new Workspace().synth({ TMPDIR: temporary }).status).toBe(0);

  expect(readdirSync(temporary).sort()).toEqual(["foundry-synth-newnew", "other"]);
});
