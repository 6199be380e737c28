/** Bad input gets findings, no stack trace, and no change to the output of an earlier synth. */
import { synthIn } from "./helpers/synth";
import { DEV, modelList, routing, type Run, temporaryFolder, type Tree, Workspace } from "./helpers/workspace";

const ACCOUNT = `${DEV}/account.yaml`;
const MODELS = `${DEV}/models.yaml`;
const LLM_CONFIG = `${DEV}/llm-config.yaml`;

const workspace = new Workspace();

/** What stands in the output folder before each run. */
let expected: Tree;

beforeAll(async () => {
  expect(await synthIn(workspace)).toMatchObject({ status: 0, stderr: "" });
  expected = workspace.output();
});
beforeEach(() => workspace.reset());

/** A synth that has to fail, without a trace of the code and without touching the output. */
async function failing(env: Record<string, string> = {}): Promise<Run> {
  const result = await synthIn(workspace, env);
  expect(result.stdout).toBe("");
  expect(result.stderr).not.toMatch(/^ {4}at /m);
  expect(workspace.output()).toEqual(expected);
  return result;
}

/** Codes and places of all errors, and the last line. */
function findings({ stderr }: Run): string[] {
  const found = [...stderr.matchAll(/^error\[(.+?)\]: .*\n *--> (.+)$/gm)].map(([, code, place]) => `${code} ${place}`);
  return [...found, stderr.trimEnd().split("\n").at(-1) ?? ""];
}

const stopped = (errors: string): unknown => expect.stringMatching(new RegExp(`^nothing written: ${errors}(,|$)`));

test("fails when two deployments meet at one address, and names both", async () => {
  workspace.write({ [MODELS]: modelList("a.b", "a_b"), [LLM_CONFIG]: routing("a.b") });

  const result = await failing();

  expect(result.status).toBe(1);
  expect(findings(result)).toEqual([`address-collision ${MODELS}:5:13`, stopped("1 error")]);
  expect(result.stderr).toContain("a.b and a_b meet at one Terraform address, azurerm_cognitive_deployment.a_b\n");
});

test.each<[string, () => void, string[]]>([
  [
    "the model list is empty",
    () => workspace.write({ [MODELS]: "version: 1\nmodels: []\n" }),
    [`empty-list ${MODELS}:2:1`],
  ],
  ["a file is missing", () => workspace.remove(MODELS), [`missing-file ${MODELS}:1:1`]],
  [
    "a folder stands where a file belongs",
    () => {
      workspace.remove(LLM_CONFIG);
      workspace.write({ [`${LLM_CONFIG}/x`]: "" });
    },
    [`not-a-file ${LLM_CONFIG}:1:1`],
  ],
  [
    "a file is not UTF-8",
    () => workspace.write({ [MODELS]: Buffer.from(`${workspace.read(MODELS)}# caf\u00e9\n`, "latin1") }),
    [`not-utf8 ${MODELS}:1:1`],
  ],
  [
    "a file is UTF-16 without a byte order mark",
    () => workspace.write({ [MODELS]: Buffer.from(workspace.read(MODELS), "utf16le") }),
    [`not-utf8 ${MODELS}:1:1`],
  ],
  [
    "a control character stands in a name",
    () => workspace.write({ [MODELS]: modelList("gpt\u0000-5.4") }),
    [`yaml-syntax ${MODELS}:4:16`],
  ],
  [
    "ten thousand lists stand in each other",
    () => workspace.write({ [MODELS]: `version: 1\nmodels:\n  ${"- ".repeat(10_000)}\n` }),
    [`yaml-syntax ${MODELS}:3:203`],
  ],
  [
    "a file is a symbolic link to itself",
    () => {
      workspace.remove(MODELS);
      workspace.link(MODELS, "models.yaml");
    },
    [`not-a-file ${MODELS}:1:1`],
  ],
  [
    "an environment is a symbolic link to itself",
    () => workspace.link("config/environments/prod", "prod"),
    ["not-a-file config/environments/prod:1:1"],
  ],
  [
    "a blank is missing after a colon, with a comment behind",
    () => workspace.edit(MODELS, "- name: gpt-5.4 #", "- name:gpt-5.4 #"),
    [`yaml-syntax ${MODELS}:26:5`],
  ],
  [
    "a letter of a layer's model only looks right",
    () => workspace.edit(LLM_CONFIG, "model: gpt-5.4 }", "model: g\u0440t-5.4 }"),
    [`unknown-deployment ${LLM_CONFIG}:11:33`],
  ],
  [
    "a section is a word",
    () => workspace.edit(ACCOUNT, "\naks:", "\nidentity: on\naks:"),
    [`wrong-type ${ACCOUNT}:16:11`],
  ],
  ["a lock is true", () => workspace.edit(ACCOUNT, "\naks:", "\nlock: true\naks:"), [`wrong-type ${ACCOUNT}:16:7`]],
  [
    "a merge key is used",
    () => workspace.edit(MODELS, '    version: "1"', '    <<: *x\n    version: "1"'),
    [`unknown-key ${MODELS}:21:5`],
  ],
  [
    "a layer has a list of models",
    () => workspace.edit(LLM_CONFIG, "model: gpt-5.4 }", "model: [gpt-5.4, Kimi-K2.6] }"),
    [`wrong-type ${LLM_CONFIG}:11:33`],
  ],
  [
    "a policy forbids what the configuration says",
    () => workspace.edit(ACCOUNT, "localAuth: false", "localAuth: true"),
    [`policy-violation ${ACCOUNT}:10:14`],
  ],
  [
    "a key is given twice",
    () => workspace.write({ [LLM_CONFIG]: `${routing("gpt-5.4")}provider: foundry\n` }),
    [`duplicate-key ${LLM_CONFIG}:5:1`],
  ],
  [
    "a layer's model is not listed",
    () => workspace.write({ [LLM_CONFIG]: routing("gpt-17") }),
    [`unknown-deployment ${LLM_CONFIG}:4:33`],
  ],
  [
    "a layer's model is not listed, in a file with byte order mark and Windows line ends",
    () => workspace.write({ [LLM_CONFIG]: `\ufeff${routing("gpt-17").replace(/\n/g, "\r\n")}` }),
    [`unknown-deployment ${LLM_CONFIG}:4:33`],
  ],
  [
    "a byte order mark stands before the first key of a broken file",
    () => workspace.write({ [LLM_CONFIG]: "\ufeffversion: 2\n" + routing("gpt-5.4").slice("version: 1\n".length) }),
    [`wrong-type ${LLM_CONFIG}:1:10`],
  ],
])("fails when %s", async (_, spoil, places) => {
  spoil();

  const result = await failing();

  expect(result.status).toBe(1);
  expect(findings(result)).toEqual([...places, stopped("1 error")]);
});

