import { cli } from "../../helpers/cli";
import { DEV, Workspace } from "../../helpers/workspace";

interface Row {
  readonly name: string;
  readonly version: string;
  readonly apis: readonly string[] | null;
  readonly inputUsdPerMTok: number | null;
  readonly offered: boolean | null;
  readonly listed: boolean;
  readonly retired: boolean;
}

const models = ({ folder }: Workspace, ...args: string[]) => cli(["models", ...args], { cwd: folder });

async function rows(workspace: Workspace, ...args: string[]): Promise<Row[]> {
  return (JSON.parse((await models(workspace, "--format", "json", ...args)).stdout) as { models: Row[] }).models;
}

test("models shows the catalogue with what the environment has of it, without what is retired", async () => {
  const workspace = new Workspace();
  const { status, stdout } = await models(workspace);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^model +version +publisher +API +in +out +stage +retires +westus +dev\n/);
  expect(stdout).toMatch(
    /^gpt-5\.4 +2026-03-05 +OpenAI +chat-completions, responses +2\.50 +15\.00 +GA +2027-09-02 +yes +listed$/m,
  );
  expect(stdout).toMatch(/^gpt-5\.4-mini .* yes$/m);
  expect(stdout).not.toMatch(/^DeepSeek-R1 /m);
  expect(stdout).toMatch(/\n\n\d+ versions; prices in USD per million tokens; \d+ retired versions not shown\n$/);
});

test("json has every version; what no source says is null", async () => {
  const all = await rows(new Workspace());
  expect(all.filter(({ listed }) => listed).map(({ name }) => name)).toEqual([
    "DeepSeek-V3.2",
    "Kimi-K2.6",
    "gpt-5.1-codex",
    "gpt-5.3-codex",
    "gpt-5.4",
  ]);
  expect(all.some(({ retired }) => retired)).toBe(true);
  expect(all.find(({ name }) => name === "computer-use-preview")).toMatchObject({
    inputUsdPerMTok: null,
    offered: false,
  });
});

test("--api keeps what speaks it, --today retires what has its day behind it, and the version that is listed counts", async () => {
  const workspace = new Workspace();
  workspace.edit(`${DEV}/models.yaml`, /- name: gpt-5.4.*\n.*\n/, '- name: gpt-4o\n    version: "2024-08-06"\n');
  const responses = await rows(workspace, "--api", "responses");
  expect(responses.every(({ apis }) => apis?.includes("responses"))).toBe(true);
  expect(responses.filter((one) => one.name === "gpt-4o" && one.listed).map(({ version }) => version)).toEqual([
    "2024-08-06",
  ]);
  expect((await models(workspace, "--today", "2027-09-02")).stdout).not.toMatch(/^gpt-5\.4 /m);
});

test.each([
  [["--api", "response"], 2, "did you mean responses?"],
  [["--env", "prod"], 2, "no environment prod"],
])("%j: exit %d, %s", async (args, status, message) => {
  expect(await models(new Workspace(), ...args)).toEqual({
    status,
    stdout: "",
    stderr: expect.stringContaining(message),
  });
});
