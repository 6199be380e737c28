/** The table of a smoke test. */
import type { SmokeResult } from "../../../tools/smoke/call-layer";
import { renderResults } from "../../../tools/smoke/render-smoke";

const ANSWER: SmokeResult = {
  ...{ layer: "decision", model: "gpt-5.4", api: "responses", ok: true, httpStatus: 200, latencyMs: 5, attempts: 1 },
};

test.each<[Partial<SmokeResult>, string]>([
  [{ inputTokens: 5, outputTokens: 0 }, "5 in, 0 out"],
  [{ inputTokens: 5 }, "5 in, unknown out"],
  [{ outputTokens: 7 }, "unknown in, 7 out"],
  [{}, "unknown in, unknown out"],
  [{ ok: false, error: "HTTP 500", help: "try again" }, "-"],
])("the tokens of %j are shown as %s", (facts, tokens) => {
  const [, row] = renderResults([{ ...ANSWER, ...facts }], "text").split("\n");
  expect(row?.split(/ {2,}/).at(-1)).toBe(tokens);
});
