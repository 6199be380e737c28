import fc from "fast-check";
import { measuredCost, type MeasuredInput } from "../../../config/cost/measured-cost";
import type { Cost } from "../../../config/cost/monthly-cost";
import { balanceAfter, spendSince } from "../../../config/cost/spend";
import { dayPlus } from "../../../config/days";
import type { Layer } from "../../../config/model";
import { mergeUsage, type UsageDay } from "../../../config/usage/usage-file";
import { pricesOfCosts } from "../../helpers/cost";

const prices = pricesOfCosts();
const FIRST = "2026-11-01";
const TODAY = "2026-11-22";

function layer(name: string, model: string, usage?: Layer["usage"]): Layer {
  return { layer: name, stage: "L1", model, api: "chat-completions", fallbacks: [], ...(usage && { usage }) };
}

function inputOf(days: readonly UsageDay[], layers: readonly Layer[] = []): MeasuredInput {
  return {
    usage: { days: mergeUsage(days), unreadLines: 0 },
    llm: { provider: "foundry", layers },
    deployments: ["gpt-5.4", "Kimi-K2.6", "DeepSeek-V3.2"].map((name) => ({ name, directFromAzure: true })),
  };
}

/** The same tokens on so many days from the first on. */
function daysOf(deployment: string, inputTokens: number, outputTokens: number, count: number): UsageDay[] {
  return Array.from({ length: count }, (_, index) => ({
    day: dayPlus(FIRST, index),
    deployment,
    inputTokens,
    outputTokens,
  }));
}

function usd(low: number, high: number): Cost {
  return { kind: "known", usd: { low: expect.closeTo(low, 9) as never, high: expect.closeTo(high, 9) as never } };
}

const of = (input: MeasuredInput, deployment: string) =>
  measuredCost(input, prices)?.deployments.find((one) => one.deployment === deployment);

describe("a month by hand", () => {
  // gpt-5.4: 300,000 in and 20,000 out a day, on 10 days: 3 MTok in, 0.2 MTok out
  const input = inputOf([
    ...daysOf("gpt-5.4", 300_000, 20_000, 10),
    ...daysOf("Kimi-K2.6", 1_000_000, 100_000, 20),
    ...daysOf("DeepSeek-V3.2", 500_000, 50_000, 20),
  ]);

  test("of a model with a price of cached input: from all of it cached to none", () => {
    // none: 3 x 2.50 + 0.2 x 15 = 10.50; all: 3 x 0.25 + 0.2 x 15 = 3.75; a month is 30.4 days
    expect(of(input, "gpt-5.4")).toMatchObject({
      days: 10,
      measured: usd(3.75, 10.5),
      monthly: usd(11.4, 31.92),
    });
  });
  test("of a model without: one amount", () => {
    // 10 x 0.58 + 1 x 1.68 = 7.48 in 20 days
    expect(of(input, "DeepSeek-V3.2")).toMatchObject({
      days: 20,
      measured: usd(7.48, 7.48),
      monthly: usd(11.3696, 11.3696),
    });
  });
  test("of all", () => {
    // Kimi: none cached 20 x 0.95 + 2 x 4 = 27, all cached 20 x 0.16 + 2 x 4 = 11.20, in 20 days: 41.04 and 17.024 a month
    const cost = measuredCost(input, prices);
    expect(cost).toMatchObject({ first: "2026-10-22", last: "2026-11-20", total: usd(39.7936, 84.3296) });
  });
  test("only the last 30 days up to the last measured one tell a month", () => {
    const long = inputOf([...daysOf("gpt-5.4", 1_000_000, 0, 5), ...daysOf("gpt-5.4", 0, 0, 40).slice(5)]);
    expect(of(long, "gpt-5.4")).toMatchObject({ days: 30, monthly: usd(0, 0) });
  });
});

