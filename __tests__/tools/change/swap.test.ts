/** The whole swap of a model, each step merged before the next. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { cli, type CliResult } from "../../helpers/cli";
import { ENVIRONMENTS, GIT_ENV, Repository } from "../../helpers/repository";
import { DEV, readTree, writeFiles } from "../../helpers/workspace";

const FIXTURE = "__tests__/fixtures/environments/dev";
const FILES = Object.fromEntries(
  ["account.yaml", "models.yaml", "llm-config.yaml"].map((name) => [
    name,
    readFileSync(path.join(FIXTURE, name), "utf8"),
  ]),
);

const ANSWER = readFileSync("docs/examples/azure-answer.json", "utf8");

/** A repository whose `main` has five models, with work on a branch. */
function started(files: Record<string, string> = {}): Repository {
  const repository = Repository.withDev();
  repository.write("dev", { ...FILES, ...files });
  repository.commit();
  repository.git("switch", "--quiet", "--create", "work");
  return repository;
}

function swap({ folder }: Repository, ...args: string[]): Promise<CliResult> {
  return cli(["swap", ...args], { cwd: folder, env: GIT_ENV });
}

async function review({ folder }: Repository) {
  const { stdout } = await cli(["review", "--format", "json", "--env", "dev"], { cwd: folder, env: GIT_ENV });
  return JSON.parse(stdout) as { environments: { summary: { outage: string[]; notes: string[] } }[] };
}

function merge(repository: Repository): void {
  repository.commit();
  repository.git("switch", "--quiet", "main");
  repository.git("merge", "--quiet", "--ff-only", "work");
  repository.git("switch", "--quiet", "work");
}

const listed = (repository: Repository) => readTree(path.join(repository.folder, ENVIRONMENTS));

test("gpt-5.4 by gpt-5.4-mini: three steps, no outage, a second run changes nothing, a fourth has nothing left to do", async () => {
  const repository = started();
  const models = ["gpt-5.4", "gpt-5.4-mini"];
  const steps = [
    {
      does: "add gpt-5.4-mini, version 2026-03-17\n",
      pending: "gpt-5.4-mini is added",
      step: "first: layers can move to gpt-5.4-mini once it is deployed",
    },
    {
      does: "layer decision: gpt-5.4 → gpt-5.4-mini\n",
      pending: "layers move from gpt-5.4 to gpt-5.4-mini",
      step: "second: gpt-5.4 can go once this is deployed, the pods have restarted and nothing calls it",
    },
    { does: "remove gpt-5.4\n", pending: "gpt-5.4 is removed", step: "last: no layer uses gpt-5.4" },
  ];
  for (const { does, pending, step } of steps) {
    const made = await swap(repository, ...models, "--yes");
    expect(made).toMatchObject({ status: 0, stdout: expect.stringContaining(does) });
    const after = listed(repository);
    const [{ summary } = { summary: undefined }] = (await review(repository)).environments;
    expect(summary).toMatchObject({ outage: [], notes: [`as a step of a swap this is the ${step}`] });
    for (const settle of [() => undefined, () => repository.commit()]) {
      settle();
      const again = await swap(repository, ...models, "--yes");
      expect(again).toMatchObject({ status: 0, stdout: expect.stringContaining(`a step is under way: ${pending}\n`) });
      expect(listed(repository)).toEqual(after);
    }
    merge(repository);
  }
  const done = await swap(repository, ...models);
  expect(done).toEqual({
    status: 0,
    stdout: "nothing is left to do: gpt-5.4-mini has taken the place of gpt-5.4\n",
    stderr: "",
  });
});

test("fallbacks move, too; a layer gets the API that its new model speaks; layers may move one by one", async () => {
  const llm = `version: 1
provider: foundry
layers:
  decision: { stage: L4, model: gpt-5.4, fallbacks: [gpt-5.3-codex] }
  analysis: { stage: L3, model: DeepSeek-V3.2, fallbacks: [gpt-5.4, Kimi-K2.6] }
  code: { stage: L4, model: gpt-5.3-codex, api: responses, fallbacks: [gpt-5.4] }
`.replace(", fallbacks: [gpt-5.3-codex] }", " }");
  const repository = started({ "llm-config.yaml": llm });
  const read = () => readFileSync(path.join(repository.folder, DEV, "llm-config.yaml"), "utf8");
  expect(await swap(repository, "gpt-5.4", "gpt-5.3-codex", "--yes", "--layer", "decision")).toMatchObject({
    status: 0,
  });
  expect(read()).toBe(llm.replace("model: gpt-5.4 }", "model: gpt-5.3-codex, api: responses }"));
  merge(repository);
  // Its own model is no fallback: there is none left.
  expect(await swap(repository, "gpt-5.4", "gpt-5.3-codex", "--yes", "--layer", "code")).toMatchObject({ status: 0 });
  expect(read()).toContain("code: { stage: L4, model: gpt-5.3-codex, api: responses }\n");
  merge(repository);
  // A fallback is called as the layer's own model is, and this one cannot be.
  const refused = await swap(repository, "gpt-5.4", "gpt-5.3-codex", "--yes");
  expect(refused).toMatchObject({
    status: 1,
    stdout: "",
    stderr: expect.stringContaining("layer analysis calls gpt-5.3-codex by chat-completions"),
  });
  expect(await swap(repository, "gpt-5.4", "Kimi-K2.6", "--yes")).toMatchObject({ status: 0 });
  expect(read()).toContain("model: DeepSeek-V3.2, fallbacks: [Kimi-K2.6] }\n");
});

