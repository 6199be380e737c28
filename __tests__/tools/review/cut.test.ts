import fc from "fast-check";
import { cutAlike, short } from "../../../tools/review/cut";

test("a text that fits is whole, a longer one ends where it is cut", () => {
  expect([short("abcd", 4), short("abcde", 4)]).toEqual(["abcd", "abcd…"]);
});

describe("two texts", () => {
  const both = (start: string, end = ""): [string, string] => [`${start}one${end}`, `${start}two${end}`];

  test.each<[string, [string, string], [string, string]]>([
    ["that fit are whole", both("a"), ["aone", "atwo"]],
    [
      "that differ at once keep their beginning",
      both("", "-".repeat(30)),
      [`one${"-".repeat(17)}…`, `two${"-".repeat(17)}…`],
    ],
    [
      "that differ in the middle are seen there",
      both("-".repeat(30), "+".repeat(30)),
      ["…----------one+++++++…", "…----------two+++++++…"],
    ],
    [
      "that differ at their end are seen there",
      both("-".repeat(30)),
      [`…${"-".repeat(17)}one`, `…${"-".repeat(17)}two`],
    ],
    [
      "of which one goes on are seen there",
      ["-".repeat(30), `${"-".repeat(30)}two`],
      [`…${"-".repeat(17)}`, `…${"-".repeat(17)}two`],
    ],
  ])("%s", (_, given, shown) => {
    expect(cutAlike(...given, 20)).toEqual(shown);
  });

  test("that differ are never shown alike, and are short", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 60 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const shown = cutAlike(one, other, 20);
        expect(shown[0] === shown[1]).toBe(one === other);
        expect(Math.max(...shown.map(({ length }) => length))).toBeLessThanOrEqual(22);
      }),
    );
  });
});
