/** The bench measures the right things and computes the right ratios. What the machine's times are is no test's business. */
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { benchCases, type Case, LISTS, SCALE } from "../../tools/bench/cases";
import { measure, type Measurement, PEAK_PRELOAD } from "../../tools/bench/measure";
import { prepare, writeWorkload } from "../../tools/bench/prepare";
import { renderBench } from "../../tools/bench/render";
import { benchReport, median } from "../../tools/bench/report";
import { cli } from "../helpers/cli";
import { readTree, ROOT, run, temporaryFolder } from "../helpers/workspace";

const MACHINE = { node: "v20.0.0", cpu: "Test CPU", cpus: 2 };

/** Every case of the bench with the same time and memory, some of them changed. */
function measurements(changed: Readonly<Record<string, Partial<Measurement>>> = {}): Measurement[] {
  const cases = Object.values(benchCases("/project", "/bench", "")).flat();
  return cases.map(({ name, title }) => ({ name, title, runsMs: [100], peaksMb: [50], ...changed[name] }));
}

function ratio(name: string, changed: Readonly<Record<string, Partial<Measurement>>>) {
  return benchReport(measurements(changed), MACHINE).ratios.find((one) => one.name === name);
}

describe("the ratios", () => {
  test("are all there by name, with their targets", () => {
    const { ratios } = benchReport(measurements(), MACHINE);
    const scale = [1, 10, 100].map((count) => `environments-${count}`);

    expect(Object.fromEntries(ratios.map(({ name, target }) => [name, target.atMost]))).toEqual({
      "synth-to-cdktf": 1.3,
      "validate-to-node": 5,
      "review-to-node": 6.5,
      "cost-to-node": 5,
      "overview-to-validate": 5,
      ...Object.fromEntries(scale.map((name) => [`time-${name}`, 1.7])),
      ...Object.fromEntries(scale.map((name) => [`memory-${name}`, 1.3])),
      "growth-synth": 1.5,
      "growth-validate": 1.5,
      "growth-review": 1.5,
    });
  });

  test.each([
    ["synth-to-cdktf", { synth: { runsMs: [130] } }, 1.3, true],
    ["synth-to-cdktf", { synth: { runsMs: [131] } }, 1.31, false],
    // One run beside other work, which both programs of the second round have met.
    ["cost-to-node", { cost: { runsMs: [900, 2040, 510] }, node: { runsMs: [100, 400, 100] } }, 5.1, false],
    ["overview-to-validate", { validate: { runsMs: [100] }, overview: { runsMs: [490] } }, 4.9, true],
    ["time-environments-10", { "synth-environments-10": { runsMs: [170] } }, 1.7, true],
    ["memory-environments-100", { "synth-environments-100": { peaksMb: [66] } }, 1.32, false],
  ])("%s of %j is %d", (name, changed, value, met) => {
    expect(ratio(name, changed)).toMatchObject({ value, met });
  });

  test.each([
    ["synth", "environments", [1, 10, 100]],
    ["validate", "models", [30, 300, 3000]],
    ["review", "models", [30, 300, 3000]],
  ])("the growth of %s leaves out what starting costs", (command, unit, [small = 0, middle = 0, large = 0]) => {
    const at = (count: number, ms: number) => ({ [`${command}-${unit}-${count}`]: { runsMs: [ms] } });
    const times = { ...at(small, 100), ...at(middle, 109), ...at(large, 109 + 2 * 90) };

    expect(ratio(`growth-${command}`, times)).toMatchObject({ value: 2, met: false });
  });

  test("are unknown, neither met nor missed, for a command that has failed", () => {
    const report = benchReport(measurements({ review: { failure: "no sign-in" } }), MACHINE);

    expect(report.ratios.find(({ name }) => name === "review-to-node")).toMatchObject({ value: null, met: null });
    expect(report.cases.find(({ name }) => name === "review")).toEqual({
      name: "review",
      title: "aucert-foundry review",
      runs: 0,
      note: "no sign-in",
    });
  });

  test.each([
    [[], undefined],
    [[7], 7],
    [[9, 1, 5], 5],
    [[1, 2, 10, 3], 2.5],
  ])("the median of %j is %d", (values, middle) => {
    expect(median(values)).toBe(middle);
  });
});

test("the table shows every case and every ratio, and says which targets are missed", () => {
  const only = ["node", "validate", "review", "synth-environments-1", "bare-environments-1"];
  const all = measurements({
    validate: { runsMs: [501, 505.4, 512], peaksMb: [] },
    review: { failure: "no sign-in" },
  });
  const report = benchReport(
    all.filter(({ name }) => only.includes(name)),
    MACHINE,
  );
  const ratios = report.ratios.filter(({ name }) => /^(validate|review)-|environments-1$/.test(name));

  expect(`\n${renderBench({ ...report, ratios }, "text")}`).toMatchInlineSnapshot(`
    "
    node v20.0.0 on 2 × Test CPU

     ms  median  max  MB
    100     100  100  50  an empty node process
    501     505  512      aucert-foundry validate
                          aucert-foundry review: no sign-in
    100     100  100  50  synth of 1 × 32 deployments
    100     100  100  50  bare loop of 1 × 32 deployments

    ratio  target
     5.01     ≤ 5   MISSED  validate to an empty node process
            ≤ 6.5  unknown  review to an empty node process
     1.00   ≤ 1.7      met  1 × 32 deployments: synth to the bare loop, time
     1.00   ≤ 1.3      met  1 × 32 deployments: synth to the bare loop, memory
    "
  `);
  expect(JSON.parse(renderBench(report, "json"))).toEqual(report);
});

