import { loadCatalog } from "../../../config/catalog/catalog";
import type { Cost } from "../../../config/cost/monthly-cost";
import { type CostOptions, costReport, type CostReport } from "../../../tools/cost/cost-report";
import { monthAfter, runwayOf as runwayOfBalance, selfHostingOf } from "../../../config/cost/outlook";
import { wholeBalance } from "../../../config/cost/spend";
import { checkReroutes, parseReroutes } from "../../../tools/cost/what-if";
import { usageText } from "../../../config/usage/usage-file";
import { ACCOUNT, catalogOf, type Files, TODAY } from "../../helpers/config";
import { environmentOfCosts, LLM_WITH_VOLUMES, MODELS_OF_COSTS, pricesOfCosts, PUBLISHED } from "../../helpers/cost";

const catalog = loadCatalog();
const AS_IT_IS: CostOptions = { today: TODAY, reroutes: [], scale: 1 };

function report(options: Partial<CostOptions> = {}, changed: Files = {}, prices = pricesOfCosts()): CostReport {
  return costReport(environmentOfCosts(changed), prices, catalog, { ...AS_IT_IS, ...options });
}

function outlook({ outlooks }: CostReport, basis: string) {
  return outlooks.find((one) => one.basis === basis);
}

function runwayOf(creditsUsd: number, monthly: Cost, today: string) {
  return runwayOfBalance(wholeBalance(creditsUsd), monthly, today);
}

function usd(low: number, high: number): Cost {
  return { kind: "known", usd: { low, high } };
}

const atLeast = (low: number, high: number): Cost => ({ kind: "at-least", usd: { low, high }, missing: ["m"] });
const WITHOUT_VOLUMES = { "llm-config.yaml": LLM_WITH_VOLUMES.replace(/ {4}usage:.*\n( {6}.*\n)*/g, "") };

describe("how long credits last", () => {
  test("in whole months, rounded, and to which month", () => {
    expect(runwayOf(1000, usd(45, 105), "2026-11-22")).toEqual({
      kind: "known",
      months: { least: 10, most: 22 },
      ends: { first: "2027-09", last: "2028-09" },
    });
  });
  test("at most so long, when the cost is at least so high", () => {
    expect(runwayOf(1000, atLeast(45, 105), "2026-11-22")).toMatchObject({ kind: "at-most", months: { least: 10 } });
  });
  test("without an end at a low estimate of nothing, and for ever when nothing is spent", () => {
    expect(runwayOf(1000, usd(0, 100), TODAY)).toMatchObject({ months: { least: 10, most: null } });
    expect(runwayOf(1000, usd(0, 100), TODAY)).toMatchObject({ ends: { first: "2027-09", last: null } });
    expect(runwayOf(1000, usd(0, 0), TODAY)).toEqual({ kind: "endless" });
    expect(runwayOf(1000, atLeast(0, 0), TODAY)).toEqual({ kind: "unknown", missing: ["m"] });
  });
  test.each([
    ["2026-11-22", 0, "2026-11"],
    ["2026-11-22", 1, "2026-12"],
    ["2026-12-01", 1, "2027-01"],
    ["2026-01-31", 23, "2027-12"],
    ["2026-11-22", 1200, "2126-11"],
    ["2026-11-22", 1201, null],
  ])("%s and %i months: %s", (day, months, expected) => expect(monthAfter(day, months)).toBe(expected));
  test("counts only what credits cover", () => {
    const models = MODELS_OF_COSTS.replace("name: Kimi-K2.6", "name: Kimi-K2.6\n    directFromAzure: false");
    const volumes = outlook(report({}, { "models.yaml": models }), "volumes");
    // 1000 over 97.80 and 48.90, while the total is 128.85 and 64.43
    expect(volumes?.runway).toMatchObject({ months: { least: 10, most: 20 } });
    expect(volumes?.monthly).toMatchObject({ usd: { high: expect.closeTo(128.85, 8) } });
  });
  test("from the balance, when it is given", () => {
    const volumes = outlook(report({ creditsUsd: 500 }), "volumes");
    expect(volumes?.runway).toMatchObject({ months: { least: 4, most: 8 } });
  });
});

