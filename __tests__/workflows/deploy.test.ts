/** The deploy workflow: what must never change in it, and what its scripts do with stand-ins for Terraform. */
import { allSteps, jobOf, readAction, readText, readWorkflow, Runner, scriptOf } from "../helpers/workflows";

const workflow = readWorkflow("deploy.yml");
const [synth, plan, apply] = [jobOf(workflow, "synth"), jobOf(workflow, "plan"), jobOf(workflow, "apply")];
const text = ["workflows/deploy.yml", "actions/synth/action.yml", "actions/terraform-stack/action.yml"]
  .map((file) => readText(`.github/${file}`))
  .join("");

const CREATE = { address: "azurerm_cognitive_deployment.a", change: { actions: ["create"], after: { name: "a" } } };
const REPLACE = { address: "azurerm_cognitive_account.b", change: { actions: ["delete", "create"], after: {} } };
const planOf = (...changes: object[]) => JSON.stringify({ format_version: "1.2", resource_changes: changes });

/** Notes how it is called, and answers each command from a file. */
const TERRAFORM = `
echo "$*" >> calls
case "$2 $3" in
  "show -json") cat plan.json ;;
  "show -no-color") cat plan.txt ;;
  plan*) echo "::add-mask::replaced"; exit "$(cat code)" ;;
esac`;

function runner(files: { json?: string; text?: string; code?: number } = {}): Runner {
  const runner = new Runner({ terraform: TERRAFORM }, { STACK: "foundry-dev" });
  const { json = planOf(CREATE), text: shown = "Plan: 1 to add\n", code = 2 } = files;
  runner.write({ "plan.json": json, "plan.txt": shown, code: String(code), output: "", summary: "" });
  return runner;
}

test("one run at a time for an account, and none is cut off", () => {
  expect(workflow.concurrency).toEqual({ group: "deploy-${{ inputs.environment }}", "cancel-in-progress": false });
});

test("apply waits for the plan and for the environment's reviewers, and runs only when there is a change", () => {
  expect(apply.needs).toEqual(["synth", "plan"]);
  expect(apply.if).toBe("needs.plan.outputs.changes == 'true'");
  expect(apply.environment).toBe("${{ inputs.environment }}");
  expect(plan.environment).toBe("${{ inputs.environment }}-plan");
  expect([plan.needs, plan.if]).toEqual(["synth", undefined]);
  expect(synth.if).toBe("github.ref == 'refs/heads/main'");
});

test("signs in by OIDC, with the least rights and without a secret", () => {
  expect(workflow.permissions).toEqual({ contents: "read" });
  expect(synth.permissions).toEqual({ contents: "read" });
  expect([plan.permissions, apply.permissions]).toEqual(Array(2).fill({ contents: "read", "id-token": "write" }));
  expect(text).not.toMatch(/secrets\.|client-secret|ARM_CLIENT_SECRET|access_key/i);
  expect(text).toContain("ARM_USE_OIDC=true");
});

test("that time has passed stops no deploy: what validate says is only shown", () => {
  const steps = [synth, plan, apply].flatMap(allSteps);
  const validating = steps.filter(({ run: script }) => script?.includes("validate"));

  expect(validating.map((step) => step["continue-on-error"])).toEqual([true]);
});

test("both jobs give the action everything it needs, and the tar's SHA-256 as the job that made it said", () => {
  for (const { steps } of [plan, apply]) {
    const given = steps.find(({ uses }) => uses?.endsWith("terraform-stack"))?.with ?? {};
    expect(Object.keys(given)).toEqual(Object.keys(readAction("terraform-stack").inputs));
    expect(given.sha256).toBe("${{ needs.synth.outputs.sha256 }}");
  }
  expect(synth.outputs).toEqual({ sha256: "${{ steps.synth.outputs.sha256 }}" });
});

