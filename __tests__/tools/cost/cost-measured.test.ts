/** `cost` with usage that was saved. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { dayPlus } from "../../../config/days";
import { type UsageDay, usageText } from "../../../config/usage/usage-file";
import { cli } from "../../helpers/cli";
import { ACCOUNT } from "../../helpers/config";
import { filesOfCosts, LLM_WITH_VOLUMES, PUBLISHED } from "../../helpers/cost";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "cost-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const WITHOUT_VOLUMES = LLM_WITH_VOLUMES.replace(/ {4}usage:.*\n( {6}.*\n)*/g, "");
const SINCE = ACCOUNT + PUBLISHED.replace("amount: 1000,", "amount: 1000, since: 2026-10-23,");

/** Thirty days up to 2026-11-21, each the same: round numbers of tokens. */
function daysOf(deployment: string, inputTokens: number, outputTokens: number): UsageDay[] {
  return Array.from({ length: 30 }, (_, index) => ({
    day: dayPlus("2026-10-23", index),
    deployment,
    inputTokens,
    outputTokens,
  }));
}

const ALL = [
  ...daysOf("gpt-5.4", 200_000, 20_000),
  ...daysOf("Kimi-K2.6", 1_000_000, 100_000),
  ...daysOf("DeepSeek-V3.2", 0, 0),
];

function costOf(days: readonly UsageDay[], files: Record<string, string> = {}) {
  const target = path.join(folder, "config/environments/dev");
  mkdirSync(target, { recursive: true });
  const usage = { "usage.csv": usageText(days) };
  for (const [file, text] of Object.entries({
    ...filesOfCosts({ "llm-config.yaml": WITHOUT_VOLUMES }),
    ...usage,
    ...files,
  })) {
    writeFileSync(path.join(target, file), String(text));
  }
  return (...args: string[]) => cli(["cost", ...args], { cwd: folder });
}

test("every figure is known, or says which unknown share of cached input makes its range", async () => {
  const { status, stdout, stderr } = await costOf(ALL, { "account.yaml": SINCE })();
  expect([status, stderr]).toEqual([0, ""]);
  // gpt-5.4: 30 days of 0.2 MTok in and 0.02 out: 6 x 2.50 + 0.6 x 15 = 24, all cached 6 x 0.25 + 9 = 10.50; by 30.4 / 30
  // Kimi: 30 x 0.95 + 3 x 4 = 40.50, all cached 30 x 0.16 + 12 = 16.80
  expect(stdout.split("\n\n").slice(0, 5).join("\n\n")).toMatchInlineSnapshot(`
    "dev: cost as of 2026-11-22

    A month costs 27.66 to 65.36 USD by measured usage up to 21 November 2026.
    Of 1,000.00 USD of credits 935.50 to 972.70 USD are left; they last 14 to 35 months at that rate and end between January 2028 and October 2029.
    Self-hosting pays above 10,000.00 USD a month, 153 to 361 times that.

    Measured usage, USD a month
      deployment     layers      days  cost in these days    low   high
      DeepSeek-V3.2  analysis      30                0.00   0.00   0.00
      Kimi-K2.6      generation    30      16.80 to 40.50  17.02  41.04
      gpt-5.4        decision      30      10.50 to 24.00  10.64  24.32
      total: 27.66 to 65.36 USD a month
      measured from 23 October 2026 to 21 November 2026, 1 day ago; a month is 30.4 days at the rate of the measured ones
      low and high: all of the input from the prompt cache, or none of it; which share it is, is not measured (Kimi-K2.6, gpt-5.4)

    Credits
      from                USD a month      months they last  end in
      published estimate  45.00 to 105.00  9 to 22           2027-08 to 2028-09
      measured usage      27.66 to 65.36   14 to 35          2028-01 to 2029-10
      credits: 1,000.00 USD (portal)
      spent since 23 October 2026: 27.30 to 64.50 USD by measured usage of 30 days up to 21 November 2026; 935.50 to 972.70 USD are left
      published estimate: 45.00 to 105.00 USD a month (guide)
      It was probably made with older prices, which have moved since: up for DeepSeek-V3.2 (4 to 4.1 times) and Kimi-K2.6 (3.4 to 5.2 times); down for gpt-5.4 (0.63 to 0.94 times); what that makes of the estimate only measured usage can say.

    Self-hosting
      from                USD a month      share of the threshold  break-even at
      published estimate  45.00 to 105.00  0.5 % to 1.1 %          95 to 222 times the volume
      measured usage      27.66 to 65.36   0.3 % to 0.7 %          153 to 361 times the volume
      threshold: self-hosting pays above 10,000.00 USD a month (ADR)
      one idle GPU node pool: 1,460.00 to 5,840.00 USD a month, 730 hours at 2.00 to 8.00 (ADR)
      idle GlobalStandard deployments: 0.00 USD a month"
  `);
  expect(stdout).not.toContain("unknown");
  expect(stdout).not.toContain("not known");
});