describe("a saved answer of Azure", () => {
  test.each([
    ["has the model", ANSWER, "known: gpt-5.4 is deployed (Azure's answer of "],
    [
      "has it not",
      ANSWER.replaceAll('"gpt-5.4"', '"gpt-5"'),
      "taken for granted: gpt-5.4 is deployed (Azure's answer of ",
    ],
    [
      "is of another account",
      ANSWER.replaceAll("aucert-ai", "other-ai"),
      "(azure.json is of another place: name other-ai",
    ],
    [
      "is as old as it may be",
      ANSWER.replace(/"takenOn": "[^"]*"/, '"takenOn": "2026-11-08"'),
      "known: gpt-5.4 is deployed (Azure's answer of 2026-11-08 has it)",
    ],
    [
      "is older",
      ANSWER.replace(/"takenOn": "[^"]*"/, '"takenOn": "2026-11-07"'),
      "taken for granted: gpt-5.4 is deployed (Azure's answer of 2026-11-07 is 15 days old, too old to tell: npx aucert-foundry preflight --save)",
    ],
    ["is none", "{}", "(azure.json is not a snapshot of preflight"],
    ["has it not yet", ANSWER.replace(/("name":"gpt-5.4",.*?"state":")Succeeded/, "$1Creating"), "says Creating)"],
  ])("%s", async (_, text, said) => {
    const repository = started({ "azure.json": text });
    const { status, stderr } = await swap(repository, "DeepSeek-V3.2", "gpt-5.4", "--yes");
    expect([status, stderr]).toEqual([0, expect.stringContaining(said)]);
  });
});

test.each([
  [["gpt-5.4", "gpt-5.4"], 2, "gpt-5.4 cannot be swapped for itself"],
  [["gpt-5.4"], 2, "swap needs NEW: npx aucert-foundry swap OLD NEW"],
  [["gpt-5.5", "gpt-5.6"], 1, "gpt-5.5 is not in the model list"],
  [["gpt-5.4", "gpt-5.4-mimi"], 1, "the catalogue has no model gpt-5.4-mimi\n  did you mean gpt-5.4-mini?"],
  // What the second step could not do is not begun.
  [["Kimi-K2.6", "text-embedding-3-large"], 1, "the step after this one would bring 2 errors, so nothing was written"],
  [["Kimi-K2.6", "text-embedding-3-large", "--dry-run"], 1, "which speaks neither chat-completions nor responses"],
  [["gpt-5.4", "gpt-5.4-mini", "--layer", "analysis"], 1, "layer analysis does not use gpt-5.4"],
  [["gpt-5.4", "Kimi-K2.6", "--layer", "analysis"], 1, "layer analysis does not use gpt-5.4\n  these do: decision"],
  [["gpt-5.4", "Kimi-K2.6", "--layer", "decisoin"], 1, "there is no layer decisoin\n  did you mean decision?"],
  [["gpt-5.4", "Kimi-K2.6"], 2, "give --yes when all of this is so:\n  Kimi-K2.6 is deployed"],
  [["gpt-5.4", "Kimi-K2.6", "--base", "nowhere"], 2, "nowhere"],
])("%j: exit %d, %s", async (args, status, message) => {
  const repository = started();
  const before = listed(repository);
  expect(await swap(repository, ...args)).toMatchObject({
    status,
    stdout: "",
    stderr: expect.stringContaining(message),
  });
  expect(listed(repository)).toEqual(before);
});

test("names are looked at first, while a step is under way, too", async () => {
  const repository = started();
  const said = async (...models: string[]) => {
    const { status, stdout, stderr } = await swap(repository, ...models);
    return [status, stdout.split("\n")[0], stderr.split("\n")[0]];
  };
  await cli(["remove", "gpt-5.1-codex", "--yes"], { cwd: repository.folder, env: GIT_ENV });
  const removed = "a step is under way: gpt-5.1-codex is removed";
  expect(await said("gpt-5.1-codex", "gpt-5.4-mini")).toEqual([0, removed, ""]);
  expect(await said("gpt-5.1-codex", "nonsense")).toEqual([1, "", "refused: the catalogue has no model nonsense"]);
  const version = ["gpt-5.4-mini", "--model-version", "1"];
  expect(await said("gpt-5.1-codex", ...version)).toEqual([1, "", expect.stringContaining("has no version 1 of")]);
  await cli(["add", "gpt-5.4-mini"], { cwd: repository.folder, env: GIT_ENV });
  expect(await said("gpt-5.4", "gpt-5.4-mini")).toEqual([0, "a step is under way: gpt-5.4-mini is added", ""]);
  expect(await said("nonsense", "gpt-5.4-mini")).toEqual([1, "", "refused: nonsense is not in the model list"]);
});

test.each<[string, (repository: Repository) => string]>([
  [
    "in a renamed environment",
    (repository) => {
      repository.git("mv", `${ENVIRONMENTS}/dev`, `${ENVIRONMENTS}/prod`);
      return "gpt-5.1-codex";
    },
  ],
  [
    "under adopt",
    (repository) => {
      const account = readFileSync(path.join(repository.folder, ENVIRONMENTS, "dev/account.yaml"), "utf8");
      const adopted = account
        .replace("\naccount:\n", `\naccount:\n  subscriptionId: 11111111-2222-3333-4444-555555555555\n`)
        .concat("adopt: [account, gpt-5.4-mini]\n");
      writeFiles(repository.folder, { [`${ENVIRONMENTS}/dev/account.yaml`]: adopted });
      return "gpt-5.4-mini";
    },
  ],
  [
    "in Azure's answer",
    (repository) => {
      const text = ANSWER.replaceAll('"name":"gpt-5.4"', '"name":"gpt-5.4-mini"');
      writeFiles(repository.folder, { [`${ENVIRONMENTS}/dev/azure.json`]: text });
      return "gpt-5.4-mini";
    },
  ],
])("a model %s may be deployed, whatever the main branch's list says", async (_, change) => {
  const repository = started();
  const at = { cwd: repository.folder, env: GIT_ENV };
  await cli(["add", "gpt-5.4-mini"], at);
  expect(await cli(["remove", change(repository)], at)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("give --yes when all of this is so:"),
  });
});

test("what was added and never merged is removed without a question, and nothing is deployed for it", async () => {
  const repository = started();
  const at = { cwd: repository.folder, env: GIT_ENV };
  const before = listed(repository);
  for (const settle of [() => undefined, () => repository.commit()]) {
    await cli(["add", "gpt-5.4-mini"], at);
    settle();
    const { status, stdout, stderr } = await cli(["remove", "gpt-5.4-mini"], at);
    expect([status, stderr]).toEqual([
      0,
      "known: gpt-5.4-mini has not been deployed (the model list of the main branch lacks it)\n",
    ]);
    expect(stdout).not.toMatch(/restart|^deploy /m);
    expect(stdout).not.toMatch(/^delete|risk/m);
    expect(stdout.split("\nnext:\n")[1]).toBe(
      "  1. npm run accept, then commit and open a pull request\n  2. nothing is to be deployed: gpt-5.4-mini never was\n",
    );
    expect(listed(repository)).toEqual(before);
  }
  expect(await cli(["remove", "gpt-5.1-codex"], at)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("give --yes when all of this is so:\n  llm-config is deployed"),
  });
  merge(repository);
  await cli(["add", "gpt-5.4-mini"], at);
  merge(repository);
  expect(await cli(["remove", "gpt-5.4-mini"], at)).toMatchObject({ status: 2, stdout: "" });
});

test("of a folder outside the repository git knows nothing", async () => {
  const { folder } = started();
  const other = started();
  const env = { ...GIT_ENV, FOUNDRY_CONFIG_DIR: path.join(other.folder, ENVIRONMENTS) };
  const { status, stderr } = await cli(["swap", "gpt-5.4", "Kimi-K2.6"], { cwd: folder, env });
  expect([status, stderr]).toEqual([
    2,
    expect.stringMatching(/ is outside this git repository, so git has no earlier state of it\n$/),
  ]);
});

test("outside a repository nobody knows what is deployed", async () => {
  const { folder } = started();
  const { status, stderr } = await cli(["swap", "gpt-5.4", "Kimi-K2.6"], {
    cwd: folder,
    env: { ...GIT_ENV, GIT_DIR: "/nowhere" },
  });
  expect([status, stderr]).toEqual([2, expect.stringContaining("repository")]);
});