describe("self-hosting", () => {
  test("is so far away as a hand calculation says", () => {
    const volumes = outlook(report(), "volumes");
    expect(volumes?.selfHosting).toEqual({
      share: { low: expect.closeTo(0.0064425, 9), high: expect.closeTo(0.012885, 9) },
      verdict: "below",
      timesVolume: { least: expect.closeTo(10_000 / 128.85, 8), most: expect.closeTo(10_000 / 64.425, 8) },
      // 52 MTok a month cost 64.425, and twice as many twice as much
      breakEvenMTok: {
        low: expect.closeTo((52 * 10_000) / 64.425, 6),
        high: expect.closeTo((104 * 10_000) / 128.85, 6),
      },
    });
  });
  test("is reached by a hundred times the volume, by the high estimate", () => {
    const volumes = outlook(report({ scale: 100 }), "volumes");
    expect(volumes?.monthly).toMatchObject({
      usd: { low: expect.closeTo(6442.5, 6), high: expect.closeTo(12_885, 6) },
    });
    expect(volumes?.selfHosting?.verdict).toBe("high estimate above");
    expect(outlook(report({ scale: 200 }), "volumes")?.selfHosting?.verdict).toBe("above");
  });
  test("is not reached at the threshold itself, and has no break-even when nothing is spent", () => {
    expect(selfHostingOf(100, usd(50, 100), undefined)).toMatchObject({ verdict: "below", breakEvenMTok: null });
    expect(selfHostingOf(100, usd(100, 200), undefined)).toMatchObject({ verdict: "high estimate above" });
    expect(selfHostingOf(100, usd(0, 0), { low: 0, high: 0 })).toMatchObject({
      timesVolume: { least: null, most: null },
      breakEvenMTok: null,
    });
  });
  test("has a break-even volume between those of the two mixes", () => {
    // 10 MTok for 1 USD, and 15 for 3 USD
    expect(selfHostingOf(300, usd(1, 3), { low: 10, high: 15 })?.breakEvenMTok).toEqual({ low: 1500, high: 3000 });
  });
  test("has no break-even volume while a volume is missing", () => {
    const llm = LLM_WITH_VOLUMES.replace(/( {4}model: gpt-5.4\n)[^]*/, "$1");
    expect(outlook(report({}, { "llm-config.yaml": llm }), "volumes")?.selfHosting).toMatchObject({
      timesVolume: { least: expect.closeTo(10_000 / 82.65, 6) },
      breakEvenMTok: null,
    });
  });
});

describe("the published estimate", () => {
  test("answers without any volumes", () => {
    const without = report({}, WITHOUT_VOLUMES);
    expect(without.layersWithoutVolumes).toEqual(["analysis", "decision", "generation"]);
    expect(outlook(without, "published estimate")).toMatchObject({
      monthly: usd(45, 105),
      runway: { months: { least: 10, most: 22 } },
      selfHosting: { verdict: "below" },
    });
    expect(outlook(without, "volumes")).toMatchObject({ runway: { kind: "unknown" }, monthly: { kind: "unknown" } });
  });
  test("grows with the volume, and says so", () => {
    const { published } = report({ scale: 3 }, WITHOUT_VOLUMES);
    expect(published.monthlyEstimateUsd).toEqual({ low: 135, high: 315, source: "guide; here times 3" });
  });
  test("may be missing", () => {
    const { outlooks, published } = report({}, { "account.yaml": ACCOUNT });
    expect([outlooks.map(({ basis }) => basis), outlooks[0]?.runway, published]).toEqual([["volumes"], undefined, {}]);
  });
});

