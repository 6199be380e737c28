import fc from "fast-check";
import { callsBetween } from "../../../config/usage/calls";
import type { UsageDay } from "../../../config/usage/usage-file";

const SPAN = { first: "2026-10-30", last: "2026-11-02" };
const quiet = (day: string): UsageDay => ({ day, deployment: "gpt-5.4", requests: 0, inputTokens: 0 });
const QUIET = ["2026-10-30", "2026-10-31", "2026-11-01", "2026-11-02"].map(quiet);

test("never called: every day was counted, and there was no call", () => {
  expect(callsBetween(QUIET, "gpt-5.4", SPAN)).toEqual({ kind: "none" });
});

test("called: the last day, whatever is unknown after it", () => {
  const busy = { day: "2026-10-31", deployment: "gpt-5.4", throttled: 1 };
  expect(callsBetween([...QUIET.slice(0, 1), busy], "gpt-5.4", SPAN)).toEqual({
    kind: "called",
    lastDay: "2026-10-31",
  });
});

test.each<[string, readonly UsageDay[], readonly string[]]>([
  ["a day is missing", QUIET.filter(({ day }) => day !== "2026-11-01"), ["2026-11-01"]],
  [
    "requests of a day are unknown",
    [...QUIET.slice(1), { ...quiet("2026-10-30"), requests: undefined } as never],
    ["2026-10-30"],
  ],
  ["nothing is known", [], QUIET.map(({ day }) => day)],
  [
    "only another deployment is known",
    QUIET.map((one) => ({ ...one, deployment: "gpt-5.5" })),
    QUIET.map(({ day }) => day),
  ],
])("unknown, not never: %s", (_, days, open) => {
  expect(callsBetween(days, "gpt-5.4", SPAN)).toEqual({ kind: "unknown", days: open });
});

test("calls outside the span do not count, not even for days within", () => {
  const outside = { day: "2026-10-29", deployment: "gpt-5.4", requests: 5 };
  expect(callsBetween([outside, ...QUIET], "gpt-5.4", SPAN)).toEqual({ kind: "none" });
});

test("never says that there was no call when a day was not counted", () => {
  const kept = fc.subarray(QUIET);
  fc.assert(
    fc.property(kept, (days) => {
      expect(callsBetween(days, "gpt-5.4", SPAN).kind).toBe(days.length === QUIET.length ? "none" : "unknown");
    }),
  );
});
