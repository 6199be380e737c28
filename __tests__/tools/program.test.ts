/** The program as people start it: by npx, by npm, by its path. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { ToolError } from "../../config/findings/diagnostic";
import packageJson from "../../package.json";
import { COMMAND_GROUPS } from "../../tools/cli/commands";
import { help } from "../../tools/cli/help";
import { cli, COMMANDS as ALL } from "../helpers/cli";
import { ROOT, run, type Run, temporaryFolder, Workspace, writeFiles } from "../helpers/workspace";

const PROGRAM = "tools/aucert-foundry.cjs";
const SCRIPTS: Readonly<Record<string, string>> = packageJson.scripts;
/** `terraform:validate` is an npm script alone. */
const COMMANDS = ALL.filter(({ name }) => !name.includes(":"));
const LISTED = COMMAND_GROUPS.flatMap(({ commands }) => commands);
/** npm with a home of its own, and a registry where nothing listens: a request for a package fails. */
const npm = (folder: string, program: "npm" | "npx", ...args: string[]): Run =>
  run(folder, program, args, {
    HOME: temporaryFolder(),
    npm_config_registry: "http://127.0.0.1:9/",
    npm_config_update_notifier: "false",
  });

function program(...args: string[]): Run {
  return run(ROOT, process.execPath, [PROGRAM, ...args]);
}

/** The project's own files that a command's bundle is made of. */
async function sourcesOf(...commands: string[]): Promise<string[][]> {
  const entries = commands.map((name) => `tools/cli/bin/${name}.ts`);
  const { metafile } = await build({
    ...{ absWorkingDir: ROOT, entryPoints: entries, outdir: "bundles", loader: { ".yaml": "text" } },
    ...{ bundle: true, write: false, metafile: true, platform: "node", packages: "external" },
  });
  return entries.map((entry) => {
    const found = new Set([entry]);
    for (const file of found) for (const { path: next } of metafile.inputs[file]?.imports ?? []) found.add(next);
    return [...found];
  });
}

test("npx finds the program in every folder of the checkout, and asks no registry", () => {
  expect(packageJson.bin).toEqual({ "aucert-foundry": PROGRAM });
  expect(statSync(path.join(ROOT, PROGRAM)).mode & 0o100).toBe(0o100);
  // A package.json or node_modules of its own would make npx look for the program there.
  const folders = [".github", "__tests__", "config", "constructs", "docs", "policies", "stacks", "tools"];
  const names = folders.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" }),
  );
  expect(names.filter((name) => ["package.json", "node_modules"].includes(path.basename(name)))).toEqual([]);
  const { status, stdout } = npm(path.join(ROOT, "docs/runbooks"), "npx", "aucert-foundry", "--version");
  expect([status, stdout]).toEqual([
    0,
    expect.stringMatching(/^aucert-foundry \d+\.\d+\.\d+, catalogue of \d{4}-\d\d-\d\d\n$/),
  ]);
});

test("alone it shows all commands in groups, with a line each", () => {
  const { status, stdout, stderr } = program();
  expect([status, stderr]).toEqual([0, ""]);
  for (const { title } of COMMAND_GROUPS) expect(stdout).toContain(`\n\n${title}\n  `);
  for (const { name, summary } of LISTED) expect(stdout).toMatch(new RegExp(`\n  ${name} +${summary.slice(0, 20)}`));
  for (const word of ["help", "--help", "-h"]) expect([word, help([word])]).toEqual([word, stdout]);
});

const ALL_COMMANDS = "\nnpx aucert-foundry shows all commands";

test.each([
  [["valdate"], `there is no command valdate; did you mean validate?${ALL_COMMANDS}`],
  [["../x"], `there is no command ../x${ALL_COMMANDS}`],
  [["terraform-validate"], `there is no command terraform-validate${ALL_COMMANDS}`],
  [["accept"], `there is no command accept: it is \`npm run accept\`${ALL_COMMANDS}`],
  [["help", "synth", "x"], 'unexpected argument "x"'],
])("%j is refused", (args, message) => {
  expect(program(...args)).toEqual({ status: 2, stdout: "", stderr: `${message}\n` });
});

