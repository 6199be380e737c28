/** What a command takes along when it starts. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import packageJson from "../../package.json";
import { COMMANDS } from "../helpers/cli";
import { CACHE } from "../helpers/project";
import { ROOT, run } from "../helpers/workspace";

const entryOf = (command: string): string => `tools/cli/bin/${command}.ts`;

function start(command: string, ...args: string[]) {
  return run(ROOT, process.execPath, ["tools/build/run.cjs", entryOf(command), ...args]);
}

/** What the command's bundle was made of. */
function sourcesOf(command: string): string[] {
  start(command, "--help");
  const [head = ""] = readFileSync(path.join(ROOT, CACHE, `${entryOf(command)}.cjs`), "utf8").split("\n", 1);
  const { inputs } = JSON.parse(head.slice("//".length)) as { inputs: Record<string, unknown> };
  return Object.keys(inputs);
}

// `explain` is a command of the program `aucert-foundry` alone: what people look up they look up by hand.
const SCRIPTS = COMMANDS.map(({ name }) => name).filter((name) => name !== "explain");

test.each(SCRIPTS)("npm run %s starts its own entry point", (name) => {
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

test("no command but those that show them takes the explanations of findings along", () => {
  const carrying = COMMANDS.map(({ name }) => name).filter((name) =>
    sourcesOf(name).some((file) => file.startsWith("config/findings/explanations/")),
  );
  expect(carrying).toEqual(["validate", "explain"]);
});
