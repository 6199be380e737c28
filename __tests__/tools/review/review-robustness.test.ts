import fc from "fast-check";
import { readFileSync } from "node:fs";
import { FILE_NAMES } from "../../../config/read";
import { renderReviewMarkdown } from "../../../tools/review/render-markdown";
import { renderReviewText } from "../../../tools/review/render-text";
import { reviewed } from "../../helpers/review";

/** Every optional section on, so that every part of the review can be broken. */
const COMPLETE = Object.fromEntries(
  FILE_NAMES.map((name) => [name, readFileSync(`docs/examples/complete/prod/${name}`, "utf8")]),
);

const scrap = fc.oneof(
  fc.constantFrom(
    "[",
    "{}",
    ": ",
    "- ",
    "~",
    "null",
    "0",
    "-1",
    "1e999",
    '"',
    "*a",
    "__proto__: 1\n",
    "constructor",
    "\n",
  ),
  fc.string({ maxLength: 6 }),
);
const edit = fc.record({
  file: fc.constantFrom(...FILE_NAMES),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(30),
  scrap,
});

test("files that somebody has damaged are reviewed as far as they can be read, and nothing throws", () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      const damaged: Record<string, string> = { ...COMPLETE };
      for (const { file, at, length, scrap: text } of edits) {
        const whole = damaged[file] ?? "";
        const start = Math.floor(at * whole.length);
        damaged[file] = whole.slice(0, start) + text + whole.slice(start + length);
      }
      for (const review of [
        reviewed({ prod: COMPLETE }, { prod: damaged }),
        reviewed({ prod: damaged }, { prod: COMPLETE }),
        reviewed({}, { prod: damaged }),
      ]) {
        expect(renderReviewText(review, { colour: false, textOf: () => undefined })).toMatch(
          /^(prod: |risk: none .* of prod$)/m,
        );
        expect(renderReviewMarkdown(review, "")).toContain("`prod`");
      }
    }),
    { numRuns: 30 },
  );
});
