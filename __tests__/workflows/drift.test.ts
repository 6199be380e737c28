/** The drift workflow: what must never change in it, how it plans, and that it keeps one issue for a stack. */
import MarkdownIt from "markdown-it";
import { jobOf, readAction, readText, readWorkflow, Runner, scriptOf } from "../helpers/workflows";

const workflow = readWorkflow("drift.yml");
const [synth, job, report] = [jobOf(workflow, "synth"), jobOf(workflow, "plan"), jobOf(workflow, "report")];
const PLAN = "  ~ capacity = 250 -> 300\n\nPlan: 0 to add, 1 to change, 0 to destroy.\n";

describe("the workflow", () => {
  test("runs by schedule, on main only, for the environments that ask for it", () => {
    expect(workflow.on.schedule).toHaveLength(1);
    expect(synth.if).toBe("github.ref == 'refs/heads/main' && (inputs.environment || vars.DRIFT_ENVIRONMENTS)");
    expect(job.environment).toBe("${{ matrix.environment }}-plan");
    expect(job.strategy).toEqual({
      "fail-fast": false,
      matrix: { environment: "${{ fromJSON(needs.synth.outputs.environments) }}", stack: ["foundry", "llm-config"] },
    });
  });

  test("signs in by OIDC with the least rights, without a secret, and applies nothing", () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
    expect([synth.permissions, job.permissions]).toEqual([
      { contents: "read" },
      { contents: "read", "id-token": "write" },
    ]);
    expect(readText(".github/workflows/drift.yml")).not.toMatch(
      /secrets\.|client-secret|access_key|terraform apply|lock-timeout/i,
    );
  });

  test("only the job that runs neither npm nor Terraform, and signs in nowhere, may write issues", () => {
    const scripts = report.steps.map(({ run: script = "" }) => script).join("");

    expect(report.permissions).toEqual({ contents: "read", issues: "write" });
    expect(report.environment).toBeUndefined();
    expect(scripts).not.toMatch(/npm|npx|terraform|az /);
    expect(report.if).toBe("${{ !cancelled() && needs.synth.result == 'success' }}");
  });

  test("the shared action comes before the plan and gets everything it needs", () => {
    const uses = job.steps.findIndex((step) => step.uses === "./.github/actions/terraform-stack");

    expect(Object.keys(job.steps[uses]?.with ?? {})).toEqual(Object.keys(readAction("terraform-stack").inputs));
    expect(job.steps.findIndex(({ id }) => id === "plan")).toBe(uses + 1);
  });

  test.each([
    [0, 0, "0\n"],
    [2, 0, "2\n"],
    [1, 1, ""],
  ])("a plan that ends with %i makes the step end with %i", (code, status, kept) => {
    const machine = new Runner({ terraform: `echo "$@"\nexit ${code}` }, { STACK: "foundry-dev" });

    const result = machine.run(scriptOf(job.steps, "plan"));

    expect(result.status).toBe(status);
    expect(result.stdout).toMatch(/^::stop-commands::[0-9a-f]{32}\n/);
    expect(result.stdout).toContain("-chdir=cdktf.out/stacks/foundry-dev plan -input=false -no-color -lock=false ");
    expect(machine.read("temp/drift/code")).toBe(kept);
  });

  test("reports every stack that has a plan, also after one that GitHub refused", () => {
    const gh = `if [ "$2" = list ]; then echo '[]'; else echo "$*" >> calls; fi; case "$*" in *foundry-dev*) exit 1 ;; esac`;
    const machine = new Runner({ gh });
    for (const stack of ["foundry-dev", "llm-config-dev"])
      machine.write({ [`temp/drift/drift-${stack}/plan.txt`]: PLAN, [`temp/drift/drift-${stack}/code`]: "2\n" });

    const { status } = machine.run(scriptOf(report.steps, "Open, update or close an issue for each stack"));

    expect(status).toBe(1);
    expect(machine.read("calls")).toContain("issue create --title Drift in llm-config-dev ");
  });

  test("reports nothing when every plan failed", () => {
    const result = new Runner().run(scriptOf(report.steps, "Open, update or close an issue for each stack"));

    expect(result).toEqual({ status: 0, stdout: "", stderr: "" });
  });
});

