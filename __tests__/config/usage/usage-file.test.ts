import fc from "fast-check";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Diagnostic } from "../../../config/findings/diagnostic";
import { reportTo } from "../../../config/findings/report";
import { COUNTS, mergeUsage, parseUsage, type UsageDay, usageText } from "../../../config/usage/usage-file";
import { brief, filesWith, load, MODELS } from "../../helpers/config";
import { run, temporaryFolder } from "../../helpers/workspace";

const HEADER = "day (version 1),deployment,input_tokens,output_tokens,requests,throttled_429,server_errors_5xx";

function parsed(...lines: string[]) {
  const findings: Diagnostic[] = [];
  const usage = parseUsage("usage.csv", lines.join("\n"), reportTo(findings));
  return { usage, findings };
}

const day = fc.integer({ min: 1, max: 9 }).map((number) => `2026-11-0${number}`);
const count = fc.option(fc.nat(), { nil: undefined });
const usageDay: fc.Arbitrary<UsageDay> = fc
  .record({
    day,
    deployment: fc.constantFrom("gpt-5.4", "Kimi-K2.6"),
    counts: fc.tuple(...COUNTS.map(() => count)),
  })
  .map(({ counts, ...one }) => ({
    ...one,
    ...Object.fromEntries(
      COUNTS.map((name, index) => [name, counts[index]]).filter(([, value]) => value !== undefined),
    ),
  }));
const usageDays = fc.array(usageDay, { maxLength: 12 });

test("a line a deployment and day, sorted; what is unknown is empty, zero is 0", () => {
  const text = usageText([
    { day: "2026-11-02", deployment: "gpt-5.4", inputTokens: 1200, outputTokens: 0, requests: 3 },
    { day: "2026-11-01", deployment: "gpt-5.4", inputTokens: 7 },
    { day: "2026-11-01", deployment: "Kimi-K2.6", throttled: 0, serverErrors: 2 },
    { day: "2026-11-03", deployment: "gpt-5.4" },
  ]);
  expect(text).toBe(`${HEADER}
2026-11-01,Kimi-K2.6,,,,0,2
2026-11-01,gpt-5.4,7,,,,
2026-11-02,gpt-5.4,1200,0,3,,
`);
});

test("what is written is read back: nothing that is unknown becomes a number, no number is lost", () => {
  fc.assert(
    fc.property(usageDays, (days) => {
      const { usage, findings } = parsed(usageText(days));
      expect(findings).toEqual([]);
      expect(usage).toEqual({ days: mergeUsage(days), unreadLines: 0 });
    }),
    { numRuns: 200 },
  );
});

