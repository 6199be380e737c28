/** What the committed configuration comes to, compared with what its reviewers have accepted. */
import { readdirSync } from "node:fs";
import { usageText } from "../../config/usage/usage-file";
import { acceptCommand } from "../../tools/cli/accept-command";
import { run } from "../../tools/cli/run-command";
import { cli } from "../helpers/cli";
import { fillDisk } from "../helpers/full-disk";
import { DEV, ROOT, Workspace } from "../helpers/workspace";

const ACCEPTED = "__tests__/accepted";

/** A project of its own. */
function project(): Workspace {
  return new Workspace({ "cdktf.json": "{}\n", [`${ACCEPTED}/gone.txt`]: "of an environment that is gone\n" });
}

async function accept({ folder }: Workspace, ...args: string[]) {
  const output = { stdout: "", stderr: "" };
  const status = await run(acceptCommand, args, {
    cwd: folder,
    // Who works with the cdktf CLI may have any context here, and it is none of this command's.
    env: { PATH: process.env.PATH, CDKTF_CONTEXT_JSON: "{" },
    programFolder: ROOT,
    isTerminal: false,
    now: () => new Date(),
    stdout: (text) => void (output.stdout += text),
    stderr: (text) => void (output.stderr += text),
  });
  return { status, ...output };
}

test("accept brings the folder up to date and shows the difference, --check only shows it", async () => {
  const workspace = project();
  const first = await accept(workspace);
  expect(first).toMatchObject({ status: 0, stdout: expect.stringContaining(`\n+++ b/${ACCEPTED}/dev.txt\n`) });
  expect(first.stdout).toContain(`--- a/${ACCEPTED}/gone.txt\n+++ /dev/null\n`);
  const names = ["dev.txt", "foundry-dev.tf.json", "llm-config-dev.tf.json"];
  expect(readdirSync(workspace.path(ACCEPTED)).sort()).toEqual(names);
  // What is measured every week is nothing to accept.
  workspace.write({
    [`${DEV}/usage.csv`]: usageText([
      { day: "2026-11-20", deployment: "gpt-5.4", inputTokens: 9e6, outputTokens: 1e6 },
    ]),
  });
  expect(await accept(workspace, "--check")).toEqual({ status: 0, stdout: "", stderr: "" });

  await cli(["add", "gpt-5.4-mini"], { cwd: workspace.folder });
  const before = workspace.output(ACCEPTED);
  const checked = await accept(workspace, "--check");
  expect(checked).toMatchObject({ status: 1, stderr: expect.stringContaining("npm run accept brings it up to date") });
  expect(checked.stdout).toContain('\n+      "gpt-5_4-mini": {\n');
  expect(checked.stdout).toContain("\n+note[unused-deployment]: no layer uses gpt-5.4-mini\n");
  expect(workspace.output(ACCEPTED)).toEqual(before);
  expect((await accept(workspace)).stdout).toBe(checked.stdout);
  expect(await accept(workspace)).toEqual({ status: 0, stdout: "", stderr: "up to date\n" });
});

test("what cannot be written leaves every file as it was", async () => {
  const workspace = project();
  const before = workspace.output(".");
  fillDisk(/accepted\/foundry-dev/);
  const { status, stderr } = await accept(workspace);
  jest.restoreAllMocks();
  expect([status, stderr]).toEqual([2, `cannot write ${ACCEPTED}/foundry-dev.tf.json (ENOSPC); nothing was written\n`]);
  expect(workspace.output(".")).toEqual(before);
});

test("what synth refuses is not accepted", async () => {
  const workspace = project();
  workspace.edit(`${DEV}/models.yaml`, "gpt-5.4", "gtp-5.4");
  const before = workspace.output(ACCEPTED);
  const { status, stdout, stderr } = await accept(workspace);
  expect([status, stdout, stderr]).toEqual([2, "", expect.stringContaining("did you mean gpt-5.4?")]);
  expect(workspace.output(ACCEPTED)).toEqual(before);
});

test("of a picture only that it changes is told", async () => {
  const workspace = project();
  workspace.write({ "docs/pictures/dev-what-runs-where.svg": "<svg>\n" });
  await accept(workspace);
  expect(workspace.read("docs/pictures/dev-what-runs-where.svg")).toContain("gpt-5.4");
  await cli(["add", "gpt-5.4-mini"], { cwd: workspace.folder });
  const { stdout } = await accept(workspace);
  expect(stdout).toMatch(/\ndocs\/pictures\/dev-what-runs-where\.svg: the picture changes\n$/);
  expect(stdout).not.toContain("<text");
  expect(workspace.read("docs/pictures/dev-what-runs-where.svg")).toContain("gpt-5.4-mini");
});
