/** `aucert-foundry overview` as a command: what it writes, where, and what it leaves alone. */
import { chmodSync, existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { runSynth } from "../../../tools/cli/run-synth";
import { cli, type CliResult } from "../../helpers/cli";
import { ACCOUNT, filesWith, LLM_CONFIG, MODELS } from "../../helpers/config";
import { Repository } from "../../helpers/repository";
import { ROOT, run, temporaryFolder, writeFiles } from "../../helpers/workspace";

const PAGES = "cdktf.out/overview";
const PATH = { PATH: process.env.PATH ?? "" };

/** A project with these environments. */
function project(...names: string[]): string {
  const folder = temporaryFolder();
  for (const name of names) environment(folder, name);
  return folder;
}

function environment(folder: string, name: string, changed: Record<string, string> = {}): void {
  const account = ACCOUNT.replace("aucert-test", `aucert-${name}`);
  const files = filesWith({ "account.yaml": account, ...changed }) as Record<string, string>;
  const paths = Object.entries(files).map(([file, text]) => [`config/environments/${name}/${file}`, text]);
  writeFiles(folder, Object.fromEntries(paths) as Record<string, string>);
}

const overview = (cwd: string, ...args: string[]): Promise<CliResult> => cli(["overview", ...args], { cwd, env: PATH });
const read = (folder: string, name: string): string => readFileSync(path.join(folder, name), "utf8");
const synth = (folder: string) => run(folder, process.execPath, [path.join(ROOT, "tools/aucert-foundry.cjs"), "synth"]);

test("writes a page for each environment and a list of them, the same bytes each time", async () => {
  const folder = project("dev", "prod");
  const first = await overview(folder);
  const pages = ["dev.html", "prod.html", "index.html"].map((name) => read(folder, `${PAGES}/${name}`));
  const second = await overview(folder);

  expect(first).toEqual({
    status: 0,
    stdout: `${PAGES}/dev.html\n${PAGES}/prod.html\n${PAGES}/index.html\n`,
    stderr: "",
  });
  expect(second).toEqual(first);
  expect(["dev.html", "prod.html", "index.html"].map((name) => read(folder, `${PAGES}/${name}`))).toEqual(pages);
  expect(readdirSync(path.join(folder, PAGES)).sort()).toEqual(["dev.html", "index.html", "prod.html"]);
  expect(readdirSync(folder).sort()).toEqual(["cdktf.out", "config"]);
});

test("synth writes beside the pages, and neither is in the other's way", async () => {
  const folder = project("dev");
  await overview(folder);
  const page = read(folder, `${PAGES}/dev.html`);

  expect(synth(folder)).toMatchObject({ status: 0, stderr: "" });
  expect(synth(folder)).toMatchObject({ status: 0 });
  expect(read(folder, `${PAGES}/dev.html`)).toBe(page);
  const stack = read(folder, "cdktf.out/stacks/foundry-dev/cdk.tf.json");
  expect((await overview(folder)).status).toBe(0);
  expect(read(folder, "cdktf.out/stacks/foundry-dev/cdk.tf.json")).toBe(stack);
});

test("the page of an environment that is gone goes, and with --env the others stay", async () => {
  const folder = project("dev", "prod");
  await overview(folder, "--out", "pages");
  run(folder, "rm", ["-r", "config/environments/prod"]);

  const one = await overview(folder, "--out", "pages", "--env", "dev");
  expect(one.stdout).toBe("pages/dev.html\n");
  expect(existsSync(path.join(folder, "pages/prod.html"))).toBe(true);

  await overview(folder, "--out", "pages");
  expect(readdirSync(path.join(folder, "pages")).sort()).toEqual(["dev.html", "index.html"]);
});

test("rejects a folder that cannot be made, and says why", async () => {
  const folder = project("dev");
  writeFiles(folder, { taken: "a file" });
  const { status, stdout, stderr } = await overview(folder, "--out", "taken/pages");

  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^cannot write .*taken.pages.dev\.html \(ENOTDIR\); nothing was written\n$/);
});