describe("a measurement", () => {
  const node = (name: string, code: string, ...args: string[]): Case => ({
    name,
    title: name,
    args: [...args, "-e", code],
    cwd: ROOT,
    env: {},
  });

  test("runs the cases in turns after a warm-up", () => {
    const log = path.join(temporaryFolder(), "log");
    const append = (word: string) =>
      node(word, `require("node:fs").appendFileSync(${JSON.stringify(log)}, "${word} ")`);

    const measured = measure([append("one"), append("two")], 2, () => undefined);

    expect(readFileSync(log, "utf8")).toBe("one two one two one two ");
    expect(measured.map(({ runsMs }) => runsMs.length)).toEqual([2, 2]);
  });

  test("has the peak of the process's memory, whatever the parent's", () => {
    const parents = Buffer.alloc(2 ** 27, 1);
    const preload = path.join(temporaryFolder(), "peak.cjs");
    writeFileSync(preload, PEAK_PRELOAD);

    const [small, large] = measure(
      [node("small", "", "--require", preload), node("large", "Buffer.alloc(2 ** 26, 1)", "--require", preload)],
      1,
      () => undefined,
    );

    expect((large?.peaksMb[0] ?? 0) - (small?.peaksMb[0] ?? 0)).toBeGreaterThan(50);
    expect(small?.peaksMb[0]).toBeLessThan(parents.length / 2 ** 20);
  });

  test("of a command that fails says why and is not repeated; findings are no failure", () => {
    const cases = [node("broken", "console.error('why'); process.exit(2)"), node("findings", "process.exit(1)")];

    expect(measure(cases, 2, () => undefined)).toEqual([
      { name: "broken", title: "broken", runsMs: [], peaksMb: [], failure: "why" },
      { name: "findings", title: "findings", runsMs: [expect.any(Number), expect.any(Number)], peaksMb: [] },
    ]);
  });
});

test("the bare loop creates the very resources that synth creates", () => {
  const folder = temporaryFolder();
  symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"), "dir");
  writeWorkload(folder, { environments: 2, deployments: 7 });

  const bare = run(folder, process.execPath, ["bare.cjs"], { CDKTF_OUTDIR: "bare.out" });
  const synth = run(folder, process.execPath, [path.join(ROOT, "tools/build/run.cjs"), "main.ts"], {
    CDKTF_OUTDIR: "synth.out",
  });

  // cdktf by itself makes node 22 and later say that it uses something deprecated.
  expect([bare.status, synth.status, synth.stderr]).toEqual([0, 0, ""]);
  const made = resourcesIn(path.join(folder, "synth.out"));
  expect(Object.keys(made)).toEqual([1, 2].flatMap((n) => [`foundry-env-00${n}`, `llm-config-env-00${n}`]).sort());
  expect(resourcesIn(path.join(folder, "bare.out"))).toEqual(made);
});

/** The bodies of every stack's resources by type, sorted by their name: addresses and notes of cdktf left out. */
function resourcesIn(outdir: string): Record<string, unknown> {
  const stacks = Object.entries(readTree(outdir)).filter(([name]) => name.endsWith("cdk.tf.json"));
  return Object.fromEntries(
    stacks.map(([name, text]) => {
      const { resource } = JSON.parse(text) as { resource: Record<string, Record<string, object>> };
      const bodies = Object.entries(resource).map(([type, byId]) => [
        type,
        Object.values(byId).map((body) => JSON.stringify({ ...body, "//": undefined })),
      ]);
      return [path.basename(path.dirname(name)), Object.fromEntries(bodies)];
    }),
  );
}

describe("npm run bench", () => {
  test.each([
    [["--rounds", "0"], "--rounds must be a whole number from 1 to 99, not 0\n"],
    [["--rounds", "many"], "--rounds must be a whole number from 1 to 99, not many\n"],
    [["--format", "xml"], "--format must be one of text, json, not xml\n"],
  ])("refuses %j", async (args, sentence) => {
    expect(await cli(["bench", ...args])).toEqual({ status: 2, stdout: "", stderr: sentence });
  });

  test("refuses to run elsewhere than in the project", async () => {
    expect(await cli(["bench"], { cwd: temporaryFolder() })).toEqual({
      status: 2,
      stdout: "",
      stderr: "the bench measures the project's own commands: run it in the project\n",
    });
  });

  test("measures what it has prepared", () => {
    const folder = temporaryFolder();
    const searchPath = process.env.PATH ?? "";
    prepare(folder, ROOT, searchPath, SCALE.slice(0, 1), LISTS.slice(0, 1));
    const { large } = benchCases(ROOT, folder, searchPath);
    const small = large.filter(({ name }) => /-(environments-1|models-30)$/.test(name));

    expect(small).toHaveLength(4);
    expect(measure(small, 1, () => undefined)).toEqual(
      small.map(({ name, title }) => ({
        name,
        title,
        runsMs: [expect.any(Number)],
        peaksMb: name.endsWith("environments-1") ? [expect.any(Number)] : [],
      })),
    );
    const review = small.find(({ name }) => name === "review-models-30");
    expect(run(review?.cwd ?? "", process.execPath, review?.args ?? []).stdout).toMatch(/^env-001: 30 updates\n/m);
  });
});
