/** A slip in the catalogue is shown with its line before anything runs. */
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { ParsedTexts } from "../../config/files/syntax";
import { catalogProblems } from "../../tools/check-catalog";
import { copyOfProject } from "../helpers/project";
import { ROOT, run, type Run, writeFiles } from "../helpers/workspace";

const MODELS = "config/catalog/models.yaml";
const committed = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");

/** What is wrong when a text of the committed catalogue is replaced. */
function problemsWith(file: string, from: string | RegExp, to: string): string {
  expect(committed(file).replace(from, to)).not.toBe(committed(file));
  const read = (name: string): string => (name === file ? committed(name).replace(from, to) : committed(name));
  return catalogProblems(read, parsed);
}

/** The committed files, which most tests leave as they are. */
const parsed = new ParsedTexts();

test("nothing is wrong with the committed catalogue", () => {
  expect(catalogProblems(committed)).toBe("");
});

const LIMITS = "config/catalog/limits.yaml";
const REGIONS = "config/catalog/regions.yaml";
const PRICES = "config/catalog/prices.yaml";

test.each<[string, RegExp, string, string]>([
  [MODELS, /- name: gpt-5.4$/m, "- nme: gpt-5.4", "nme is not a key of models[62]"],
  [MODELS, /^version: 1$/m, "version: 9", "version must be 1, the version of this file format, not 9"],
  [
    MODELS,
    /retirement: .*/,
    "retirement: 2026-08-32",
    'must be a day as YYYY-MM-DD, in quotes or not, not "2026-08-32"',
  ],
  [MODELS, /lifecycle: GA/, "lifecycle: Ga", "must be one of GA, Preview, Legacy, Deprecated, Retired, not"],
  [MODELS, /^ {2}[a-z0-9-]+:$/m, "  Bad_Id:", "the key Bad_Id of sources must be the id of a source"],
  [LIMITS, /tier1: \d+/, "tier1: 0", "tier1 must be a whole number above 0, not 0"],
  [REGIONS, /name: westus,/, "name: West US,", "such as westus, not"],
  [PRICES, /input: [\d.]+/, "input: -1", "must be a number of USD per million tokens, at least 0, not -1"],
])("in %s, %s as %s", (file, from, to, message) => {
  const problems = problemsWith(file, from, to);
  const line = committed(file).slice(0, committed(file).search(from)).split("\n").length;

  expect(problems).toContain(message);
  expect(problems).toContain(`--> ${file}:${line}:`);
});

test.each<[string, RegExp, string, string]>([
  [MODELS, /- name: gpt-5.4$/m, "- nme: gpt-5.4", "did you mean name?"],
  [MODELS, /sources: \{ format: /, "sources: { fromat: ", "did you mean format?"],
  [PRICES, /input: ([\d.]+)/, 'input: "1.5"', "remove the quotes"],
])("in %s, %s as %s has a fix", (file, from, to, help) => {
  expect(problemsWith(file, from, to)).toContain(`= help: ${help}\n`);
});

test.each<[string, RegExp, string, RegExp]>([
  [MODELS, /^models:$/m, "models: [", /^error\[yaml-syntax\]: .*\n +--> config\/catalog\/models\.yaml:\d+:\d+\n/],
  [MODELS, /[^]*/, "", /^error\[wrong-type\]: the file must be a mapping, but is empty\n.*:1:1\n/],
  [
    MODELS,
    /^models:[^]*/m,
    "models: []\n",
    /^error\[wrong-type\]: models must be a list of at least one, but is empty\n/,
  ],
])("%s with %s as %j", (file, from, to, problem) => {
  expect(problemsWith(file, from, to)).toMatch(problem);
});

/** What stands for a command: any entry point is held up by the catalogue. */
const ENTRY = { "entry.ts": `console.log("started");` };
const STARTED: Run = { status: 0, stdout: "started\n", stderr: "" };

function start(folder: string): Run {
  return run(folder, process.execPath, ["tools/build/run.cjs", "entry.ts"]);
}

test("a command says so in place of starting, with exit code 2", () => {
  const folder = copyOfProject();
  writeFiles(folder, { ...ENTRY, [MODELS]: committed(MODELS).replace("lifecycle: GA", "lifecycle: Ga") });
  const { status, stdout, stderr } = start(folder);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(
    /^could not start entry\.ts: the catalogue has mistakes\n\nerror\[wrong-type\]: models\[\d+\]/,
  );

  writeFiles(folder, { [MODELS]: committed(MODELS) });
  expect(start(folder)).toEqual(STARTED);

  rmSync(path.join(folder, PRICES));
  writeFiles(folder, { "entry.ts": "" });
  expect(start(folder).stderr).toBe(
    `could not start entry.ts: the catalogue's file ${PRICES} cannot be read (ENOENT)\n`,
  );
});

test("a sound catalogue is looked at again only when it changes", () => {
  const folder = copyOfProject();
  writeFiles(folder, ENTRY);
  expect(start(folder)).toEqual(STARTED);

  writeFiles(folder, {
    "tools/check-catalog.ts": `export const catalogProblems = () => "looked at";`,
    "entry.ts": `console.log("started again");`,
  });
  expect(start(folder)).toEqual({ ...STARTED, stdout: "started again\n" });

  writeFiles(folder, { [MODELS]: `${committed(MODELS)}# one more line\n`, ...ENTRY });
  expect(start(folder).stderr).toMatch(/looked at\n$/);
});
