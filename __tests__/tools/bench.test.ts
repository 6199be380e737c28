/** The bench measures the right things and computes the right ratios. What the machine's times are is no test's business. */
import { symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { benchCases, SCALE } from "../../tools/bench/cases";
import { measure } from "../../tools/bench/measure";
import type { Case, Measurement } from "../../tools/bench/measure";
import { writeWorkload } from "../../tools/bench/prepare";
import { BARE_LOOP, PEAK_FILE_ENV, PEAK_PRELOAD } from "../../tools/bench/programs";
import { renderBench } from "../../tools/bench/render";
import { benchReport, median } from "../../tools/bench/report";
import { cli } from "../helpers/cli";
import { readTree, ROOT, run, temporaryFolder } from "../helpers/workspace";

const MACHINE = { node: "v20.0.0", cpu: "Test CPU", cpus: 2 };

/** Every case of the bench with the same time and memory, some of them changed. */
function measurements(changed: Readonly<Record<string, Partial<Measurement>>> = {}): Measurement[] {
  const place = { root: "/project", folder: "/bench", scripts: {}, searchPath: "" };
  return benchCases(place).map(({ name, title }) => ({ name, title, runsMs: [100], peaksMb: [50], ...changed[name] }));
}

function ratio(name: string, changed: Readonly<Record<string, Partial<Measurement>>>) {
  return benchReport(measurements(changed), MACHINE).ratios.find((one) => one.name === name);
}

describe("the ratios", () => {
  test("are all there by name, with their targets", () => {
    const { ratios } = benchReport(measurements(), MACHINE);

    expect(Object.fromEntries(ratios.map(({ name, target }) => [name, target]))).toEqual({
      "synth-to-cdktf": { atMost: 1.3 },
      "stock-to-synth": { atLeast: 5 },
      "validate-to-node": { atMost: 3 },
      "review-to-node": { atMost: 3 },
      "cost-to-node": { atMost: 3 },
      ...Object.fromEntries(SCALE.map(({ name }) => [`time-${name}`, { atMost: 1.5 }])),
      ...Object.fromEntries(SCALE.map(({ name }) => [`memory-${name}`, { atMost: 1.3 }])),
      "growth-per-deployment": { atMost: 1.5 },
    });
  });

  test.each([
    ["synth-to-cdktf", { synth: { runsMs: [130] } }, 1.3, true],
    ["synth-to-cdktf", { synth: { runsMs: [131] } }, 1.31, false],
    ["stock-to-synth", { stock: { runsMs: [500] } }, 5, true],
    ["stock-to-synth", { stock: { runsMs: [499] } }, 4.99, false],
    ["cost-to-node", { cost: { runsMs: [290, 310, 900] } }, 3.1, false],
    ["time-deployments-1000", { "synth-deployments-1000": { runsMs: [150] } }, 1.5, true],
    ["memory-environments-100", { "synth-environments-100": { peaksMb: [66] } }, 1.32, false],
  ])("%s of %j is %d", (name, changed, value, met) => {
    expect(ratio(name, changed)).toMatchObject({ value, met });
  });

  test("the cost of a deployment leaves out what starting costs", () => {
    const times = {
      "synth-deployments-5": { runsMs: [100] },
      "synth-deployments-100": { runsMs: [100 + 95] },
      "synth-deployments-1000": { runsMs: [100 + 2 * 995] },
    };

    expect(ratio("growth-per-deployment", times)).toMatchObject({ value: 2, met: false });
  });

  test.each<[string, Partial<Measurement>]>([
    ["is not there", { missing: "not there: package.json has no script review", runsMs: [] }],
    ["has failed", { failure: "no sign-in" }],
  ])("are unknown, neither met nor missed, for a command that %s", (_, review) => {
    const report = benchReport(measurements({ review }), MACHINE);

    expect(report.ratios.find(({ name }) => name === "review-to-node")).toMatchObject({ value: null, met: null });
    expect(report.cases.find(({ name }) => name === "review")).toEqual({
      name: "review",
      title: "npm run review, without npm",
      runs: 0,
      note: review.missing ?? review.failure,
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
  const only = ["node", "validate", "review", "synth-deployments-5", "bare-deployments-5"];
  const all = measurements({
    validate: { runsMs: [301, 305.4, 312], peaksMb: [] },
    review: { missing: "not there: package.json has no script review" },
  });
  const report = benchReport(
    all.filter(({ name }) => only.includes(name)),
    MACHINE,
  );
  const ratios = report.ratios.filter(({ name }) => /^(validate|review)-|deployments-5$/.test(name));

  expect(`\n${renderBench({ ...report, ratios }, "text")}`).toMatchInlineSnapshot(`
    "
    node v20.0.0 on 2 × Test CPU

     ms  min  max  MB  runs
    100  100  100  50     1  an empty node process
    305  301  312         3  npm run validate, without npm
                          0  npm run review, without npm: not there: package.json has no script review
    100  100  100  50     1  synth of 5 deployments
    100  100  100  50     1  bare loop of 5 deployments

    ratio  target
     3.05     ≤ 3   MISSED  validate to an empty node process
              ≤ 3  unknown  review to an empty node process
     1.00   ≤ 1.5      met  synth to the bare loop, time, 5 deployments
     1.00   ≤ 1.3      met  synth to the bare loop, memory, 5 deployments
    "
  `);
  expect(JSON.parse(renderBench(report, "json"))).toEqual(report);
});

describe("a measurement", () => {
  const at = { cwd: ROOT, env: {} };
  const node = (name: string, code: string, more: Partial<Case> = {}): Case => ({
    name,
    title: name,
    command: [process.execPath, "-e", code],
    ...at,
    ...more,
  });

  test("runs the cases in turns after a warm-up, slow ones in every fifth round", () => {
    const log = path.join(temporaryFolder(), "log");
    const append = (word: string): string => `require("node:fs").appendFileSync(${JSON.stringify(log)}, "${word} ")`;
    writeFileSync(log, "");

    const [quick, slow] = measure(
      [node("quick", append("quick")), node("slow", append("slow"), { isSlow: true })],
      { rounds: 6, limitSeconds: 60 },
      () => undefined,
    );

    const text = run(ROOT, process.execPath, ["-p", `require("node:fs").readFileSync(${JSON.stringify(log)}, "utf8")`]);
    expect(text.stdout.trim()).toBe("quick slow quick slow quick quick quick quick quick slow");
    expect([quick?.runsMs.length, slow?.runsMs.length]).toEqual([6, 2]);
  });

  test("begins no full round that would pass the time limit, but always the first", () => {
    const [one] = measure([node("one", "")], { rounds: 9, limitSeconds: 0 }, () => undefined);

    expect(one?.runsMs).toHaveLength(5);
  });

  test("has the peak of the process's memory, whatever the parent's", () => {
    const parents = Buffer.alloc(2 ** 28, 1);
    const folder = temporaryFolder();
    const preload = path.join(folder, "peak.cjs");
    writeFileSync(preload, PEAK_PRELOAD);
    const command = (code: string): [string, ...string[]] => [process.execPath, "--require", preload, "-e", code];
    const peakFile = path.join(folder, "peak");

    const [small, large] = measure(
      [
        node("small", "", { command: command(""), peakFile }),
        node("large", "", { command: command("Buffer.alloc(2 ** 27, 1)"), peakFile }),
      ],
      { rounds: 1, limitSeconds: 60 },
      () => undefined,
    );

    expect(PEAK_PRELOAD).toContain(PEAK_FILE_ENV);
    expect((large?.peaksMb[0] ?? 0) - (small?.peaksMb[0] ?? 0)).toBeGreaterThan(100);
    expect(small?.peaksMb[0]).toBeLessThan(parents.length / 2 ** 20);
  });

  test("of a command that fails says why and is not repeated; findings are no failure", () => {
    const [broken, findings] = measure(
      [node("broken", "console.error('why'); process.exit(2)"), node("findings", "process.exit(1)")],
      { rounds: 2, limitSeconds: 60 },
      () => undefined,
    );

    expect(broken).toMatchObject({ runsMs: [], failure: "why" });
    expect(findings).toEqual({
      name: "findings",
      title: "findings",
      runsMs: [expect.any(Number), expect.any(Number)],
      peaksMb: [],
    });
  });
});

test("the bare loop creates the very resources that synth creates", () => {
  const folder = temporaryFolder();
  symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"), "dir");
  writeWorkload(folder, { environments: 2, deployments: 7 });
  writeFileSync(path.join(folder, "bare.cjs"), BARE_LOOP);

  const bare = run(folder, process.execPath, ["bare.cjs"], { CDKTF_OUTDIR: "bare.out" });
  const synth = run(folder, process.execPath, [path.join(ROOT, "tools/build/run.cjs"), "main.ts"], {
    FOUNDRY_CONFIG_DIR: "config",
    CDKTF_OUTDIR: "synth.out",
  });

  expect([bare.status, bare.stderr, synth.status, synth.stderr]).toEqual([0, "", 0, ""]);
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
      stderr: "the bench measures the project's own commands: run it from the project's root\n",
    });
  });

  test("measures the scripts of package.json, and says which is not there", () => {
    const scripts = { validate: "node tools/build/run.cjs tools/cli/bin/validate.ts" };
    const cases = benchCases({ root: "/project", folder: "/bench", scripts, searchPath: "/bin" });

    expect(cases.find(({ name }) => name === "validate")?.command).toEqual([
      process.execPath,
      "tools/build/run.cjs",
      "tools/cli/bin/validate.ts",
    ]);
    expect(cases.find(({ name }) => name === "cost")).toMatchObject({
      missing: "not there: package.json has no script cost",
    });
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });
});
