/** Commands that change the configuration: the exact bytes before and after. */
import { chmodSync, readdirSync, statSync, symlinkSync } from "node:fs";
import { usageText } from "../../../config/usage/usage-file";
import { cli } from "../../helpers/cli";
import { ACCOUNT } from "../../helpers/config";
import { DEV, run, Workspace } from "../../helpers/workspace";

const MODELS = `# the list
version: 1
defaults: { capacity: 250 } # for all
models: # below
  # L4's own
  - name: gpt-5.4 # decision
    version: "2026-03-05" # a day

  - { name: "gpt-5.4-mini", version: '2026-03-17' } # flow
  # nobody's

# L4 code
  - name: gpt-5.3-codex
    version: "2026-02-24"
    # codex, too
# the end`;

const LLM_CONFIG = `version: 1
provider: foundry
layers: # all
  decision: { stage: L4, model: gpt-5.4 } # the judge
  code:
    stage: L4
    model: "gpt-5.3-codex" # quoted
    api: responses
    # tried next
    fallbacks: [gpt-5.4]
`;

/** The files as they are, with Windows' ends of lines, and with a byte order mark. */
const FORMS: [string, (text: string) => string][] = [
  ["as it is", (text) => text],
  ["with CRLF", (text) => text.replaceAll("\n", "\r\n")],
  ["with a byte order mark and no end of the last line", (text) => `\ufeff${text.trimEnd()}`],
];

function workspace(form = (text: string) => text, files: Record<string, string> = {}): Workspace {
  const texts = { "models.yaml": MODELS, "llm-config.yaml": LLM_CONFIG, "account.yaml": ACCOUNT, ...files };
  const paths = Object.entries(texts).map(([name, text]) => [`${DEV}/${name}`, form(text)]);
  return new Workspace(Object.fromEntries(paths) as Record<string, string>);
}

const inFolder = ({ folder }: Workspace, ...args: string[]) => cli(args, { cwd: folder });

describe.each(FORMS)("%s", (_, form) => {
  test.each<[string[], string, string | RegExp, string]>([
    [
      ["add", "gpt-5.4-nano"],
      "models.yaml",
      "    # codex, too",
      '    # codex, too\n\n  - name: gpt-5.4-nano\n    version: "2026-03-17"',
    ],
    [
      ["add", "gpt-5.4-nano", "--capacity", "500", "--model-version", "2026-03-17"],
      "models.yaml",
      "    # codex, too",
      '    # codex, too\n\n  - name: gpt-5.4-nano\n    version: "2026-03-17"\n    capacity: 500',
    ],
    [["switch", "decision", "gpt-5.4-mini"], "llm-config.yaml", "model: gpt-5.4 }", "model: gpt-5.4-mini }"],
    [
      ["switch", "decision", "gpt-5.3-codex"],
      "llm-config.yaml",
      "model: gpt-5.4 }",
      "model: gpt-5.3-codex, api: responses }",
    ],
    [
      ["switch", "code", "gpt-5.4"],
      "llm-config.yaml",
      /"gpt-5.3-codex" # quoted\n.*\n.*\n.*\n/,
      '"gpt-5.4" # quoted\n    api: responses\n',
    ],
    [
      ["remove", "gpt-5.4-mini", "--yes"],
      "models.yaml",
      "\n\n  - { name: \"gpt-5.4-mini\", version: '2026-03-17' } # flow",
      "",
    ],
  ])("%j changes these bytes and no other", async (args, file, from, to) => {
    const folder = workspace(form);
    expect(await inFolder(folder, ...args)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining(`${DEV}/${file}`),
    });
    const texts = { "models.yaml": MODELS, "llm-config.yaml": LLM_CONFIG };
    for (const [name, text] of Object.entries(texts)) {
      expect(folder.read(`${DEV}/${name}`)).toBe(form(name === file ? text.replace(from, to) : text));
    }
    expect(readdirSync(folder.path(DEV)).sort()).toEqual(["account.yaml", "llm-config.yaml", "models.yaml"]);
  });

  test("add, then remove: as before; there and back: as before", async () => {
    const folder = workspace(form);
    const before = folder.output(DEV);
    const steps = [
      ["add", "gpt-5.4-nano"],
      ["remove", "gpt-5.4-nano", "--yes"],
      ["switch", "decision", "gpt-5.4-mini"],
      ["switch", "decision", "gpt-5.4"],
    ];
    for (const step of steps) expect(await inFolder(folder, ...step)).toMatchObject({ status: 0 });
    expect(folder.output(DEV)).toEqual(before);
  });
});