test.each([
  [["help", "valdate"], `there is no command valdate; did you mean validate?${ALL_COMMANDS}`],
  [["--verison"], `there is no option --verison; did you mean --version?${ALL_COMMANDS}`],
  [
    ["help", "terraform:validate"],
    `there is no command terraform:validate: it is \`npm run terraform:validate\`${ALL_COMMANDS}`,
  ],
  [["--version", "x"], 'unexpected argument "x"'],
])("%j is a mistake, too", (args, message) => {
  expect(() => help(args)).toThrow(new ToolError("arguments", message));
});

test("every entry point is a command that the help lists", () => {
  const entries = readdirSync(path.join(ROOT, "tools/cli/bin")).map((file) => path.basename(file, ".ts"));
  const others = ["accept", "help", "terraform-validate"];
  expect([...entries, "synth"].sort()).toEqual([...LISTED.map(({ name }) => name), ...others].sort());
});

test.each(COMMANDS.map(({ name }) => name))("%s --help, %s -h and help %s show the same", async (name) => {
  const shown = await cli([name, "--help"]);
  expect(shown).toMatchObject({ status: 0, stdout: expect.stringContaining(`\nnpx aucert-foundry ${name} [options]`) });
  expect(await cli([name, "-h"])).toEqual(shown);
  expect(help(["help", name])).toBe(shown.stdout);
});

test("the npm scripts are the same program", () => {
  const names = ["synth", "validate", "review", "cost", "preflight", "smoke", "schemas", "bench"];
  expect(names.map((name) => SCRIPTS[name])).toEqual(names.map((name) => `node ${PROGRAM} ${name}`));
});