describe("days that are not known", () => {
  test("are no days without use: the rate is that of the others", () => {
    const days = daysOf("gpt-5.4", 100_000, 0, 10).filter((_, index) => index % 2 === 0);
    expect(of(inputOf(days), "gpt-5.4")).toMatchObject({ days: 5, monthly: usd(0.5 * 0.25 * 6.08, 0.5 * 2.5 * 6.08) });
  });
  test("a day of which only one side is known is not known", () => {
    const days = daysOf("gpt-5.4", 100_000, 0, 2);
    const half = [days[0]!, { day: days[1]!.day, deployment: "gpt-5.4", inputTokens: 100_000 }];
    expect(of(inputOf(half), "gpt-5.4")).toMatchObject({ days: 1 });
  });
  test("a deployment without data is unknown, and the total at least what the others cost", () => {
    const input = inputOf(daysOf("gpt-5.4", 100_000, 0, 10));
    expect(of(input, "Kimi-K2.6")?.monthly).toEqual({ kind: "unknown", missing: ["usage of Kimi-K2.6"] });
    expect(measuredCost(input, prices)?.total).toMatchObject({
      kind: "at-least",
      missing: ["usage of DeepSeek-V3.2", "usage of Kimi-K2.6"],
    });
  });
  test("no data at all: no measured cost", () => {
    expect(measuredCost(inputOf([]), prices)).toBeUndefined();
    expect(measuredCost({ ...inputOf([]), usage: undefined as never }, prices)).toBeUndefined();
  });
  test("a model without a price is unknown, unless nothing was used", () => {
    const input = { ...inputOf(daysOf("other", 5, 5, 2)), deployments: [{ name: "other", directFromAzure: true }] };
    expect(of(input, "other")?.monthly).toEqual({ kind: "unknown", missing: ["price of other"] });
    const idle = { ...input, usage: inputOf(daysOf("other", 0, 0, 2)).usage! };
    expect(of(idle, "other")?.monthly).toEqual(usd(0, 0));
  });
});

describe("layers that share a deployment", () => {
  const volumes = (input: number, output: number) => ({
    inputMTokPerMonth: { low: input, high: input },
    outputMTokPerMonth: { low: output, high: output },
    cachedShare: 0,
    longContextShare: 0,
  });
  const days = daysOf("DeepSeek-V3.2", 1_000_000, 100_000, 1);

  test("are one line", () => {
    const input = inputOf(days, [layer("a", "DeepSeek-V3.2"), layer("b", "DeepSeek-V3.2", volumes(1, 1))]);
    expect(of(input, "DeepSeek-V3.2")).toMatchObject({ layers: ["a", "b"], byLayer: [] });
    const idle = inputOf(days, [
      layer("a", "DeepSeek-V3.2", volumes(0, 0)),
      layer("b", "DeepSeek-V3.2", volumes(0, 1)),
    ]);
    expect(of(idle, "DeepSeek-V3.2")?.byLayer).toEqual([]);
  });
  test("are divided where the volumes of all of them say how", () => {
    const layers = [layer("a", "DeepSeek-V3.2", volumes(3, 1)), layer("b", "DeepSeek-V3.2", volumes(1, 1))];
    // 0.75 x 0.58 + 0.05 x 1.68 = 0.519; 0.25 x 0.58 + 0.05 x 1.68 = 0.229; a month is 30.4 times that
    expect(of(inputOf(days, layers), "DeepSeek-V3.2")?.byLayer).toEqual([
      { layer: "a", monthly: usd(0.519 * 30.4, 0.519 * 30.4) },
      { layer: "b", monthly: usd(0.229 * 30.4, 0.229 * 30.4) },
    ]);
  });
});