test("no plan leaves the machine that made it: nothing but what was synthesised is an artifact", () => {
  const artifacts = [synth, plan, apply].flatMap(allSteps).filter(({ uses }) => uses?.includes("load-artifact"));

  expect(artifacts.map((step) => step.with?.name)).toEqual(["cdktf.out", "cdktf.out", "cdktf.out"]);
  expect(plan.outputs).toEqual({
    changes: "${{ steps.plan.outputs.changes }}",
    digest: "${{ steps.plan.outputs.digest }}",
  });
});

describe("the plan", () => {
  const script = scriptOf(plan.steps, "plan");

  test.each([
    [0, 0, "false"],
    [2, 0, "true"],
    [1, 1, undefined],
  ])("that ends with %i makes the step end with %i", (code, status, changes) => {
    const machine = runner({ code });

    expect(machine.run(script).status).toBe(status);
    expect(/^changes=(.*)\ndigest=[0-9a-f]{64}\n$/.exec(machine.read("output"))?.[1]).toBe(changes);
  });

  test("takes no lock, which its identity may not, and applies nothing", () => {
    const machine = runner();
    machine.run(script);

    const calls = machine.read("calls").trimEnd().split("\n");
    expect(calls[0]).toMatch(/^-chdir=cdktf.out\/stacks\/foundry-dev plan .*-lock=false .*-detailed-exitcode/);
    expect(calls.filter((call) => / apply |-lock-timeout/.test(call))).toEqual([]);
  });

  test("cannot command the runner: a line of it that hides words from the log and the summary is only text", () => {
    const lines = runner().run(script).stdout.split("\n");

    expect(lines[0]).toMatch(/^::stop-commands::[0-9a-f]{32}$/);
    expect(lines.indexOf("::add-mask::replaced")).toBeGreaterThan(0);
  });

  test("stands in the summary", () => {
    const machine = runner({ json: planOf(CREATE, REPLACE) });
    machine.run(script);

    expect(machine.read("summary")).toMatch(/^## Plan of foundry-dev\n\n\*\*0 to import, 1 to create, .*1 to replace/);
  });
});

describe("apply", () => {
  const script = scriptOf(apply.steps, "Plan again, and apply what was approved or nothing");

  function approve(json: string): string {
    const machine = runner({ json });
    machine.run(scriptOf(plan.steps, "plan"));
    return /^digest=(.*)$/m.exec(machine.read("output"))?.[1] ?? "";
  }

  test("plans again under lock, and applies that plan when it does what was approved", () => {
    const machine = runner({ json: planOf(REPLACE, CREATE), code: 0 });

    expect(machine.run(script, { APPROVED: approve(planOf(CREATE, REPLACE)) }).status).toBe(0);

    const calls = machine.read("calls").trimEnd().split("\n");
    expect(calls[0]).toMatch(/ plan -input=false .*-lock-timeout=5m -out=\S+\/tfplan$/);
    expect(calls[0]).not.toContain("-lock=false");
    expect(calls.at(-1)).toMatch(/ apply -input=false .*-lock-timeout=5m \S+\/tfplan$/);
  });

  test.each([
    ["does something else", planOf(CREATE)],
    ["does nothing any more", planOf()],
  ])("stops when the new plan %s, and says to plan anew", (_, json) => {
    const machine = runner({ json, code: 0 });

    const { status, stderr } = machine.run(script, { APPROVED: approve(planOf(REPLACE)) });

    expect(status).toBe(1);
    expect(stderr).toMatch(/^Not applied: .* Plan anew: run the workflow deploy again, and approve what it shows\.\n$/);
    expect(machine.read("summary")).toBe(stderr);
    expect(machine.read("calls")).not.toContain(" apply ");
  });

  test("fails when there is no plan to compare, and when nothing was approved", () => {
    const noPlan = runner({ json: "{}", code: 0 });
    const notApproved = runner({ code: 0 });

    expect(noPlan.run(script, { APPROVED: "" }).stderr).toMatch(/is not what terraform show -json prints of a plan\n$/);
    expect(notApproved.run(script, { APPROVED: "" }).status).toBe(1);
    expect(noPlan.read("calls") + notApproved.read("calls")).not.toContain(" apply ");
  });
});