test("requests in a dearer tier are not measured, which is said where there may have been some", async () => {
  const sentence = "gpt-5.4: counted as if no request had more than 272,000 input tokens; such cost more";
  expect((await costOf(daysOf("gpt-5.4", 272_001, 1))()).stdout).toContain(sentence);
  expect((await costOf(daysOf("gpt-5.4", 272_000, 1))()).stdout).not.toContain(sentence);
});

test("credits run from what is left of them, at the measured rate", async () => {
  const cost = costOf(ALL, { "account.yaml": SINCE });
  const { environments } = JSON.parse((await cost("--format", "json")).stdout);
  expect(environments[0]).toMatchObject({
    answer: "measured usage",
    spend: { since: "2026-10-23", until: "2026-11-21", days: 30, cost: { lowUsd: 27.3, highUsd: 64.5 }, gaps: [] },
    creditsLeft: { low: 935.5, high: 972.7 },
  });
  const measured = environments[0].outlooks.find(({ basis }: { basis: string }) => basis === "measured usage");
  // 935.50 / 65.36 and 972.70 / 27.664
  expect(measured.runway).toMatchObject({ kind: "known", months: { least: 14, most: 35 } });
  // Somebody has looked the balance up: nothing is taken off it.
  const { stdout } = await cost("--credits", "640");
  expect(stdout).toContain("The credits of 640.00 USD last 10 to 23 months");
  expect(stdout).not.toContain("spent since");
});

test("credits that are gone are said to be used up, and what is less than a month is none of several", async () => {
  const cost = costOf(ALL);
  const sentence = async (amount: string) => (await cost("--credits", amount)).stdout.split("\n")[3];
  expect(await sentence("0")).toBe("The credits of 0.00 USD are used up.");
  expect(await sentence("10")).toMatch(/ last less than 1 month at that rate and end in November 2026\.$/);
  const spent = SINCE.replace("amount: 1000", "amount: 1");
  expect(spent).not.toBe(SINCE);
  expect((await costOf(ALL, { "account.yaml": spent })()).stdout).toContain("\nThe credits of 1.00 USD are used up.\n");
});

test("days without data are said, and what is left is at most", async () => {
  const gap = ALL.filter(({ day, deployment }) => deployment !== "gpt-5.4" || day > "2026-10-25");
  const { stdout } = await costOf(gap, { "account.yaml": SINCE })();
  expect(stdout).toContain("Of 1,000.00 USD of credits at most 973.75 USD are left; they last at most ");
  expect(stdout).toContain(" and end at the latest between ");
  expect(stdout).toContain("days without data: gpt-5.4 3 of 30\n");
  expect(stdout).toMatch(/^ {2}gpt-5\.4 +decision +27 /m);
});

test("a deployment of which nothing is known: at least, and which", async () => {
  const some = ALL.filter(({ deployment }) => deployment !== "Kimi-K2.6");
  const { stdout } = await costOf(some)();
  expect(stdout).toContain("A month costs at least 10.64 to 24.32 USD by measured usage up to 21 November 2026.\n");
  expect(stdout).toContain("  not known: usage of Kimi-K2.6\n");
  expect(stdout).not.toMatch(/^ {2}Kimi-K2\.6 +generation/m);
});

test("no day is saved: the first sentence is that of the published estimate, and what to do is said", async () => {
  const { stdout } = await costOf([], { "account.yaml": SINCE })();
  expect(stdout).toContain("A month costs 45.00 to 105.00 USD by the published estimate");
  expect(stdout).toContain(
    "Of 1,000.00 USD of credits at most 1,000.00 USD are left; they last at most 10 to 22 months",
  );
  expect(stdout).toContain("  nothing is saved: npx aucert-foundry usage --env dev --save");
  expect(stdout).toContain("spent since 23 October 2026: not known, no day up to 21 November 2026 is measured\n");
});

