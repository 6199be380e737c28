/** A new environment from one that there is: it synthesises, and clashes with nothing. */
import { cpSync, existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { cli } from "../../helpers/cli";
import { synthIn } from "../../helpers/synth";
import { DEV, PROD, ROOT, run, Workspace } from "../../helpers/workspace";

const ENVIRONMENTS = "config/environments";
const make = ({ folder }: Workspace, ...args: string[]) => cli(["new-environment", ...args], { cwd: folder });

/** What the findings say of two environments that share something. */
async function clashes({ folder }: Workspace): Promise<string[]> {
  const { stdout } = await cli(["validate", "--format", "json"], { cwd: folder });
  const { findings } = JSON.parse(stdout) as { findings: { code: string; severity: string }[] };
  return findings
    .filter(({ code, severity }) => severity === "error" || code.includes("two-environments"))
    .map(({ code }) => code);
}

/** Names in Azure that what was built has. */
function builtNames(workspace: Workspace, environment: string): string[] {
  const text = workspace.read(`cdktf.out/stacks/foundry-${environment}/cdk.tf.json`);
  return [...text.matchAll(/^ {8}"(?:name|custom_subdomain_name|key)": "(.*)"/gm)].map(([, name = ""]) => name);
}

/** Both namespaces of the complete example. */
const SHARED_NAMESPACES = ["config-map-in-two-environments", "config-map-in-two-environments"];

test("prod from dev: two copies to the byte, an account and a context of its own", async () => {
  const workspace = new Workspace({ [`${DEV}/azure.json`]: "{}", [`${DEV}/usage.csv`]: "" });
  const { status, stdout } = await make(workspace, "prod", "--from", "dev");
  expect([status, stdout]).toEqual([
    0,
    expect.stringMatching(/^new environment prod, from dev\n {2}config\/environments\/prod\/account.yaml\n/),
  ]);
  expect(readdirSync(workspace.path(PROD)).sort()).toEqual(["account.yaml", "llm-config.yaml", "models.yaml"]);
  for (const name of ["models.yaml", "llm-config.yaml"]) {
    expect(workspace.read(`${PROD}/${name}`)).toBe(workspace.read(`${DEV}/${name}`));
  }
  const account = workspace.read(`${DEV}/account.yaml`);
  expect(workspace.read(`${PROD}/account.yaml`)).toBe(
    account
      .replace("name: aucert-ai ", "name: aucert-ai-prod ")
      .replace(/\n {2}cluster: .*/, "$&\n  context: aucert-aks-prod"),
  );
  // It is in the same cluster, which the command says as well.
  expect(await clashes(workspace)).toEqual(["config-map-in-two-environments"]);
  expect(stdout).toContain("warning[config-map-in-two-environments]");
  expect(stdout).toContain(
    "give prod namespaces or a cluster of its own under aks: it would write llm-config over that of dev",
  );
  expect(await synthIn(workspace)).toMatchObject({ status: 0, stdout: expect.stringContaining("4 stacks") });
});

test("what names things of the other environment is renamed or left out", async () => {
  const workspace = new Workspace();
  workspace.remove(DEV);
  cpSync(path.join(ROOT, "docs/examples/complete/prod"), workspace.path(PROD), { recursive: true });
  workspace.edit(
    `${PROD}/account.yaml`,
    "\nbudget:",
    "\nwaivers:\n  - { subject: Kimi-K2.6, code: preview, reason: known, until: 2027-01-01 }\n\nbudget:",
  );
  workspace.edit(
    `${PROD}/account.yaml`,
    "oidcIssuerUrl",
    "roleAssignment: 5f0c2a9e-7d41-4b6a-9c58-1e2d3f4a5b6c\n  oidcIssuerUrl",
  );
  workspace.edit(
    `${PROD}/account.yaml`,
    "role: Monitoring Reader }",
    "role: Monitoring Reader, roleAssignment: 5f0c2a9e-7d41-4b6a-9c58-1e2d3f4a5b6d }",
  );
  workspace.edit(`${PROD}/account.yaml`, "requiredTags:", "waivers: []\n  requiredTags:");
  expect(await make(workspace, "stage", "--today", "2026-11-22")).toMatchObject({ status: 0 });
  const stage = workspace.read(`${ENVIRONMENTS}/stage/account.yaml`);
  expect(stage).toContain(
    "\n  name: aucert-ai-stage\n  customSubdomain: aucert-stage-llm\n  resourceGroup: aucert-foundation-stage-rg\n",
  );
  expect(stage).toContain("\n  context: aucert-aks-stage\n");
  expect(stage).toContain("\n  name: aucert-llm-client-stage\n");
  expect(stage).not.toMatch(/adopt:|waivers|roleAssignment/);
  // A comment holds wherever the file goes, and editors find the schema from there.
  const comments = stage.split("\n").flatMap((line) => /(?:^|\s)#(.*)/.exec(line)?.[1] ?? []);
  expect(comments.join("\n")).not.toMatch(/aucert-(ai|aks|prod)|because of|was made/);
  expect(stage).toMatch(/^# yaml-language-server: \$schema=\.\.\/\.\.\/schemas\/account\.schema\.json\n/);
  expect(await clashes(workspace)).toEqual(SHARED_NAMESPACES);
  expect(await synthIn(workspace)).toMatchObject({ status: 0 });
  const theirs = builtNames(workspace, "prod");
  const models = ["Kimi-K2.6", "gpt-5.4"];
  const shared = builtNames(workspace, "stage").filter(
    (name) => theirs.includes(name) && /aucert|^[0-9a-f-]{36}$/.test(name),
  );
  expect(theirs.some((name) => name.includes("aucert"))).toBe(true);
  expect(shared.filter((name) => !models.includes(name))).toEqual(["aucert-strict"]);
});

describe("credits and estimate are the other environment's", () => {
  const figures = `
cost: # published
  monthlyEstimateUsd: { low: 45, high: 105, source: docs }
  creditsUsd: # covers what Azure sells
    amount: 1000
    source: docs
`;

  test.each([
    [
      "with others beside them",
      `${figures}  gpuNodePoolUsdPerHour: { low: 2, high: 8, source: docs }\n`,
      "cost: # published\n  gpuNode",
    ],
    ["alone", figures, undefined],
  ])("%s", async (_, section, left) => {
    const workspace = new Workspace();
    workspace.write({
      [`${DEV}/account.yaml`]: `${workspace.read(`${DEV}/account.yaml`)}${section}`,
    });
    const { status, stdout } = await make(workspace, "prod", "--cluster", "other-aks");
    expect([status, stdout]).toEqual([
      0,
      expect.stringContaining("credits and estimate under cost are those of dev and were left out"),
    ]);
    const account = workspace.read(`${PROD}/account.yaml`);
    expect(account).not.toMatch(/creditsUsd|monthlyEstimateUsd|amount: 1000/);
    if (left === undefined) expect(account).not.toContain("cost:");
    else expect(account).toContain(left);
    const said = [];
    for (const name of ["dev", "prod"]) {
      const { stdout: text } = await cli(["cost", "--env", name, "--credits", "640"], { cwd: workspace.folder });
      said.push(/ \d+ to \d+ months?/.test(text));
    }
    expect(said).toEqual([true, false]);
  });

  test("where there are none nothing is said of them", async () => {
    const workspace = new Workspace();
    expect((await make(workspace, "prod")).stdout).not.toContain("credits");
  });
});

test("what is given is taken", async () => {
  const workspace = new Workspace();
  const given = [
    "--account",
    "other-ai",
    "--resource-group",
    "other-rg",
    "--region",
    "eastus2",
    "--cluster",
    "other-aks",
  ];
  const made = await make(workspace, "prod", ...given);
  expect(made).toMatchObject({ status: 0 });
  expect(made.stdout).not.toContain("a cluster of its own");
  const account = workspace.read(`${PROD}/account.yaml`);
  for (const line of ["name: other-ai", "resourceGroup: other-rg", "location: eastus2", "cluster: other-aks"]) {
    expect(account).toContain(`\n  ${line} #`);
  }
  expect(account).not.toContain("\n  context:");
  expect(await clashes(workspace)).toEqual([]);
});

test("--dry-run shows a patch that git applies", async () => {
  const workspace = new Workspace();
  const { stdout } = await make(workspace, "prod", "--dry-run");
  expect(existsSync(workspace.path(PROD))).toBe(false);
  workspace.write({ patch: stdout });
  expect(run(workspace.folder, "git", ["apply", "patch"])).toMatchObject({ status: 0 });
  const applied = workspace.output(PROD);
  workspace.remove(PROD);
  await make(workspace, "prod");
  expect(workspace.output(PROD)).toEqual(applied);
});

test.each([
  [["dev"], 1, "there is an environment dev already"],
  [["Prod"], 1, "cannot be the name of an environment"],
  [["prod", "--from", "dve"], 2, "no environment dve; did you mean dev?"],
  [["abc", "--account", "aucert-ai"], 1, "the change would bring 1 error"],
  [["prod", "--region", "westus9"], 1, "the change would bring 1 error"],
  [[], 2, "new-environment needs NAME"],
])("%j: exit %d, %s, and nothing is there afterwards", async (args, status, message) => {
  const workspace = new Workspace();
  expect(await make(workspace, ...args)).toEqual({ status, stdout: "", stderr: expect.stringContaining(message) });
  expect(readdirSync(workspace.path(ENVIRONMENTS))).toEqual(["dev"]);
});