test("merging twice, in any order, in any part, gives the same; no day is lost and no number falls", () => {
  fc.assert(
    fc.property(usageDays, usageDays, (a, b) => {
      const merged = mergeUsage(a, b);
      expect(mergeUsage(b, a)).toEqual(merged);
      expect(mergeUsage(merged, a)).toEqual(merged);
      for (const one of [...a, ...b]) {
        const found = merged.find(({ day, deployment }) => day === one.day && deployment === one.deployment);
        for (const name of COUNTS) {
          if (one[name] !== undefined) expect(found?.[name]).toBeGreaterThanOrEqual(one[name]);
        }
      }
      for (const one of merged) expect(COUNTS.some((name) => one[name] !== undefined)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test("a day that comes twice: the larger number counts, never the sum", () => {
  const { usage, findings } = parsed(
    HEADER,
    "2026-11-01,gpt-5.4,100,20,,0,",
    HEADER,
    "2026-11-01,gpt-5.4,90,25,4,,",
    "",
  );
  expect(findings).toEqual([]);
  expect(usage?.days).toEqual([
    { day: "2026-11-01", deployment: "gpt-5.4", inputTokens: 100, outputTokens: 25, requests: 4, throttled: 0 },
  ]);
});

test.each([
  ["2026-11-01,gpt-5.4,1", "the line is not read: it has 3 fields where there should be 7"],
  ["2026-11-31,gpt-5.4,1,1,1,1,1", "the line is not read: it does not begin with a day as YYYY-MM-DD"],
  ["01.11.2026,gpt-5.4,1,1,1,1,1", "the line is not read: it does not begin with a day as YYYY-MM-DD"],
  ["2026-11-01,=1+1,1,1,1,1,1", "the line is not read: its second field cannot be the name of a deployment"],
  [
    "2026-11-01,gpt-5.4,1e6,1,1,1,1",
    "the line is not read: input_tokens is not a whole number; what is unknown stays empty",
  ],
  [
    "2026-11-01,gpt-5.4,1,-1,1,1,1",
    "the line is not read: output_tokens is not a whole number; what is unknown stays empty",
  ],
  [
    "2026-11-01,gpt-5.4,1,1,unknown,1,1",
    "the line is not read: requests is not a whole number; what is unknown stays empty",
  ],
  ["<<<<<<< HEAD", "the line is not read: it has 2 fields where there should be 7"],
])("a bad line, %s, is said with its place and takes no other with it", (line, message) => {
  const { usage, findings } = parsed(HEADER, "2026-11-01,gpt-5.4,1,2,3,0,0", line, "2026-11-02,gpt-5.4,4,5,6,0,0");
  expect(findings).toMatchObject([{ code: "usage-file", severity: "warning", line: 3, column: 1, message }]);
  expect(usage?.days.map((one) => one.inputTokens)).toEqual([1, 4]);
  expect(usage?.unreadLines).toBe(1);
});

test.each([
  ["", "the file is not read: its first line is not the header"],
  ["day,deployment", "the file is not read: its first line is not the header"],
  [HEADER.replace("requests,", ""), "the file is not read: its first line is not the header"],
  [HEADER.replace("1", "2"), "the file is not read: it has version 2, and this program knows version 1"],
])("without the header, %s, nothing is read", (header, message) => {
  const { usage, findings } = parsed(header, "2026-11-01,gpt-5.4,1,2,3,0,0");
  expect(usage).toBeUndefined();
  expect(findings).toMatchObject([{ code: "usage-file", line: 1, message }]);
});

describe("beside the configuration", () => {
  const text = usageText([{ day: "2026-11-01", deployment: "gpt-5.4", inputTokens: 7 }]);

  test("it is no stray file, and neither is what preflight saves", () => {
    expect(load(filesWith({ "usage.csv": text, "azure.json": "{}" })).findings).toEqual([]);
    expect(brief(load(filesWith({ "Usage.csv": text })).findings)).toEqual(["Usage.csv:1:1 warning stray-file"]);
  });
  test("the environment has what it says; without the file it has nothing", () => {
    const usageOf = (files = {}) => load(filesWith(files)).environments[0]?.usage;
    expect(usageOf()).toBeUndefined();
    expect(usageOf({ "usage.csv": `\ufeff${text.replaceAll("\n", "\r\n")}` })).toEqual({
      days: [{ day: "2026-11-01", deployment: "gpt-5.4", inputTokens: 7 }],
      unreadLines: 0,
    });
  });
  test.each([
    ["a folder", { kind: "directory" } as const],
    ["too large", { kind: "too-large", size: 2_000_000 } as const],
    ["no text", Uint8Array.of(0x64, 0xff, 0xfe)],
    ["another file", MODELS],
  ])("%s in its place stands in the way of nothing", (_, content) => {
    const { environments, findings } = load(filesWith({ "usage.csv": content }));
    expect(brief(findings)).toEqual(["usage.csv:1:1 warning usage-file"]);
    expect([environments.length, environments[0]?.usage]).toEqual([1, undefined]);
  });
});

test("two branches that each add days merge into the union", () => {
  const folder = temporaryFolder();
  const file = path.join(folder, "usage.csv");
  const git = (...args: string[]): void => {
    const { status, stderr } = run(folder, "git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args]);
    if (status !== 0) throw new Error(stderr);
  };
  const daysIn = () => parsed(readFileSync(file, "utf8"));
  const of = (deployment: string, inputTokens: number, ...numbers: number[]): UsageDay[] =>
    numbers.map((number) => ({ day: `2026-11-0${number}`, deployment, inputTokens }));
  const commit = (days: UsageDay[]): void => {
    writeFileSync(file, usageText([...(daysIn().usage?.days ?? []), ...days]));
    git("add", ".");
    git("commit", "--quiet", "--message", "usage");
  };
  const merged = (ours: UsageDay[], theirs: UsageDay[]) => {
    git("checkout", "--quiet", "-b", "theirs");
    commit(theirs);
    git("checkout", "--quiet", "main");
    commit(ours);
    git("merge", "--quiet", "--no-edit", "theirs");
    git("branch", "--quiet", "--delete", "theirs");
    return daysIn();
  };
  git("init", "--quiet", "--initial-branch=main");
  copyFileSync(".gitattributes", path.join(folder, ".gitattributes"));
  writeFileSync(file, usageText([]));
  commit(of("gpt-5.4", 5, 1, 2));

  // Both add after the last day, one of them to a day that the other has, too, and before it.
  const first = merged(of("gpt-5.4", 7, 3, 4), [...of("gpt-5.4", 6, 2, 4), ...of("Kimi-K2.6", 1, 1, 5)]);
  expect(first.findings).toEqual([]);
  expect(first.usage?.days.map((one) => [one.day.slice(-1), one.deployment, one.inputTokens])).toEqual([
    ["1", "Kimi-K2.6", 1],
    ["1", "gpt-5.4", 5],
    ["2", "gpt-5.4", 6],
    ["3", "gpt-5.4", 7],
    ["4", "gpt-5.4", 7],
    ["5", "Kimi-K2.6", 1],
  ]);
  // What came out of a merge, lines in disorder, is merged again.
  const second = merged(of("gpt-5.4", 9, 5), of("Kimi-K2.6", 9, 2, 6));
  expect(second.findings).toEqual([]);
  expect(second.usage?.days).toHaveLength(9);
});