test("a command takes along only what it imports: validate no prices, cost no review, neither cdktf", async () => {
  const [validate = [], cost = []] = await sourcesOf("validate", "cost");
  expect(validate).toContain("config/catalog/models.yaml");
  expect(validate).not.toContain("config/catalog/prices.yaml");
  expect(cost).toContain("config/catalog/prices.yaml");
  expect(cost.filter((file) => file.startsWith("tools/review/"))).toEqual([]);
  // What imports cdktf.
  expect([...validate, ...cost].filter((file) => /^(constructs|stacks)\//.test(file))).toEqual([]);
});

describe("an option that npm has taken for its own stops a command before it does anything", () => {
  test.each([
    [["review"], { npm_config_fail_on: "outage" }, "npm run review -- --fail-on outage"],
    [["review", "outage", "main"], { npm_config_fail_on: "true" }, "npm run review -- --fail-on outage main"],
    [["review"], { npm_config_failon: "outage" }, "npm run review -- --fail-on outage"],
    [["smoke"], { npm_config_dryrun: "true" }, "npm run smoke -- --dry-run"],
    // Of two bare options nobody knows whose the words were.
    [
      ["cost", "50", "dev"],
      { npm_config_max_monthly: "true", npm_config_env: "true" },
      "npm run cost -- --max-monthly USD --env NAME",
    ],
    [["preflight"], { npm_config_from: "a b.json" }, "npm run preflight -- --from 'a b.json'"],
    [["cost"], { npm_config_layer: "a=b\n\nc=d" }, "npm run cost -- --layer a=b --layer c=d"],
    [["cost"], { npm_config_max_monthly: "50" }, "npm run cost -- --max-monthly 50"],
    [["cost"], { npm_config_max_monthly: "true" }, "npm run cost -- --max-monthly USD"],
    [["smoke"], { npm_config_dry_run: "true" }, "npm run smoke -- --dry-run"],
    [["smoke", "--env", "dev"], { npm_config_dry_run: "true" }, "npm run smoke -- --dry-run --env dev"],
    [["schemas"], { npm_config_dry_run: "true" }, "npm run schemas -- --dry-run"],
  ])("%j with %j", async ([name = "", ...args], taken, line) => {
    // Without a configuration: what ran would complain of that.
    const inFolder = { cwd: temporaryFolder() };
    for (const npm_command of ["run", "run-script"]) {
      const { status, stdout, stderr } = await cli([name, ...args], { ...inFolder, env: { npm_command, ...taken } });
      expect([status, stdout]).toEqual([2, ""]);
      expect(stderr).toBe(`npm took an option of ${name} for its own, so nothing was done; write\n  ${line}\n`);
    }
    const byNpx = await cli([name, ...args], { ...inFolder, env: { npm_command: "exec", ...taken } });
    expect(byNpx.stderr).toContain(`\n  ${line.replace("npm run", "npx aucert-foundry").replace(" -- ", " ")}\n`);
  });

  test("but not one that has reached the command as well", async () => {
    const env = { npm_command: "exec", npm_config_dry_run: "true" };
    expect((await cli(["schemas", "--dry-run"], { env })).status).toBe(0);
  });

  test("but not what npm says to others, nor --yes, nor an empty value", async () => {
    const env = { npm_command: "test", npm_config_dry_run: "true" };
    expect((await cli(["schemas", "--dry-run"], { env })).status).toBe(0);
    expect((await cli(["schemas", "--dry-run"], { env: { npm_command: "run", npm_config_dry_run: "" } })).status).toBe(
      0,
    );
  });

  test("really, under npm", () => {
    const { status, stderr } = npm(ROOT, "npm", "run", "--silent", "smoke", "--dry-run");
    expect([status, stderr]).toEqual([2, expect.stringContaining("write\n  npm run smoke -- --dry-run\n")]);
  });

  test("and those that leave no trace stand in the README", () => {
    const folder = temporaryFolder();
    const script = `node -p "JSON.stringify(process.env)"`;
    writeFiles(folder, { "package.json": JSON.stringify({ name: "x", scripts: { probe: script } }) });
    const options = [...new Set(LISTED.flatMap(({ options }) => Object.keys(options)))];
    const { stdout } = npm(folder, "npm", "run", "--silent", "probe", ...options.map((name) => `--${name}=x`));
    const env = JSON.parse(stdout.slice(stdout.indexOf("{"))) as Record<string, string>;
    const lost = options.filter((name) => !env[`npm_config_${name.replaceAll("-", "_")}`]);
    const [sentence = ""] =
      /npm keeps .* without a trace/.exec(readFileSync(path.join(ROOT, "README.md"), "utf8")) ?? [];
    expect(sentence.match(/--[a-z-]+/g)).toEqual(lost.map((name) => `--${name}`).sort());
  });
});

test("npm runs a script in the root; a path that is given starts where one stands", () => {
  const workspace = new Workspace({ "cdktf.json": "{}", "package.json": "{}", "docs/x": "" });
  const environment = { npm_package_json: workspace.path("package.json"), INIT_CWD: workspace.path("docs") };
  expect(workspace.synth({ ...environment, CDKTF_OUTDIR: "out" }).status).toBe(0);
  expect(readdirSync(workspace.path("docs")).sort()).toEqual(["out", "x"]);
  expect(workspace.synth(environment).stdout).toContain("5 files in ../cdktf.out\n");
  expect(existsSync(workspace.path("cdktf.out/manifest.json"))).toBe(true);
});

test("only the commands that show explanations of findings take them along", async () => {
  const names = COMMANDS.map(({ name }) => name);
  const sources = await sourcesOf(...names);
  const isCarrying = (_: string, index: number) =>
    sources[index]?.some((file) => file.startsWith("config/findings/explanations/"));
  expect(names.filter(isCarrying)).toEqual(["validate", "explain", "schemas"]);
});
