import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { monthlyCost } from "../../../config/cost/monthly-cost";
import { loadPrices } from "../../../config/cost/prices";
import { cli } from "../../helpers/cli";
import { ACCOUNT } from "../../helpers/config";
import { environmentOfCosts, filesOfCosts, LLM_WITH_VOLUMES, PUBLISHED } from "../../helpers/cost";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "cost-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function environment(name: string, changed: Record<string, string> = {}): void {
  const target = path.join(folder, "config/environments", name);
  mkdirSync(target, { recursive: true });
  for (const [file, text] of Object.entries(filesOfCosts(changed))) {
    writeFileSync(path.join(target, file), String(text).replace("aucert-test", `aucert-${name}`));
  }
}

const cost = (...args: string[]) => cli(["cost", ...args], { cwd: folder });
const WITHOUT_VOLUMES = LLM_WITH_VOLUMES.replace(/ {4}usage:.*\n( {6}.*\n)*/g, "");

/** The tables of a report, cell by cell, without their heads. */
function cellsOf(markdown: string): string[] {
  const rows = markdown.split("\n").filter((line) => line.startsWith("|") && !/^\|( ?:?-+:? ?\|)+$/.test(line));
  return rows.flatMap((row) => row.slice(1, -1).split("|")).map((cell) => cell.trim());
}

test("an environment without volumes shows no cell without a number or a name, and no table without rows", async () => {
  environment("dev", { "llm-config.yaml": WITHOUT_VOLUMES });
  const { stdout } = await cost("--today", "2026-11-22", "--format", "markdown");
  const cells = cellsOf(stdout);
  expect(cells.length).toBeGreaterThan(50);
  for (const cell of cells) expect(cell).not.toMatch(/^(|-|unknown|none|never|no end)$/);
  expect(stdout).not.toMatch(/\| *-+:? *\|\n\n/);
});

describe("an environment without volumes", () => {
  beforeEach(() => environment("dev", { "llm-config.yaml": WITHOUT_VOLUMES }));

  test("has the published estimate with its source, its runway, and says which layers have none", async () => {
    const { stdout } = await cost("--today", "2026-11-22");
    expect(stdout).toContain("published estimate  45.00 to 105.00  10 to 22          2027-09 to 2028-09\n");
    expect(stdout).toContain("published estimate: 45.00 to 105.00 USD a month (guide)\n");
    expect(stdout).toContain("no layer has volumes by hand: docs/cost.md says how to write them");
    expect(stdout).toContain("one idle GPU node pool: 1,460.00 to 5,840.00 USD a month, 730 hours at 2.00 to 8.00");
    expect(stdout).toContain("0.5 % to 1.1 %          95 to 222 times the volume");
  });

  test("shows the price that counts, by a name and day that people know, and how it moved", async () => {
    const { stdout } = await cost();
    expect(stdout).toMatch(
      /^ {2}gpt-5\.4 +2\.50 +15\.00 +yes +Azure price list, 31 July 2026; 4 others say the same$/m,
    );
    expect(stdout).toMatch(/^ {2}gpt-5\.4 +4\.00 +2\.50 +0\.63 +16\.00 +15\.00 +0\.94$/m);
    expect(stdout).toContain("in requests above 272,000 input tokens: input 5.00, cached input 0.50, output 22.50\n");
    expect(stdout).toContain("It was probably made with older prices, which have moved since: up for DeepSeek-V3.2");
  });

  test("is the same in json, with null for what is not known and what is missing for it", async () => {
    const { environments } = JSON.parse((await cost("--format", "json")).stdout);
    expect(environments[0]).toMatchObject({
      environment: "dev",
      total: { lowUsd: null, highUsd: null, missing: expect.arrayContaining(["volumes of layer decision"]) },
      layers: expect.arrayContaining([
        expect.objectContaining({ layer: "decision", lowUsd: null, missing: ["volumes of layer decision"] }),
      ]),
      published: {
        monthlyEstimateUsd: { low: 45, high: 105, source: "guide" },
        idleGpuNodePoolUsdPerMonth: { low: 1460, high: 5840 },
      },
      outlooks: [{ runway: { months: { least: 10, most: 22 } } }, { runway: { kind: "unknown" } }],
    });
  });
});