describe("what if", () => {
  test("another model serves a layer: that layer changes, to a model that need not be deployed", () => {
    const { cost, changes } = report({ reroutes: [{ layer: "decision", model: "gpt-5.4-mini" }] });
    // 4 in, half of it cached, 1 out: 2 x 0.75 + 2 x 0.075 + 4.50, instead of 23.10
    expect(cost.layers.find(({ layer }) => layer === "decision")).toMatchObject({
      model: "gpt-5.4-mini",
      isCovered: true,
      cost: { kind: "known", usd: { low: expect.closeTo(6.15, 8), high: expect.closeTo(12.3, 8) } },
    });
    expect(changes?.total).toMatchObject({ usd: { low: expect.closeTo(-16.95, 8), high: expect.closeTo(-33.9, 8) } });
    expect(cost.models.find(({ model }) => model === "gpt-5.4")?.layers).toEqual([]);
  });
  test("is compared at the same volumes, so that a layer without any that stays as it is does not matter", () => {
    const llm = LLM_WITH_VOLUMES.replace(/ {4}usage: \{ inputMTokPerMonth: \{ low: 30.*\n/, "");
    const reroutes = [{ layer: "decision", model: "gpt-5.4-mini" }];
    const { changes } = report({ reroutes, scale: 10 }, { "llm-config.yaml": llm });
    expect(changes?.total).toMatchObject({ usd: { low: expect.closeTo(-169.5, 7), high: expect.closeTo(-339, 7) } });
  });
  test("no layer gets another model: there is no comparison", () => {
    expect([report().changes, report({ scale: 2 }).changes]).toEqual([undefined, undefined]);
  });
  test("a model without a price makes the total a least one", () => {
    const { cost } = report({ reroutes: [{ layer: "decision", model: "gpt-5.1" }] });
    expect(cost.total).toMatchObject({ kind: "at-least", missing: ["price of gpt-5.1"] });
  });

  test.each([
    ["decision", "--layer takes LAYER=MODEL, such as decision=gpt-5.4-mini, not decision"],
    ["a=b=c", "not a=b=c"],
    ["=b", "not =b"],
    ["a=", "not a="],
  ])("rejects %s", (text, message) => expect(() => parseReroutes([text])).toThrow(message));
  test("rejects two models for one layer", () => {
    expect(() => parseReroutes(["a=b", "c=d", "a=e"])).toThrow("--layer gives a more than one model");
  });
  test.each([
    ["decison=gpt-5.4", "no layer decison; did you mean decision?"],
    ["zzz=gpt-5.4", "no layer zzz; layers: analysis, decision, generation"],
    ["decision=gtp-5.4", "no model gtp-5.4; did you mean gpt-5.4?"],
    ["decision=GPT-5.4", "no model GPT-5.4; did you mean gpt-5.4?"],
    ["decision=zzzzzzzz", "config/catalog/models.yaml lists"],
  ])("rejects %s", (text, message) => {
    expect(() => checkReroutes(parseReroutes([text]), [environmentOfCosts()], catalog, pricesOfCosts())).toThrow(
      message,
    );
  });
  test("rejects a model at Foundry for a layer that another provider serves", () => {
    const { llm, deployments } = environmentOfCosts();
    const elsewhere = { deployments, llm: { ...llm, provider: "vertex" as const } };
    const reroutes = parseReroutes(["decision=gpt-5.4"]);
    expect(() => checkReroutes(reroutes, [elsewhere], catalog, pricesOfCosts())).toThrow("in use is vertex");
    expect(() => checkReroutes([], [elsewhere], catalog, pricesOfCosts())).not.toThrow();
  });
});

test("credits cover no model of which only Azure's list is known, neither in a what-if nor in what was spent", () => {
  const models = catalog.names.flatMap((name) => catalog.versionsOf(name));
  const azureOnly = { name: "new-model", format: "OpenAI", version: "1", azure: { asOf: TODAY, lifecycle: "GA" } };
  const withNew = catalogOf(...models, azureOnly);
  const prices = pricesOfCosts({ model: "new-model", quotes: [{ source: "meters", input: 1, output: 1 }] });
  const usage = [
    ["gpt-5.4-mini", 1],
    ["new-model", 100],
  ] as const;
  const days = usage.map(([deployment, inputTokens]) => ({
    day: "2026-11-20",
    deployment,
    inputTokens: inputTokens * 1e6,
    outputTokens: 0,
  }));
  const account = ACCOUNT + PUBLISHED.replace("amount: 1000,", "amount: 1000, since: 2026-11-20,");
  const environment = environmentOfCosts({ "account.yaml": account, "usage.csv": usageText(days) });
  const reroutes = [{ layer: "decision", model: "new-model" }];
  const { cost, spend } = costReport(environment, prices, withNew, { ...AS_IT_IS, reroutes });
  expect(cost.layers.find(({ layer }) => layer === "decision")).toMatchObject({ isCovered: false });
  // A million tokens of the documented model; 100 USD of the other are no credits.
  expect(spend?.cost).toMatchObject({ usd: { high: expect.closeTo(0.75, 8) } });
});

describe("the limit", () => {
  const limit = (maxMonthlyUsd: number, changed: Files = {}) => report({ maxMonthlyUsd }, changed).limit;
  const partial = { "llm-config.yaml": LLM_WITH_VOLUMES.replace(/( {4}model: gpt-5.4\n)[^]*/, "$1") };

  test("is held against the high estimate of the volumes when all are known", () => {
    expect(limit(128)).toMatchObject({ verdict: "passed", basis: "volumes", highUsd: expect.closeTo(128.85, 8) });
    expect(limit(129)).toMatchObject({ verdict: "kept", basis: "volumes" });
  });
  test("is held against the published estimate when they are not", () => {
    expect(limit(104, WITHOUT_VOLUMES)).toMatchObject({ verdict: "passed", basis: "published estimate", highUsd: 105 });
    expect(limit(105, WITHOUT_VOLUMES)).toMatchObject({ verdict: "kept", basis: "published estimate" });
  });
  test("is passed by what is known already", () => {
    expect(limit(82, partial)).toMatchObject({ verdict: "passed", basis: "volumes" });
    expect(limit(83, partial)).toMatchObject({ verdict: "passed", basis: "published estimate" });
  });
  test("is never said to be kept when nothing says so", () => {
    const bare = { ...partial, "account.yaml": ACCOUNT + PUBLISHED.replace(/ {2}monthlyEstimateUsd.*\n/, "") };
    expect(limit(1000, bare)).toMatchObject({ verdict: "unknown", highUsd: undefined });
    const reroutes = [{ layer: "analysis", model: "gpt-5.4" }];
    expect(report({ maxMonthlyUsd: 1000, reroutes }, WITHOUT_VOLUMES).limit?.verdict).toBe("unknown");
  });
});

describe("prices", () => {
  test("shows every source, those that agree together, the used one marked", () => {
    const row = report().prices.find(({ model }) => model === "gpt-5.4");
    expect(row?.quotes.map(({ quote, sources, isUsed }) => [quote.input, sources.map(({ id }) => id), isUsed])).toEqual(
      [
        [2.5, ["meters"], true],
        [2.4, ["copies"], false],
        [4, ["guide"], false],
      ],
    );
    const agreeing = { source: "copies", input: 2.5, output: 15 };
    const prices = pricesOfCosts({ model: "gpt-5.4", quotes: [agreeing, { ...agreeing, source: "meters" }] });
    const together = report({}, {}, prices).prices.find(({ model }) => model === "gpt-5.4");
    expect(together?.quotes.map(({ sources }) => sources.map(({ id }) => id))).toEqual([["meters", "copies"]]);
  });
});
