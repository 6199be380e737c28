/** Thousands of slips in the files and on the command line, the same ones on every run, and what holds whatever they are. */
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { loadCatalog } from "../../config/catalog/catalog";
import { loadPrices } from "../../config/cost/prices";
import { loadConfiguration } from "../../config/load";
import { FILE_NAMES } from "../../config/read";
import { synthFiles } from "../../stacks/synth";
import { review } from "../../tools/review/review";
import { cli, COMMANDS } from "../helpers/cli";
import { memorySource, TODAY } from "../helpers/config";
import { revision } from "../helpers/review";
import { readTree, temporaryFolder, writeFiles } from "../helpers/workspace";

const catalog = loadCatalog();
const prices = loadPrices();
const SEED = 20261122;

/** The example that has every section. */
const SOUND = Object.fromEntries(
  FILE_NAMES.map((name) => [name, readFileSync(`docs/examples/complete/prod/${name}`, "utf8")]),
) as Record<(typeof FILE_NAMES)[number], string>;

const SCALARS = [
  ...["null", "5", "-1", "0", "1e999", "true", "text", "[]", "{}", "[1]", "{ a: 1 }", '""', '"\\u202e"', "2027-01-01"],
  ...["https://localhost/", "gpt-5.4", "GlobalStandard", "*x", "&x 1", "!!set {}", "'", "${x}", "x".repeat(300)],
];

/** A change of one line: its value or key is another, it is gone, comes twice, moves in, or takes the place of another. */
type Slip = readonly [at: number, kind: number, with_: number];

const slip: fc.Arbitrary<Slip> = fc.tuple(fc.nat(200), fc.nat(7), fc.nat(200));

function slipped(text: string, [at, kind, other]: Slip): string {
  const lines = text.split("\n");
  const index = at % lines.length;
  const line = lines[index] ?? "";
  const scalar = SCALARS[other % SCALARS.length] ?? "";
  const changed = [
    () => [line.replace(/: .*/, () => `: ${scalar}`)],
    () => [line.replace(/[\w-]+:/, (key) => `${key.slice(0, -2)}x:`)],
    () => [],
    () => [line, line],
    () => [`  ${line}`],
    () => [lines[other % lines.length] ?? ""],
    () => [line, line.replace(/[\w-]+:.*/, () => `added: ${scalar}`)],
    () => [line.slice(0, other % (line.length + 1))],
  ][kind]?.();
  lines.splice(index, 1, ...(changed ?? []));
  return lines.join("\n");
}

const slips = fc.array(fc.tuple(fc.constantFrom(...FILE_NAMES), slip), { minLength: 1, maxLength: 3 });

function filesWith(changes: readonly (readonly [(typeof FILE_NAMES)[number], Slip])[]): Record<string, string> {
  const files = { ...SOUND };
  for (const [name, change] of changes) files[name] = slipped(files[name], change);
  return files;
}

const load = (files: Record<string, string>) =>
  loadConfiguration(memorySource({ prod: files }), { catalog, today: TODAY });

test("whatever the slips, findings are the same twice, each with a place in its file, and nothing throws", () => {
  let sound = 0;
  fc.assert(
    fc.property(slips, (changes) => {
      const files = filesWith(changes);
      const { findings, environments, textOf } = load(files);
      expect(load(files).findings).toEqual(findings);
      const lineOf = (file: string, line: number) => (textOf(file) ?? "").split("\n")[line - 1];
      const placeless = findings.filter(
        ({ file, line, column }) => !(column >= 1 && column <= (lineOf(file, line)?.length ?? -1) + 1),
      );
      expect(placeless).toEqual([]);
      sound += environments.length;
    }),
    { numRuns: 200, seed: SEED },
  );
  expect(sound).toBeGreaterThan(20);
});

test("what validates without errors synthesises without errors, to the same files twice", () => {
  fc.assert(
    fc.property(slips, (changes) => {
      const { environments } = load(filesWith(changes));
      if (environments.length > 0) expect(synthFiles(environments)).toEqual(synthFiles(environments));
    }),
    { numRuns: 40, seed: SEED },
  );
}, 120_000);

test("a review of a thing with itself shows no change, and one with what it was does not throw", () => {
  const revisionOf = (files: Record<string, string>) => revision({ prod: files });
  const before = revisionOf(SOUND);
  fc.assert(
    fc.property(slips, (changes) => {
      const after = revisionOf(filesWith(changes));
      const { environments } = review(after, after, { today: TODAY, prices });
      expect(environments.flatMap((environment) => environment.changes)).toEqual([]);
      review(before, after, { today: TODAY, prices });
    }),
    { numRuns: 80, seed: SEED },
  );
});

const word = fc.oneof(
  fc.constantFrom(...COMMANDS.flatMap(({ options }) => Object.keys(options).map((name) => `--${name}`))),
  fc.constantFrom(
    "--",
    "-",
    "--env=",
    "--format",
    "json",
    "text",
    "--=x",
    "-h",
    "dev",
    "HEAD",
    "--today",
    "2026-02-30",
  ),
  fc.string({ maxLength: 6 }),
);

test("whatever stands on the command line of a command that only looks, it ends with 0, 1 or 2 and a sentence, and writes no file", async () => {
  const looking = fc.constantFrom("validate", "cost", "explain");
  const cwd = temporaryFolder();
  writeFiles(cwd, Object.fromEntries(FILE_NAMES.map((name) => [`config/environments/dev/${name}`, SOUND[name]])));
  const files = readTree(cwd);
  await fc.assert(
    fc.asyncProperty(looking, fc.array(word, { maxLength: 4 }), async (name, args) => {
      const { status, stdout, stderr } = await cli([name, ...args], { cwd });
      expect([0, 1, 2]).toContain(status);
      if (status === 2) expect([stdout, stderr]).toEqual(["", expect.stringMatching(/^.+\n$/s)]);
      expect(stderr).not.toMatch(/^ {4}at /m);
    }),
    { numRuns: 600, seed: SEED },
  );
  expect(readTree(cwd)).toEqual(files);
});