describe("an environment with volumes", () => {
  beforeEach(() => environment("dev"));

  test("has its totals to the cent, with the prices of the catalogue", async () => {
    const { total } = monthlyCost(environmentOfCosts(), loadPrices());
    if (total.kind !== "known") throw new Error("the catalogue lacks a price");
    const { environments } = JSON.parse((await cost("--format", "json")).stdout);
    expect(environments[0].total).toEqual({
      kind: "known",
      lowUsd: expect.closeTo(total.usd.low, 5),
      highUsd: expect.closeTo(total.usd.high, 5),
      missing: [],
    });
    const { stdout } = await cost();
    const shown = [total.usd.low, total.usd.high].map((usd) => (Math.round(usd * 100) / 100).toFixed(2)).join(" to ");
    expect(stdout).toContain(`volumes             ${shown}`);
    expect(stdout).toMatch(/generation +Kimi-K2\.6 +[\d.]+ +[\d.]+ {2}█+░+ +\d+\.\d %\n/);
  });

  test("passes the self-hosting threshold at a hundred times the volume, and says so", async () => {
    const passes =
      /^ {2}the high estimate by the volumes, [\d,]+\.\d\d USD a month, is above the self-hosting threshold/m;
    expect((await cost("--scale", "100")).stdout).toMatch(passes);
    expect((await cost()).stdout).not.toContain("is above the self-hosting threshold");
  });

  test("shows what another model would change", async () => {
    const { stdout } = await cost("--layer", "decision=gpt-5.4-mini", "--layer", "analysis=Kimi-K2.6");
    expect(stdout).toMatch(/^ {2}decision +gpt-5\.4 +gpt-5\.4-mini +-[\d.]+ +-[\d.]+$/m);
    expect(stdout).toMatch(/^ {2}analysis +DeepSeek-V3\.2 +Kimi-K2\.6 +\+[\d.]+ +\+[\d.]+$/m);
    expect(stdout).toContain("the published estimate is for the models as configured");
  });

  test("says at least while a volume is missing, and nowhere a plain total", async () => {
    environment("dev", { "llm-config.yaml": LLM_WITH_VOLUMES.replace(/( {4}model: gpt-5.4\n)[^]*/, "$1") });
    const { stdout } = await cost();
    expect(stdout).toMatch(/^ {2}total: at least [\d.]+ to [\d.]+ USD a month$/m);
    expect(stdout).toContain("layers without volumes: decision; docs/cost.md");
    expect(stdout).toMatch(/^ {2}volumes +at least [\d.]+ to [\d.]+ +at most \d+ to \d+ +at most 20/m);
    expect(stdout).not.toMatch(/^ {2}L4 +decision/m);
  });

  test("sets apart what credits do not cover", async () => {
    const models = "version: 1\ndefaults: { capacity: 300 }\nmodels:\n  - name: gpt-5.4\n  - name: Kimi-K2.6\n";
    environment("dev", { "models.yaml": `${models}  - { name: DeepSeek-V3.2, directFromAzure: false }\n` });
    const { stdout } = await cost();
    expect(stdout).toMatch(/^ {2}DeepSeek-V3\.2 +analysis +not covered +[\d.]+ +[\d.]+$/m);
    expect(stdout).toContain("the published estimate is counted as if credits covered all of it");
    expect(stdout).toMatch(/^ {2}by credits: [\d.]+ to [\d.]+; not covered: [1-9][\d.]+ to [1-9][\d.]+$/m);
  });

  test("renders as markdown that no name can break", async () => {
    environment("dev", { "account.yaml": ACCOUNT + PUBLISHED.replace("source: guide", 'source: "a | b <i> [c]"') });
    const { stdout } = await cost("--format", "markdown");
    expect(stdout).toContain("a &#124; b &#60;i&#62; &#91;c&#93;");
    const tables = stdout.split("\n\n").filter((block) => block.startsWith("|"));
    expect(tables.length).toBeGreaterThanOrEqual(5);
    for (const table of tables) {
      const columns = table.split("\n").map((row) => row.split("|").length);
      expect(new Set(columns).size).toBe(1);
    }
  });
});

