/** What a command takes along when it starts. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import packageJson from "../../package.json";
import { COMMANDS } from "../helpers/cli";
import { FIXTURES } from "../helpers/stack";
import { ROOT, run, temporaryFolder, writeFiles } from "../helpers/workspace";

const entryOf = (command: string): string => `tools/cli/bin/${command}.ts`;

const TODAY = ["--today", "2026-11-22"];
const CONFIG = { FOUNDRY_CONFIG_DIR: FIXTURES };

function start(command: string, ...args: string[]) {
  return run(ROOT, process.execPath, ["tools/build/run.cjs", entryOf(command), ...args], CONFIG);
}

/** What the command's bundle was made of. */
function sourcesOf(command: string): string[] {
  start(command, "--help");
  const stamp = path.join(ROOT, `node_modules/.cache/aucert-foundry/tools-cli-bin-${command}-ts.stamp`);
  const [header = ""] = readFileSync(stamp, "utf8").split("\n", 1);
  const { inputs } = JSON.parse(header) as { inputs: [string, unknown][] };
  return inputs.map(([file]) => file);
}

test.each(COMMANDS.map(({ name }) => name))("npm run %s starts its own entry point", (name) => {
  const scripts: Readonly<Record<string, string>> = packageJson.scripts;
  expect(scripts[name]).toBe(`node tools/build/run.cjs ${entryOf(name)}`);
  const { status, stdout } = start(name, "--help");
  expect([status, stdout.split("\n")[2]]).toEqual([0, expect.stringContaining(`npm run ${name} --`)]);
});

test("a command takes along only what it imports: validate no prices, cost no review", () => {
  const [validate, cost] = [sourcesOf("validate"), sourcesOf("cost")];
  expect(validate).toContain("config/catalog/models.yaml");
  expect(validate.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  expect(validate).not.toContain("config/catalog/prices.yaml");
  expect(cost).toContain("config/catalog/prices.yaml");
  expect(cost.filter((file) => file.startsWith("tools/review/"))).toEqual([]);
});

test.each([
  ["validate", "a pipe", ""],
  ["validate", "the null device", "> /dev/null"],
  ["cost", "a pipe", ""],
])("%s, into %s, loads none of node's slow modules", (name, _, redirection) => {
  const folder = temporaryFolder();
  writeFiles(folder, {
    "loaded.cjs": `process.on("exit", () => require("fs").writeFileSync(process.env.LOADED, process.moduleLoadList.join("\\n")));`,
  });
  const loaded = path.join(folder, "loaded");
  const hook = path.join(folder, "loaded.cjs");
  // The first run may have to bundle, which loads all sorts of things.
  expect(start(name, ...TODAY).status).toBe(0);
  const command = `'${process.execPath}' --require '${hook}' tools/build/run.cjs ${entryOf(name)} ${TODAY.join(" ")}`;

  const { status } = run(ROOT, "sh", ["-c", `${command} ${redirection}`], { ...CONFIG, LOADED: loaded });

  expect(status).toBe(0);
  const modules = readFileSync(loaded, "utf8").split("\n");
  expect(modules).toContain("NativeModule vm");
  expect(modules.filter((module) => /^NativeModule (crypto|net|stream|tty|child_process)$/.test(module))).toEqual([]);
});