describe("spent since a day", () => {
  const all = [
    ...daysOf("gpt-5.4", 100_000, 10_000, 21),
    ...daysOf("Kimi-K2.6", 0, 0, 21),
    ...daysOf("DeepSeek-V3.2", 0, 0, 21),
  ];
  const spend = (days: readonly UsageDay[], since = "2026-11-12") =>
    spendSince(inputOf(days), prices, (name) => name === "gpt-5.4-mini", { since, today: TODAY });

  test("by hand, to the cent, both days included", () => {
    // 10 days: 1 MTok in, 0.1 MTok out: 0.25 + 1.50 to 2.50 + 1.50
    expect(spend(all)).toEqual({ since: "2026-11-12", until: "2026-11-21", days: 10, cost: usd(1.75, 4), gaps: [] });
    expect(balanceAfter(100, spend(all))).toEqual({
      usd: { low: expect.closeTo(96, 9), high: expect.closeTo(98.25, 9) },
      isAtMost: false,
    });
  });
  test("days without data make it at least that, and are said", () => {
    const days = all.filter(({ day, deployment }) => deployment !== "gpt-5.4" || day !== "2026-11-15");
    const { cost, gaps } = spend(days);
    expect(cost).toMatchObject({ kind: "at-least", usd: { high: expect.closeTo(3.6, 9) } });
    expect(gaps).toEqual([{ deployment: "gpt-5.4", days: 1 }]);
    expect(balanceAfter(100, { cost }).isAtMost).toBe(true);
  });
  test("without any data it is unknown, which leaves at most all of the credits", () => {
    const { cost, gaps } = spend([]);
    expect([cost.kind, gaps.map(({ days }) => days)]).toEqual(["unknown", [10, 10, 10]]);
    expect(balanceAfter(100, { cost })).toEqual({ usd: { low: 100, high: 100 }, isAtMost: true });
  });
  test("a deployment that is gone was paid for as well, where credits cover it", () => {
    const gone = [...daysOf("gpt-5.4-mini", 1_000_000, 0, 21), ...daysOf("elsewhere", 1_000_000, 0, 21)];
    expect(spend([...all, ...gone]).cost).toEqual(usd(1.75 + 10 * 0.075, 4 + 10 * 0.75));
  });
  test("nothing is less than nothing", () => {
    expect(balanceAfter(1, { cost: { kind: "known", usd: { low: 2, high: 3 } } }).usd).toEqual({ low: 0, high: 0 });
  });
  test("a day to come: nothing was spent", () => {
    expect(spend(all, "2026-12-01")).toMatchObject({ days: 0, cost: usd(0, 0), gaps: [] });
  });
});

describe("unknown never counts as zero", () => {
  const names = ["gpt-5.4", "Kimi-K2.6", "DeepSeek-V3.2"];
  const whole = names.flatMap((name) => daysOf(name, 100_000, 10_000, 21));
  /** Which days, or which side of them, are lost. */
  const gaps = fc.array(fc.constantFrom("whole", "no input", "no output", "lost"), {
    minLength: whole.length,
    maxLength: whole.length,
  });
  const withGaps = (kinds: readonly string[]): UsageDay[] =>
    whole.flatMap(({ inputTokens, outputTokens, ...one }, index) => {
      if (kinds[index] === "lost") return [];
      const [noInput, noOutput] = [kinds[index] === "no input", kinds[index] === "no output"];
      return [{ ...one, ...(!noInput && { inputTokens }), ...(!noOutput && { outputTokens }) } as UsageDay];
    });

  test("in a month: each figure is that of the days that are known, or unknown", () => {
    const complete = measuredCost(inputOf(whole), prices);
    fc.assert(
      fc.property(gaps, (kinds) => {
        const input = inputOf(withGaps(kinds));
        const cost = measuredCost(input, prices);
        if (cost === undefined) return expect(kinds).not.toContain("whole");
        for (const { deployment, days, monthly } of cost.deployments) {
          const known = whole.filter((one, index) => one.deployment === deployment && kinds[index] === "whole").length;
          expect(days).toBe(known);
          // Every day is the same, so a gap that counted as zero would make a month cheaper.
          const expected = complete?.deployments.find((one) => one.deployment === deployment)?.monthly;
          if (known === 0) expect(monthly.kind).toBe("unknown");
          else if (expected?.kind === "known") expect(monthly).toEqual(usd(expected.usd.low, expected.usd.high));
        }
        const isWhole = cost.deployments.every(({ days }) => days > 0);
        const isNothing = cost.deployments.every(({ days }) => days === 0);
        expect(cost.total.kind).toBe(isWhole ? "known" : isNothing ? "unknown" : "at-least");
      }),
      { numRuns: 100 },
    );
  });
  test("in what was spent: with a gap it is at least, or unknown", () => {
    fc.assert(
      fc.property(gaps, (kinds) => {
        const spend = spendSince(inputOf(withGaps(kinds)), prices, () => true, { since: FIRST, today: TODAY });
        const known = kinds.filter((kind) => kind === "whole").length;
        expect(spend.gaps.reduce((sum, { days }) => sum + days, 0)).toBe(whole.length - known);
        expect(spend.cost.kind).toBe(known === whole.length ? "known" : known === 0 ? "unknown" : "at-least");
        expect(balanceAfter(1000, spend).isAtMost).toBe(known < whole.length);
      }),
      { numRuns: 100 },
    );
  });
});