test("add fills an empty list, and what else is wrong with the files stays and stops nothing", async () => {
  const folder = workspace((text) => text, {
    "models.yaml": "version: 1\ndefaults: { capacity: 250 }\nmodels: [] # none yet\nextra: 1\n",
    "llm-config.yaml": "version: 1\nprovider: [\n",
  });
  expect(await inFolder(folder, "add", "gpt-5.4")).toMatchObject({ status: 0 });
  expect(folder.read(`${DEV}/models.yaml`)).toBe(
    'version: 1\ndefaults: { capacity: 250 }\nmodels: # none yet\n  - name: gpt-5.4\n    version: "2026-03-05"\nextra: 1\n',
  );
});

test("switch adds what is missing from the list, and says what is to be deployed first", async () => {
  const folder = workspace();
  const { status, stdout } = await inFolder(folder, "switch", "decision", "gpt-5.4-nano");
  expect(status).toBe(0);
  expect(folder.read(`${DEV}/models.yaml`)).toContain("  - name: gpt-5.4-nano\n");
  expect(folder.read(`${DEV}/llm-config.yaml`)).toContain("model: gpt-5.4-nano }");
  expect(stdout).toContain("after the merge: npx cdktf deploy foundry-dev: the plan has to say 1 to add");
  expect(stdout.indexOf("cdktf deploy foundry-dev")).toBeLessThan(stdout.indexOf("cdktf deploy llm-config-dev"));
  expect(stdout).toContain("\n  + create deployment gpt-5.4-nano");
});

test.each<[string[], number, string, Record<string, string>?]>([
  [["add", "gpt-54"], 1, "the catalogue has no model gpt-54\n  did you mean gpt-5.4?"],
  [["add", "nothing-like-it"], 1, "docs/runbooks/add-a-model.md"],
  [["add", "gpt-5.4"], 1, `gpt-5.4 is in ${DEV}/models.yaml already`],
  [["add", "gpt-5.4-nano", "--model-version", "0125"], 1, "no version 0125 of gpt-5.4-nano\n  it has 2026-03-17"],
  [["add", "gpt-5.4-nano", "--capacity", "0"], 2, "--capacity must be a whole number"],
  [["add"], 2, "add needs MODEL: npx aucert-foundry add MODEL"],
  [["switch", "decision"], 2, "switch needs MODEL: npx aucert-foundry switch LAYER MODEL"],
  [["switch", "decison", "gpt-5.4"], 1, "there is no layer decison\n  did you mean decision?"],
  [["switch", "decision", "gpt-5.4-mimi"], 1, "has gpt-5.4-mimi\n  did you mean gpt-5.4-mini?"],
  [["remove", "gpt-5.4", "--yes"], 1, "used by the layers code (fallback), decision\n"],
  [["remove", "gpt-5.4-nini", "--yes"], 1, "not in the model list\n  did you mean gpt-5.4-mini?"],
  [["remove", "gpt-5.4-mini"], 2, "give --yes when all of this is so:\n  llm-config is deployed"],
  [["add", "gpt-5.4-nano", "--env", "prod"], 2, "no environment prod"],
  // What the change itself would break is shown where it is.
  [["add", "embed-v-4-0"], 0, ""],
  [["switch", "decision", "embed-v-4-0"], 1, "the change would bring 1 error"],
  [["add", "gpt-5.4-nano"], 1, "missing-capacity", { "models.yaml": MODELS.replace("capacity: 250", "") }],
  [["add", "gpt-5.4-nano"], 1, `${DEV}/models.yaml cannot be read`, { "models.yaml": `${MODELS}\n\tx` }],
  [
    ["switch", "decision", "gpt-5.4-mini"],
    1,
    "layer decision cannot be read",
    { "llm-config.yaml": LLM_CONFIG.replace("{ stage: L4, model: gpt-5.4 }", "5") },
  ],
  [
    ["add", "gpt-5.4-nano"],
    1,
    "&x is used in several places",
    { "models.yaml": MODELS.replace("models:", "models: &x") },
  ],
])("%j: exit %d, %s", async (args, status, message, files = {}) => {
  const folder = workspace((text) => text, files);
  const before = folder.output(DEV);
  const result = await inFolder(folder, ...args);
  expect(result).toMatchObject({ status, stderr: expect.stringContaining(message) });
  if (status > 0) expect([result.stdout, folder.output(DEV)]).toEqual(["", before]);
});

test("a layer that calls the model already needs nothing", async () => {
  const folder = workspace();
  expect(await inFolder(folder, "switch", "decision", "gpt-5.4")).toEqual({
    status: 0,
    stdout: "nothing to do: layer decision calls gpt-5.4 already\n",
    stderr: "",
  });
});

