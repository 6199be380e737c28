/** The deploy workflow: what must never change in it, and that it really refuses local state. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { ROOT, run, temporaryFolder, writeFiles } from "../helpers/workspace";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly name?: string;
  readonly "continue-on-error"?: boolean;
  readonly with?: Record<string, unknown>;
}
interface Job {
  readonly environment: string;
  readonly permissions: Record<string, string>;
  readonly needs?: string;
  readonly if?: string;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly permissions: Record<string, string>;
  readonly concurrency: Record<string, unknown>;
  readonly jobs: { readonly plan: Job; readonly apply: Job };
}

const text = readFileSync(path.join(ROOT, ".github/workflows/deploy.yml"), "utf8");
const actionText = readFileSync(path.join(ROOT, ".github/actions/terraform-stack/action.yml"), "utf8");
const workflow = parse(text) as Workflow;
const action = parse(actionText) as { inputs: Record<string, unknown>; runs: { steps: readonly Step[] } };
const { plan, apply } = workflow.jobs;

test("one run at a time for an account, and none is cut off", () => {
  expect(workflow.concurrency).toEqual({ group: "deploy-${{ inputs.environment }}", "cancel-in-progress": false });
});

test("apply waits for the plan and for the environment's reviewers, and runs only when there is a change", () => {
  expect(apply.needs).toBe("plan");
  expect(apply.if).toBe("needs.plan.outputs.changes == 'true'");
  expect(apply.environment).toBe("${{ inputs.environment }}");
  expect(plan.environment).toBe("${{ inputs.environment }}-plan");
  expect(plan.if).toBe("github.ref == 'refs/heads/main'");
});

test("signs in by OIDC, with the least rights and without a secret", () => {
  expect(workflow.permissions).toEqual({ contents: "read" });
  expect([plan.permissions, apply.permissions]).toEqual(Array(2).fill({ contents: "read", "id-token": "write" }));
  expect(text + actionText).not.toMatch(/secrets\.|client-secret|ARM_CLIENT_SECRET|access_key/i);
  expect(actionText).toContain("ARM_USE_OIDC=true");
});

test("the plan is shown and kept, and exactly that plan is applied", () => {
  const shown = plan.steps.find(({ run: script }) => script?.includes("GITHUB_STEP_SUMMARY"))?.run ?? "";

  expect(shown).toMatch(/terraform plan .*-out=tfplan/);
  expect(shown.indexOf("terraform plan")).toBeLessThan(shown.indexOf("terraform show"));
  expect(plan.steps.some(({ run: script }) => script?.includes("apply"))).toBe(false);
  expect(apply.steps.at(-1)?.run).toMatch(/ apply .* tfplan$/);
});

test("that time has passed stops no deploy: what validate says is only shown", () => {
  const steps = [...plan.steps, ...apply.steps, ...action.runs.steps];
  const validating = steps.filter(({ run: script }) => script?.includes("validate"));

  expect(validating.map((step) => step["continue-on-error"])).toEqual([true]);
});

test("every action is pinned to a commit, and no expression stands inside a script", () => {
  const steps = [...plan.steps, ...apply.steps, ...action.runs.steps];
  const pinned = steps.flatMap(({ uses }) => uses ?? []);

  expect(pinned.length).toBeGreaterThan(6);
  expect(pinned.filter((uses) => !/@[0-9a-f]{40}$/.test(uses) && !uses.startsWith("./"))).toEqual([]);
  expect(steps.filter(({ run: script }) => script?.includes("${{"))).toEqual([]);
});

test("both jobs give the action everything it needs", () => {
  const given = [plan, apply].map(({ steps }) =>
    Object.keys(steps.find(({ uses }) => uses?.endsWith("terraform-stack"))?.with ?? {}),
  );

  expect(given).toEqual(Array(2).fill(Object.keys(action.inputs)));
});

test("the runbook gives the identity that plans the right for every Azure command of the action, and for the state", () => {
  const RIGHTS: Record<string, string> = {
    "az aks install-cli": "",
    "az aks get-credentials": "`Azure Kubernetes Service Cluster User Role` on the cluster",
  };
  const runbook = readFileSync(path.join(ROOT, "docs/runbooks/deploy.md"), "utf8").replaceAll(/\s+/g, " ");
  const given = /The first needs (.*?); the second/.exec(runbook)?.[1];
  const scripts = [...action.runs.steps, ...plan.steps].map(({ run: script }) => script ?? "");
  const commands = scripts.flatMap((script) => script.match(/\baz [a-z]+ [a-z-]+/g) ?? []);

  expect(commands).toContain("az aks get-credentials");
  expect(commands.filter((command) => !(command in RIGHTS))).toEqual([]);
  for (const command of commands) expect(given).toContain(RIGHTS[command]);
  expect(given).toContain("`Storage Blob Data Contributor` on the state container");
});

describe("local state", () => {
  const step = action.runs.steps.findIndex(({ name }) => name === "Refuse local state");
  const script = action.runs.steps[step]?.run ?? "";

  function refuse(stack: string, backend?: object) {
    const folder = temporaryFolder();
    if (backend)
      writeFiles(folder, { "cdktf.out/stacks/foundry-dev/cdk.tf.json": JSON.stringify({ terraform: { backend } }) });
    return run(folder, "bash", ["-c", script.replace("tools/", `${ROOT}/tools/`)], { STACK: stack });
  }

  test("is refused before anybody signs in", () => {
    const signIn = action.runs.steps.findIndex(({ uses }) => uses?.startsWith("azure/login"));

    expect(step).toBeGreaterThan(0);
    expect(step).toBeLessThan(signIn);
    expect(refuse("foundry-dev", { local: { path: "x" } })).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(
        /^foundry-dev keeps its state with backend local, .*shared-state\.md\)\n$/,
      ) as string,
    });
  });

  test("shared state goes on in silence", () => {
    expect(refuse("foundry-dev", { azurerm: {} })).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  test.each(["foundry-prod", ""])("fails otherwise when there is no stack %j", (stack) => {
    const { status, stderr } = refuse(stack, { azurerm: {} });

    expect(status).toBe(2);
    expect(stderr).toMatch(/^(foundry-prod is not synthesised|which stack\?)/);
  });
});