test("fails with all findings at once, sorted by place", async () => {
  workspace.write({
    [LLM_CONFIG]: routing("gpt-5.4").replace("L4", "four"),
    [MODELS]: modelList("gpt-5.4", "gpt 5.4").replace("capacity: 1", "capacity: 0"),
  });

  const result = await failing();

  expect(result.status).toBe(1);
  expect(findings(result)).toEqual([
    `layer-stage ${LLM_CONFIG}:4:22`,
    `capacity ${MODELS}:2:23`,
    `deployment-name ${MODELS}:5:13`,
    stopped("3 errors"),
  ]);
});

test.each([
  ["folder is missing", "nowhere", "cannot read the configuration folder nowhere (ENOENT): "],
  ["folder is a file", MODELS, `cannot read the configuration folder ${MODELS} (ENOTDIR): `],
  ["folder is empty", "cdktf.out", "no environment in "],
])("fails with one sentence and exit code 2 when the configuration %s", async (_, folder, sentence) => {
  const dir = folder === "cdktf.out" ? temporaryFolder() : folder;

  const result = await failing({ FOUNDRY_CONFIG_DIR: dir });

  expect(result.status).toBe(2);
  expect(result.stderr.startsWith(sentence)).toBe(true);
  expect(result.stderr.trimEnd().split("\n")).toHaveLength(1);
});

test("fails with exit code 2 when the output cannot be written", async () => {
  const blocked = new Workspace({ "cdktf.out": "a file" });

  const { status, stderr } = await synthIn(blocked);

  expect(status).toBe(2);
  expect(stderr).toMatch(/^cannot write to cdktf\.out: .+\n$/);
  expect(blocked.read("cdktf.out")).toBe("a file");
});

test("fails when the configuration breaks a policy, and shows every violation at its line", async () => {
  workspace.edit(`${DEV}/account.yaml`, "localAuth: false", "localAuth: true");
  workspace.edit(`${DEV}/account.yaml`, "preventDestroy: true", "preventDestroy: false");

  const { status, stderr } = await failing();

  expect(status).toBe(1);
  expect(stderr.match(/^(error.*| *-->.*|nothing.*)$/gm)).toEqual([
    "error[policy-violation]: API keys are allowed, and Terraform reads them into state: synth refuses it by policy local-auth-off",
    expect.stringMatching(/^ +--> config\/environments\/dev\/account\.yaml:\d+:14$/),
    "error[policy-violation]: nothing keeps Terraform from destroying the account with every deployment: synth refuses it by policy prevent-destroy",
    expect.stringMatching(/^ +--> config\/environments\/dev\/account\.yaml:\d+:19$/),
    "nothing written: 2 errors, 1 warning, 1 note",
  ]);
});

test("goes on when somebody answers for it, and says so", async () => {
  const waived = new Workspace();
  const account = waived.read(`${DEV}/account.yaml`).replace("localAuth: false", "localAuth: true");
  const waiver = (rule: string) =>
    `    - { rule: ${rule}, address: azurerm_cognitive_account.foundry, reason: migration, until: 2027-01-31 }\n`;
  waived.write({
    [`${DEV}/account.yaml`]: `${account}policy:\n  waivers:\n${waiver("local-auth-off")}${waiver("no-network")}`,
  });

  const { status, stdout } = await synthIn(waived);

  expect(status).toBe(0);
  expect(stdout).toContain(
    "1 policy violation waived: policy-report.json has the reasons\n" +
      "unused waiver of no-network for azurerm_cognitive_account.foundry (foundry-dev, llm-config-dev): remove it\n",
  );
  expect(JSON.parse(waived.read("cdktf.out/policy-report.json"))).toMatchObject({
    violations: [],
    waived: [{ rule: "local-auth-off", reason: "migration", until: "2027-01-31" }],
  });
});
