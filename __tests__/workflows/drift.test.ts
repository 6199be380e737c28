/** The drift workflow: what must never change in it, how it plans, and that it keeps one issue for a stack. */
import { chmodSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { ROOT, run, temporaryFolder, writeFiles } from "../helpers/workspace";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly id?: string;
  readonly name?: string;
  readonly with?: Record<string, unknown>;
}
interface Workflow {
  readonly on: { readonly schedule: readonly { cron: string }[] };
  readonly permissions: Record<string, string>;
  readonly jobs: {
    readonly plan: {
      readonly if: string;
      readonly environment: string;
      readonly permissions: Record<string, string>;
      readonly strategy: { readonly "fail-fast": boolean; readonly matrix: Record<string, unknown> };
      readonly steps: readonly Step[];
    };
  };
}

const text = readFileSync(path.join(ROOT, ".github/workflows/drift.yml"), "utf8");
const action = readFileSync(path.join(ROOT, ".github/actions/terraform-stack/action.yml"), "utf8");
const workflow = parse(text) as Workflow;
const { plan: job } = workflow.jobs;
const SCRIPT = path.join(ROOT, "tools/ci/drift-issue.cjs");
const PLAN = "  ~ capacity = 250 -> 300\n\nPlan: 0 to add, 1 to change, 0 to destroy.\n";

/** Programs of these names and texts, first in the search path. */
function withPrograms(folder: string, programs: Record<string, string>): Record<string, string> {
  writeFiles(folder, Object.fromEntries(Object.entries(programs).map(([name, body]) => [`bin/${name}`, body])));
  Object.keys(programs).forEach((name) => chmodSync(path.join(folder, "bin", name), 0o755));
  return { PATH: `${path.join(folder, "bin")}:${process.env.PATH ?? ""}` };
}

describe("the workflow", () => {
  test("runs by schedule, on main only, for the environments that ask for it", () => {
    expect(workflow.on.schedule).toHaveLength(1);
    expect(job.if).toBe("github.ref == 'refs/heads/main' && (inputs.environment || vars.DRIFT_ENVIRONMENTS)");
    expect(job.environment).toBe("${{ matrix.environment }}-plan");
    expect(job.strategy).toMatchObject({ "fail-fast": false, matrix: { stack: ["foundry", "llm-config"] } });
  });

  test("signs in by OIDC with the least rights, without a secret, and applies nothing", () => {
    expect(workflow.permissions).toEqual({ contents: "read" });
    expect(job.permissions).toEqual({ contents: "read", "id-token": "write", issues: "write" });
    expect(text).not.toMatch(/secrets\.|client-secret|access_key|terraform apply/i);
  });

  test("every action is pinned to a commit, and no expression stands inside a script", () => {
    const pinned = job.steps.flatMap(({ uses }) => uses ?? []);

    expect(pinned.filter((uses) => !/@[0-9a-f]{40}$/.test(uses) && !uses.startsWith("./"))).toEqual([]);
    expect(job.steps.filter(({ run: script }) => script?.includes("${{"))).toEqual([]);
  });

  test("refuses local state: the shared action comes before the plan and gets everything it needs", () => {
    const uses = job.steps.findIndex((step) => step.uses === "./.github/actions/terraform-stack");
    const { inputs } = parse(action) as { inputs: Record<string, unknown> };

    expect(action).toContain("node tools/ci/require-remote-state.cjs");
    expect(Object.keys(job.steps[uses]?.with ?? {})).toEqual(Object.keys(inputs));
    expect(job.steps.findIndex(({ id }) => id === "plan")).toBe(uses + 1);
  });

  test.each([
    [0, 0, "code=0\n"],
    [2, 0, "code=2\n"],
    [1, 1, ""],
  ])("a plan that ends with %i makes the step end with %i", (code, status, output) => {
    const folder = temporaryFolder();
    writeFiles(folder, { output: "" });
    const env = withPrograms(folder, { terraform: `#!/bin/sh\necho "$@"\nexit ${code}\n` });
    const script = job.steps.find(({ id }) => id === "plan")?.run ?? "";

    const result = run(folder, "bash", ["-e", "-c", script], {
      ...env,
      STACK: "foundry-dev",
      RUNNER_TEMP: folder,
      GITHUB_OUTPUT: path.join(folder, "output"),
    });

    expect(result.status).toBe(status);
    expect(result.stdout).toContain("-chdir=cdktf.out/stacks/foundry-dev plan ");
    expect(readFileSync(path.join(folder, "output"), "utf8")).toBe(output);
  });
});

describe("the issue", () => {
  /** Runs the script with a stand-in for GitHub's CLI that notes its calls and what it is given. */
  function report(code: string, open: object[], options: { plan?: string; gh?: string } = {}) {
    const folder = temporaryFolder();
    writeFiles(folder, { "plan.txt": options.plan ?? PLAN, "open.json": JSON.stringify(open) });
    const notes = `#!/bin/sh\necho "$*" >> calls\nif [ "$2" = list ]; then cat open.json; else cat > body; fi\n`;
    const env = withPrograms(folder, { gh: options.gh ?? notes });
    const result = run(folder, process.execPath, [SCRIPT, "foundry-dev", code, "plan.txt"], {
      ...env,
      RUN_URL: "https://example.com/runs/1",
    });
    const read = (name: string) =>
      existsSync(path.join(folder, name)) ? readFileSync(path.join(folder, name), "utf8") : "";
    return { ...result, calls: read("calls").trimEnd().split("\n").slice(1), body: read("body") };
  }

  test("is opened for the first plan with changes", () => {
    const { status, calls, body } = report("2", [{ number: 3, title: "Drift in llm-config-dev" }]);

    expect(status).toBe(0);
    expect(calls).toEqual([
      "label create drift --force --description What runs differs from the configuration",
      "issue create --title Drift in foundry-dev --label drift --body-file -",
    ]);
    expect(body).toContain("**Plan: 0 to add, 1 to change, 0 to destroy.** Seen in https://example.com/runs/1");
    expect(body).toContain("~~~~\n  ~ capacity = 250 -> 300\n");
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
    const { body } = report("2", [], { plan: `~~~~~\n</details>\n${"x".repeat(100_000)}` });

    expect(body.length).toBeLessThan(65_536);
    expect(body).toContain("… cut; the whole plan is in the run\n~~~~\n");
    expect(body.match(/^~~~~$/gm)).toHaveLength(2);
  });

  test("fails with GitHub's words when GitHub refuses", () => {
    const refused = report("2", [], { gh: "#!/bin/sh\necho 'HTTP 403: Resource not accessible' >&2\nexit 1\n" });

    expect(refused).toMatchObject({
      status: 1,
      stderr: "GitHub did not take the issue: HTTP 403: Resource not accessible\n",
    });
  });

  test("rejects a plan that failed", () => {
    expect(report("1", [])).toMatchObject({ status: 2, stderr: expect.stringMatching(/^usage: /) as string });
  });
});