test("--dry-run writes nothing, and git applies the patch", async () => {
  for (const [, form] of FORMS) {
    const folder = workspace(form);
    const before = folder.output(DEV);
    const { status, stdout } = await inFolder(folder, "switch", "decision", "gpt-5.4-nano", "--dry-run");
    expect([status, folder.output(DEV)]).toEqual([0, before]);
    folder.write({ patch: stdout });
    expect(run(folder.folder, "git", ["apply", "patch"])).toEqual({ status: 0, stdout: "", stderr: "" });
    const applied = folder.output(DEV);
    folder.write(
      Object.fromEntries(Object.entries(before).map(([name, text]) => [`${DEV}/${name}`, Buffer.from(text, "latin1")])),
    );
    await inFolder(folder, "switch", "decision", "gpt-5.4-nano");
    expect(folder.output(DEV)).toEqual(applied);
  }
});

test("--env is needed where there are several environments, and the other one stays as it is", async () => {
  const folder = Workspace.withProd();
  const before = folder.output("config/environments/prod");
  expect(await inFolder(folder, "add", "gpt-5.4-mini")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("one of dev, prod"),
  });
  expect(await inFolder(folder, "add", "gpt-5.4-mini", "--env", "dev")).toMatchObject({ status: 0 });
  expect(folder.output("config/environments/prod")).toEqual(before);
});

describe("what has to hold before a removal", () => {
  const quiet = (last: number) =>
    usageText(
      Array.from({ length: 10 }, (_, index) => ({
        day: `2026-11-${12 + index}`,
        deployment: "gpt-5.4-mini",
        requests: index === last ? 5 : 0,
      })),
    );

  test("is asked, and a no leaves everything as it is", async () => {
    const folder = workspace();
    const before = folder.output(DEV);
    const questions: string[] = [];
    const answering = (answer: boolean) => async (question: string) => {
      questions.push(question);
      return answer;
    };
    const args = ["remove", "gpt-5.4-mini"];
    expect(await cli(args, { cwd: folder.folder, ask: answering(false) })).toMatchObject({ status: 1, stdout: "" });
    expect(folder.output(DEV)).toEqual(before);
    expect(await cli(args, { cwd: folder.folder, ask: answering(true) })).toMatchObject({ status: 0 });
    expect(questions).toHaveLength(3);
  });

  test("usage says that nothing has called it", async () => {
    const folder = workspace((text) => text, { "usage.csv": quiet(0) });
    const { status, stderr } = await inFolder(folder, "remove", "gpt-5.4-mini", "--yes");
    expect([status, stderr]).toEqual([
      0,
      expect.stringContaining("known: nothing has called gpt-5.4-mini for 7 days (usage.csv has none"),
    ]);
  });

  test("usage says that something has, which no --yes answers", async () => {
    const folder = workspace((text) => text, { "usage.csv": quiet(8) });
    const { status, stderr } = await inFolder(folder, "remove", "gpt-5.4-mini", "--yes");
    expect([status, stderr]).toEqual([
      1,
      expect.stringContaining("usage.csv has calls on 2026-11-20: not before 2026-11-28"),
    ]);
  });
});

test("files are replaced at once: their mode stays, and a link is not followed", async () => {
  const folder = workspace();
  chmodSync(folder.path(`${DEV}/models.yaml`), 0o640);
  await inFolder(folder, "add", "gpt-5.4-nano");
  expect(statSync(folder.path(`${DEV}/models.yaml`)).mode & 0o777).toBe(0o640);
  folder.write({ "elsewhere.yaml": MODELS });
  folder.remove(`${DEV}/models.yaml`);
  symlinkSync(folder.path("elsewhere.yaml"), folder.path(`${DEV}/models.yaml`));
  expect(await inFolder(folder, "add", "gpt-5.4-nano")).toMatchObject({ status: 1, stdout: "" });
  expect(folder.read("elsewhere.yaml")).toBe(MODELS);
});

test("a file that changes while the command runs is left as it then is", async () => {
  const folder = workspace();
  const ask = async (): Promise<boolean> => {
    folder.edit(`${DEV}/models.yaml`, "# the list", "# my list");
    return true;
  };
  const edited = MODELS.replace("# the list", "# my list");
  const once = async (question: string): Promise<boolean> => question.includes("nothing has called") || ask();
  const { status, stderr } = await cli(["remove", "gpt-5.4-mini"], { cwd: folder.folder, ask: once });
  expect([status, stderr]).toEqual([1, expect.stringContaining(`${DEV}/models.yaml was changed while this ran`)]);
  expect(folder.read(`${DEV}/models.yaml`)).toBe(edited);
  expect(readdirSync(folder.path(DEV))).toHaveLength(3);
});
