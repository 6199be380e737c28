import fc from "fast-check";
import { asSeen, named, quoted, quotedName, visible } from "../../../config/findings/characters";
import { printable } from "../../../config/findings/terminal";

test.each([
  ["gpt-5.4", "gpt-5.4", "gpt-5.4"],
  ["größe", "größe", "größe"],
  ["a b", "a b", "a b"],
  ["g\u0440t-5.4", '"g\u0440t-5.4" (U+0440 at 2)', "gpt-5.4"],
  ["gpt\u20115.4", '"gpt\u20115.4" (U+2011 at 4)', "gpt-5.4"],
  ["\uff47pt-5.4", '"\uff47pt-5.4" (U+FF47 at 1)', "gpt-5.4"],
  ["gpt-5.4\u200b", '"gpt-5.4\\u200b" (U+200B at 8)', "gpt-5.4"],
  ["gpt\u00a05.4", '"gpt\\u00a05.4" (U+00A0 at 4)', "gpt 5.4"],
  ["\u202egpt-5.4", '"\\u202egpt-5.4" (U+202E at 1)', "gpt-5.4"],
  ["gpt-5.4 ", '"gpt-5.4 " (U+0020 at 8)', "gpt-5.4"],
  [" gpt-5.4", '" gpt-5.4" (U+0020 at 1)', "gpt-5.4"],
  ["🙂\u200b", '"🙂\\u200b" (U+200B at 2)', "🙂"],
  ["a\u{e0041}", '"a\\udb40\\udc41" (U+E0041 at 2)', "a"],
  [
    "\u0440\u0440\u0440\u0440\u0440",
    '"\u0440\u0440\u0440\u0440\u0440" (U+0440 at 1, U+0440 at 2, U+0440 at 3, 2 more)',
    "ppppp",
  ],
])("%j is shown as %s and seen as %j", (name, shown, seen) => {
  expect([named(name), asSeen(name)]).toEqual([shown, seen]);
});

test("a name in quotes says the same of what is odd", () => {
  expect([quotedName("a"), quotedName("a ")]).toEqual(['"a"', '"a " (U+0020 at 2)']);
});

test("nothing that could steer a terminal is left", () => {
  const text = fc.string({ unit: "binary" });
  fc.assert(
    fc.property(text, (given) => {
      for (const shown of [visible(given), quoted(given), named(given)]) expect(printable(shown)).toBe(shown);
    }),
  );
});