describe("exit codes", () => {
  test("1 when a high estimate passes --max-monthly, and which", async () => {
    environment("dev");
    expect(await cost("--max-monthly", "100000")).toMatchObject({ status: 0, stderr: "" });
    expect(await cost("--max-monthly", "1.5")).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(
        /^dev: the high estimate by the volumes, [\d.]+ USD a month, passes --max-monthly 1\.50\n$/,
      ),
    });
  });
  test("1 by the published estimate, when volumes are missing", async () => {
    environment("dev", { "llm-config.yaml": WITHOUT_VOLUMES });
    expect((await cost("--max-monthly", "105")).status).toBe(0);
    expect((await cost("--max-monthly", "104.99")).stderr).toContain("by the published estimate, 105.00 USD");
  });
  test("2 when nothing says what the high estimate is", async () => {
    environment("dev", { "account.yaml": ACCOUNT, "llm-config.yaml": WITHOUT_VOLUMES });
    const { status, stderr, stdout } = await cost("--max-monthly", "1000");
    expect([status, stdout.startsWith("dev: cost as of")]).toEqual([2, true]);
    expect(stderr).toContain("no high estimate for dev; give every layer volumes");
  });
  test("each environment by itself, and only the one that is named", async () => {
    environment("dev");
    environment("big", { "llm-config.yaml": LLM_WITH_VOLUMES.replace("low: 30, high: 60", "low: 300, high: 600") });
    const { status, stdout, stderr } = await cost("--max-monthly", "200");
    expect([status, stdout.match(/^\w+: cost as of/gm)]).toEqual([1, ["big: cost as of", "dev: cost as of"]]);
    expect(stderr).toMatch(/^big: .*\n$/);
    expect((await cost("--max-monthly", "200", "--env", "dev")).status).toBe(0);
  });
  test("2 for a configuration with errors, but not for those of another environment", async () => {
    environment("dev");
    environment("bad", { "llm-config.yaml": LLM_WITH_VOLUMES.replace("0.25", "25") });
    const { status, stdout, stderr } = await cost();
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("cachedShare must be a share, a number from 0 to 1, not 25");
    expect((await cost("--env", "dev")).status).toBe(0);
  });
  test("0 although a model has retired: that is no matter of cost", async () => {
    environment("dev");
    expect((await cli(["validate", "--today", "2030-01-01"], { cwd: folder })).status).toBe(1);
    expect((await cost("--today", "2030-01-01")).status).toBe(0);
  });
  test.each([
    [["--scale", "0"], "--scale must be a number above 0, at most 1,000,000, such as 10 or 2.5, not 0"],
    [["--scale", "ten"], "--scale must be a number above 0, at most 1,000,000, such as 10 or 2.5, not ten"],
    [["--scale=-1"], "--scale must be a number above 0"],
    [["--scale", "9999999"], "--scale must be a number above 0, at most 1,000,000"],
    [["--credits", "1e3"], "--credits must be an amount of USD, such as 10 or 2.5, not 1e3"],
    [["--max-monthly", ""], "--max-monthly needs a value"],
    [["--max-monthly", "much"], "--max-monthly must be an amount of USD"],
    [["--layer", "decision"], "--layer takes LAYER=MODEL"],
    [["--layer", "decison=gpt-5.4"], "no layer decison; did you mean decision?"],
    [["--format", "yaml"], "--format must be one of text, markdown, json, csv, not yaml"],
    [["--max", "5"], "cost has no option --max"],
    [["--today", "soon"], "--today must be a day"],
  ])("2 for the arguments %j", async (args, message) => {
    environment("dev");
    const { status, stdout, stderr } = await cost(...args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
  });
});

test("names six layers and counts the others", async () => {
  const names = Array.from({ length: 9 }, (_, index) => `l${index}`);
  const usage = ", usage: { inputMTokPerMonth: { low: 1, high: 1 }, outputMTokPerMonth: { low: 1, high: 1 } }";
  const entries = names.map((name) => `  ${name}: { stage: L1, model: gpt-5.4${name === "l0" ? usage : ""} }\n`);
  environment("dev", { "llm-config.yaml": `version: 1\nprovider: foundry\nlayers:\n${entries.join("")}` });
  const { stdout } = await cost();
  expect(stdout).toContain("layers without volumes: l1, l2, l3, l4, l5, l6 and 2 others; docs");
  expect(stdout).toMatch(
    /^ {2}gpt-5\.4 +l0, l1, l2, l3, l4, l5 and 3 others +credits +at least 17\.50 +at least 17\.50$/m,
  );
});

test("the same day gives the same bytes, and another day other months", async () => {
  environment("dev", { "llm-config.yaml": WITHOUT_VOLUMES });
  const [first, again, later] = [await cost(), await cost(), await cost("--today", "2027-01-31")];
  expect(again).toEqual(first);
  expect(first.stdout).toContain("2027-09 to 2028-09");
  expect(later.stdout).toContain("2027-11 to 2028-11");
});