test("refuses to replace what another program wrote, and leaves it and the others", async () => {
  const folder = project("dev");
  writeFiles(folder, { "site/index.html": "<p>ours</p>", "site/other.html": "<p>other</p>" });
  const { status, stderr } = await overview(folder, "--out", "site");

  expect(status).toBe(2);
  expect(stderr).toMatch(/index\.html was not written by this command: name another folder with --out\n$/);
  expect(readdirSync(path.join(folder, "site")).sort()).toEqual(["index.html", "other.html"]);
});

test.each<readonly [string, Record<string, string>, RegExp]>([
  [
    "a mistake",
    { "models.yaml": MODELS.replace("gpt-5.4", "gpt-5.5x") },
    /error\[unknown-model\].*has to be right first/s,
  ],
  [
    "a policy",
    { "account.yaml": ACCOUNT.replace("  location", "  localAuth: true\n  location") },
    /local-auth-off.*has to be right first/s,
  ],
])("rejects a configuration that breaks %s, with what is wrong, and writes nothing", async (_, changed, reason) => {
  const folder = project();
  environment(folder, "dev", changed);
  const { status, stdout, stderr } = await overview(folder);

  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(reason);
  expect(existsSync(path.join(folder, "cdktf.out"))).toBe(false);
});

test("what synth says when it refuses reaches the reader", async () => {
  const surroundings = { cwd: project("dev"), env: PATH, programFolder: ROOT };

  await expect(
    runSynth(surroundings, ["prod"], "synth refuses this configuration, so there is no page", () => undefined),
  ).rejects.toThrow(/^synth refuses this configuration, so there is no page\n\nno environment prod; there are: dev$/);
});

test("a version that has retired is no reason to refuse: the page says it", async () => {
  const folder = project("dev");
  const { status } = await overview(folder, "--today", "2027-10-01");

  expect(status).toBe(0);
  expect(read(folder, `${PAGES}/dev.html`)).toContain("gpt-5.4 was retired on 2027-09-02: calls to it fail");
});

test("--open hands the page to the browser", async () => {
  const folder = project("dev");
  writeFiles(folder, { "bin/xdg-open": `#!/bin/sh\necho "$1" > "${folder}/opened"\n` });
  chmodSync(path.join(folder, "bin/xdg-open"), 0o755);
  await cli(["overview", "--open"], { cwd: folder, env: { PATH: `${folder}/bin:${PATH.PATH}` } });
  for (let waited = 0; waited < 100 && !existsSync(path.join(folder, "opened")); waited += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));

  expect(read(folder, "opened")).toBe(`${path.join(folder, PAGES, "dev.html")}\n`);
});

describe("what changed", () => {
  const page = async (folder: string): Promise<string> => {
    await overview(folder, "--out", "../pages");
    const text = read(folder, "../pages/dev.html")
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ");
    return text.slice(text.lastIndexOf("What changed"), text.lastIndexOf("What needs attention"));
  };

  test("is told from git, latest first, with what is not committed yet", async () => {
    const repository = Repository.withDev();
    repository.write("dev", { "models.yaml": `${MODELS}  - { name: DeepSeek-V3.2 }\n` });
    repository.commit();
    repository.write("dev", {
      "models.yaml": `${MODELS}  - { name: DeepSeek-V3.2 }\n`,
      "llm-config.yaml": LLM_CONFIG.replace("gpt-5.4", "DeepSeek-V3.2"),
    });
    const section = await page(repository.folder);

    expect(section).toMatch(
      /not committed yet changes in the files layer decision: gpt-5\.4 → DeepSeek-V3\.2 .*model DeepSeek-V3\.2 is added .*the environment begins, with 1 model and 1 layer/,
    );
  });

  test("in a shallow clone it says that older changes are not there, and invents none", async () => {
    const repository = Repository.withDev();
    repository.write("dev", { "models.yaml": MODELS.replace("250", "300") });
    repository.commit();
    repository.write("dev", { "models.yaml": MODELS.replace("250", "350") });
    repository.commit();
    const clone = path.join(temporaryFolder(), "clone");
    run(repository.folder, "git", ["clone", "--quiet", "--depth", "2", `file://${repository.folder}`, clone]);
    const section = await page(clone);

    expect(section).toContain("This copy of the repository is shallow");
    expect(section).toContain("capacity 300 → 350");
    expect(section).not.toMatch(/begins|capacity 250/);
  });

  test("outside a repository it is not known", async () => {
    expect(await page(project("dev"))).toContain("The past is not known here: git says: not a git repository");
  });
});
