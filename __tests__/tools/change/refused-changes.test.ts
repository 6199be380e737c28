/** Changes whose deploy would not go through, by the review's own word. */
import { existsSync, readFileSync } from "node:fs";
import { cli } from "../../helpers/cli";
import { GIT_ENV, Repository } from "../../helpers/repository";
import { DEV, PROD, run, Workspace } from "../../helpers/workspace";

const CLOSED = "gpt-4.1 is deprecated: Azure refuses to create it";
const LOCKED = "the lock on the account refuses it";
const FULL = "quota: does not fit";
const ANSWER = readFileSync("docs/examples/azure-answer.json", "utf8");

/** What `main` has beside the committed environment. */
interface More {
  readonly answer?: string;
  readonly section?: string;
}

function repository({ answer, section = "" }: More): Workspace {
  const workspace = new Workspace(answer === undefined ? {} : { [`${DEV}/azure.json`]: answer });
  workspace.write({ [`${DEV}/account.yaml`]: workspace.read(`${DEV}/account.yaml`) + section });
  const git = (...args: string[]) => run(workspace.folder, "git", args, GIT_ENV);
  git("init", "--quiet", "--initial-branch=main");
  git("add", "--all");
  git("commit", "--quiet", "--message=all");
  return workspace;
}

const inFolder = ({ folder }: Workspace, args: string[], ask?: (question: string) => Promise<boolean>) =>
  cli(args, { cwd: folder, env: GIT_ENV, ...(ask && { ask }) });

describe.each<[string[], string, More?]>([
  [["add", "gpt-4.1"], CLOSED],
  [["switch", "analysis", "gpt-4.1"], CLOSED],
  [["swap", "gpt-5.4", "gpt-4.1"], CLOSED],
  [["remove", "gpt-5.1-codex"], LOCKED, { section: "lock: CanNotDelete\n" }],
  [["add", "gpt-5.4-pro", "--capacity", "900000"], FULL, { answer: ANSWER }],
])("%j", (args, reason, more = {}) => {
  test("is not written, by a dry run neither, and says why in place of the deploy steps", async () => {
    const workspace = repository(more);
    const before = workspace.output(DEV);
    const helps = ["--yes writes it nevertheless", "with --yes the dry run shows it nevertheless"];
    for (const [index, option] of [[], ["--dry-run"]].entries()) {
      const { status, stdout, stderr } = await inFolder(workspace, [...args, ...option]);
      expect([status, stdout]).toEqual([1, ""]);
      expect(stderr).toMatch(/^refused: the deploy would not go through, so nothing was written:\n {2}\w/);
      expect(stderr).toContain(reason);
      expect(stderr.endsWith(`\n  ${helps[index]}\n`)).toBe(true);
      expect(workspace.output(DEV)).toEqual(before);
    }
  });

  test("is written with --yes, and nothing is to be deployed before it is mended", async () => {
    const workspace = repository(more);
    const before = workspace.output(DEV);
    const { status, stdout } = await inFolder(workspace, [...args, "--yes"]);
    expect(status).toBe(0);
    expect(workspace.output(DEV)).not.toEqual(before);
    const [, next = ""] = stdout.split("\nnext:\n");
    expect(next).toMatch(/^ {2}1\. to be mended before anything can be deployed: /);
    expect(next).toContain(reason);
    expect(next).not.toContain("cdktf");
  });

  test("is asked for on a terminal", async () => {
    for (const answer of [false, true]) {
      const workspace = repository(more);
      const questions: string[] = [];
      const { status } = await inFolder(workspace, args, async (question) => {
        questions.push(question);
        return answer;
      });
      expect(status).toBe(answer ? 0 : 1);
      expect(questions[0]).toMatch(/^The deploy would not go through:\n[^]*\nWrite it nevertheless\?$/);
    }
  });
});

test("an environment that could not be deployed is made only with --yes", async () => {
  const workspace = new Workspace();
  workspace.edit(`${DEV}/models.yaml`, /$/, '\n  - name: gpt-4.1\n    version: "2025-04-14"\n');
  const args = ["new-environment", "prod", "--cluster", "other-aks"];
  const refused = await cli(args, { cwd: workspace.folder });
  expect(refused).toMatchObject({ status: 1, stdout: "", stderr: expect.stringContaining(CLOSED) });
  expect(existsSync(workspace.path(PROD))).toBe(false);
  const { status, stdout } = await cli([...args, "--yes"], { cwd: workspace.folder });
  expect([status, existsSync(workspace.path(PROD))]).toEqual([0, true]);
  const [, next = ""] = stdout.split("\nnext:\n");
  expect(next).not.toContain("cdktf");
  // What people have to do beside stays.
  expect(next).toMatch(/^ {2}1\. to be mended .*\n {2}2\. read account\.yaml of prod: .*\n {2}3\. npm run accept, /);
});

test("what is retired in another environment does not refuse a change of this one", async () => {
  const workspace = Workspace.withProd();
  workspace.edit(`${DEV}/models.yaml`, /- name: Kimi-K2.6.*\n/, "$&    retirement: 2029-01-01\n");
  const switched = (environment: string) =>
    cli(["switch", "analysis", "Kimi-K2.6", "--env", environment, "--today", "2027-05-01"], { cwd: workspace.folder });
  expect((await switched("dev")).status).toBe(0);
  expect(await switched("prod")).toMatchObject({ status: 1, stderr: expect.stringContaining("error[retired]") });
});

test("what stood in the way before stops no change, and is to be mended first", async () => {
  const workspace = new Workspace();
  workspace.edit(`${DEV}/account.yaml`, "location: westus", "location: westuss");
  const { status, stdout } = await cli(["add", "gpt-5.4-nano"], { cwd: workspace.folder });
  expect(status).toBe(0);
  const [, next = ""] = stdout.split("\nnext:\n");
  expect(next).toContain("to be mended before anything can be deployed: 1 error in the configuration");
  expect(next).not.toContain("cdktf");
});

test.each([
  ["add", "gpt-5.4-nano"],
  ["switch", "decision", "gpt-5.4-nano"],
  ["switch", "decision", "gpt-5.4-mini"],
  ["swap", "gpt-5.4", "gpt-5.4-mini"],
])(
  "%s to a model that has retired, whether the list has it or not, is refused whatever is answered",
  async (...args) => {
    const listed = Repository.withDev();
    const models = "version: 1\ndefaults: { capacity: 250 }\nmodels:\n  - name: gpt-5.4\n  - name: gpt-5.4-mini\n";
    listed.write("dev", { "models.yaml": models });
    listed.commit();
    const { folder: cwd } = listed;
    const { status, stdout, stderr } = await cli([...args, "--yes", "--today", "2028-01-01"], { cwd, env: GIT_ENV });
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(`error[retired]: ${args.at(-1)} was retired on 2027-09-21: calls to it fail`);
    expect(stderr).toContain("refused: the change would bring 1 error, so nothing was written\n");
  },
);