test("volumes by hand stand beside it with the factor", async () => {
  const cost = costOf(ALL, { "llm-config.yaml": LLM_WITH_VOLUMES });
  const { stdout } = await cost();
  // gpt-5.4 by hand: 23.10 to 46.20
  expect(stdout).toMatch(/^ {2}gpt-5\.4 +10\.64 to 24\.32 +23\.10 to 46\.20 +0\.23 to 1\.1 times$/m);
  expect(stdout).toContain("A month costs 27.66 to 65.36 USD by measured usage");
});

test("layers that share a deployment are one line, until the volumes of all of them say how to divide it", async () => {
  const volumes = (input: number) =>
    `, usage: { inputMTokPerMonth: { low: ${input}, high: ${input} }, outputMTokPerMonth: { low: 1, high: 1 } }`;
  const shared = (first: string, second: string) =>
    `version: 1\nprovider: foundry\nlayers:\n  a: { stage: L1, model: gpt-5.4${first} }\n  b: { stage: L2, model: gpt-5.4${second} }\n`;
  const one = await costOf(ALL, { "llm-config.yaml": shared(volumes(3), "") })();
  expect(one.stdout).toMatch(/^ {2}gpt-5\.4 +a, b +30 +10\.50 to 24\.00 +10\.64 +24\.32$/m);
  const two = await costOf(ALL, { "llm-config.yaml": shared(volumes(3), volumes(1)) })();
  // a has 3/4 of the input and half of the output: 4.5 x 2.50 + 0.3 x 15 = 15.75
  expect(two.stdout).toMatch(/^ {2}gpt-5\.4 +a +30 +10\.50 to 24\.00 +5\.70 +15\.96$/m);
  expect(two.stdout).toMatch(/^ {2}gpt-5\.4 +b +30 +10\.50 to 24\.00 +4\.94 +8\.36$/m);
});

test("the limit is held against it, too", async () => {
  const cost = costOf(ALL);
  expect(await cost("--max-monthly", "66")).toMatchObject({ status: 0, stderr: "" });
  expect(await cost("--max-monthly", "65")).toMatchObject({
    status: 1,
    stderr: "dev: the high estimate by the measured usage, 65.36 USD a month, passes --max-monthly 65.00\n",
  });
});

test("deployments that are gone are in what was spent, and in no month; lines that cannot be read are counted", async () => {
  const gone = [...ALL, ...daysOf("gpt-5.4-mini", 1_000_000, 0)];
  const { stdout } = await costOf(gone, { "account.yaml": SINCE, "usage.csv": `${usageText(gone)}nonsense\n` })();
  expect(stdout).toContain("no longer configured, and in no month: gpt-5.4-mini\n");
  expect(stdout).toContain("A month costs 27.66 to 65.36 USD");
  // 30 MTok at 0.075 to 0.75 more than 27.30 to 64.50
  expect(stdout).toContain("spent since 23 October 2026: 29.55 to 87.00 USD");
  expect(stdout).toContain("1 line of usage.csv cannot be read: npx aucert-foundry validate shows which\n");
});

test("a what-if: the measured usage is of the models as configured, so that it does not answer", async () => {
  const { stdout } = await costOf(ALL)("--layer", "decision=gpt-5.4-mini");
  expect(stdout).toContain("A month costs 45.00 to 105.00 USD by the published estimate");
  expect(stdout).toContain("measured usage is of the models as configured\n");
});

test("as csv: a line a figure, none for what is not known", async () => {
  const some = ALL.filter(({ deployment }) => deployment !== "Kimi-K2.6");
  const { stdout } = await costOf(some, { "account.yaml": SINCE.replace("source: guide", 'source: "=1+1, guide"') })(
    "--format",
    "csv",
  );
  expect(stdout).toMatchInlineSnapshot(`
    "environment,figure,name,basis,low,high,bound,source
    dev,"month, USD",all,published estimate,45,105,,"'=1+1, guide"
    dev,"month, USD",all,measured usage,10.64,24.32,at least,
    dev,"month of a deployment, USD",DeepSeek-V3.2,measured usage,0,0,,
    dev,"month of a deployment, USD",gpt-5.4,measured usage,10.64,24.32,,
    dev,"credits last, months",,published estimate,9,22,at most,
    dev,"credits last, months",,measured usage,40,93,at most,
    dev,"credits, USD",,,1000,1000,,portal
    dev,"spent since, USD",2026-10-23,measured usage,10.5,24,at least,
    dev,"credits left, USD",,,,989.5,at most,
    "
  `);
});
