/** A slip in the catalogue is shown with its line before anything runs. */
import { cpSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { catalogProblems } from "../../tools/check-catalog";
import { ROOT, run, temporaryFolder, writeFiles } from "../helpers/workspace";

const MODELS = "config/catalog/models.yaml";
const committed = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");

/** What is wrong when a text of the committed catalogue is replaced. */
function problemsWith(file: string, from: string | RegExp, to: string): string {
  expect(committed(file).replace(from, to)).not.toBe(committed(file));
  return catalogProblems((name) => (name === file ? committed(name).replace(from, to) : committed(name)));
}

test("nothing is wrong with the committed catalogue", () => {
  expect(catalogProblems(committed)).toBe("");
});

test.each([
  [MODELS, /- name: gpt-5.4$/m, "- nme: gpt-5.4", "nme is not a key of models[", "did you mean name?"],
  [MODELS, /^version: 1$/m, "version: 9", "version must be 1, the version of this file format, not 9", ""],
  [MODELS, /retirement: .*/, "retirement: 2026-08-32", 'must be a day as YYYY-MM-DD, in quotes or not, not "2026-', ""],
  [MODELS, /lifecycle: GA/, "lifecycle: Ga", "must be one of GA, Preview, Legacy, Deprecated, Retired", ""],
  [MODELS, /^models:$/m, "models: [", "not valid YAML", ""],
  ["config/catalog/limits.yaml", /tier1: \d+/, "tier1: 0", "tier1 must be a whole number above 0, not 0", ""],
  ["config/catalog/regions.yaml", /name: westus,/, "name: West US,", "such as westus, not", ""],
  [
    "config/catalog/prices.yaml",
    /input: [\d.]+/,
    "input: -1",
    "must be USD per million tokens, at least 0, not -1",
    "",
  ],
])("in %s, %s as %s", (file, from, to, message, help) => {
  const problems = problemsWith(file, from, to);
  const line = committed(file).slice(0, committed(file).search(from)).split("\n").length;

  expect(problems).toContain(message);
  expect(problems).toContain(help);
  if (message !== "not valid YAML") expect(problems).toContain(`--> ${file}:${line}:`);
});

test("a command says so in place of starting, with exit code 2", () => {
  const folder = temporaryFolder();
  for (const name of ["config", "tools"]) cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  mkdirSync(path.join(folder, "node_modules"));
  for (const name of ["esbuild", "yaml", "zod"]) {
    symlinkSync(path.join(ROOT, "node_modules", name), path.join(folder, "node_modules", name), "dir");
  }
  writeFiles(folder, { [MODELS]: committed(MODELS).replace("lifecycle: GA", "lifecycle: Ga") });

  const { status, stdout, stderr } = run(folder, process.execPath, [
    "tools/build/run.cjs",
    "tools/cli/bin/validate.ts",
  ]);

  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(
    /^could not start tools\/cli\/bin\/validate\.ts: the catalogue has mistakes\n\nerror\[wrong-type\]: models\[\d+\]/,
  );
});