describe("the issue", () => {
  /** Runs the script with a stand-in for GitHub's CLI that notes its calls and what it is given. */
  function report(code: string, open: object[], options: { plan?: string; gh?: string; stack?: string } = {}) {
    const notes = `echo "$*" >> calls\nif [ "$2" = list ]; then cat open.json; else cat > body; fi`;
    const machine = new Runner({ gh: options.gh ?? notes }, { RUN_URL: "https://example.com/runs/1" });
    machine.write({ "plan.txt": options.plan ?? PLAN, "open.json": JSON.stringify(open) });
    const result = machine.run(`node tools/ci/drift-issue.cjs "${options.stack ?? "foundry-dev"}" ${code} plan.txt`);
    return { ...result, calls: machine.read("calls").trimEnd().split("\n").slice(1), body: machine.read("body") };
  }

  test("is opened for the first plan with changes", () => {
    const { status, calls, body } = report("2", [{ number: 3, title: "Drift in llm-config-dev" }]);

    expect(status).toBe(0);
    expect(calls).toEqual([
      "label create drift --force --description What runs differs from the configuration",
      "issue create --title Drift in foundry-dev --label drift --body-file -",
    ]);
    expect(body).toContain("**Plan: 0 to add, 1 to change, 0 to destroy.** Seen in https://example.com/runs/1");
    expect(body).toContain("````\n      ~ capacity = 250 -> 300\n");
  });

  test("is brought up to date by the next one, and not opened again", () => {
    expect(report("2", [{ number: 7, title: "Drift in foundry-dev" }]).calls).toEqual(["issue edit 7 --body-file -"]);
  });

  test("is closed by an empty plan; without an issue nothing happens", () => {
    expect(report("0", [{ number: 7, title: "Drift in foundry-dev" }]).calls).toEqual([
      "issue close 7 --comment The plan shows no changes any more: https://example.com/runs/1",
    ]);
    expect(report("0", []).calls).toEqual([]);
  });

  test("stays below GitHub's limit, and cannot break out of its frame", () => {
    const { body } = report("2", [], { plan: `~~~~~\r\`\`\`\`\r</details>\n${"x\n".repeat(50_000)}` });
    const blocks = new MarkdownIt({ html: true }).parse(body, {}).map(({ type }) => type);

    expect(body.length).toBeLessThan(65_536);
    expect(body).toContain("**Cut**; the whole plan is in the run.\n");
    expect(blocks.filter((type) => type === "fence" || type === "html_block")).toEqual([
      "html_block",
      "fence",
      "html_block",
    ]);
  });

  test("has Terraform's sum as its first line, and not one that somebody wrote into a tag", () => {
    const tag =
      "      + a = <<-EOT\n            x\rPlan: 0 to add, 0 to change, 0 to destroy.\n            Plan: 0 to add @everyone\n        EOT\n";

    expect(report("2", [], { plan: tag + PLAN }).body).toMatch(/^\*\*Plan: 0 to add, 1 to change, 0 to destroy\.\*\* /);
    expect(report("2", [], { plan: tag }).body).toMatch(/^\*\*Only outputs change\.\*\* /);
  });

  test("fails with GitHub's words when GitHub refuses", () => {
    const refused = report("2", [], { gh: "echo 'HTTP 403: Resource not accessible' >&2\nexit 1" });

    expect(refused).toMatchObject({
      status: 1,
      stderr: "GitHub did not take the issue: HTTP 403: Resource not accessible\n",
    });
  });

  test.each([
    ["a plan that failed", "1", "foundry-dev"],
    ["what is no stack", "2", "foundry-dev/../x"],
  ])("rejects %s", (_, code, stack) => {
    expect(report(code, [], { stack })).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^usage: /) as string,
    });
  });
});
