import { prose, sentence, tableHead, tableOf, tableRow } from "../../../tools/text/markdown";

test("a table has its numbers to the right", () => {
  expect(
    tableOf(
      ["model", "low"],
      [
        ["x", "1"],
        ["y", ""],
      ],
      [1],
    ),
  ).toBe(["| model | low |", "|---|---:|", "| x | 1 |", "| y |  |"].join("\n"));
});

test("a table can be written line by line", () => {
  expect([tableHead(["a"]), tableRow(["b"])].join("\n")).toBe(tableOf(["a"], [["b"]]));
});

test("text of another keeps no table, no mention and no link", () => {
  expect(prose("a|b @c #1 https://x <d>")).toBe("a&#124;b \u200b@\u200bc #\u200b1 https:\u200b/\u200b/x &#60;d&#62;");
});

test.each([
  ["run `cp a b`, then `c`", "run `cp a b`, then `c`"],
  ["plain | <b>", "plain &#124; &#60;b&#62;"],
  ["a lone ` stays a sign, *x*", "a lone &#96; stays a sign, &#42;x&#42;"],
  ["`<b>` and @c", "<code>&#60;b&#62;</code> and \u200b@\u200bc"],
])("what a sentence has in backticks is code: %j", (text, expected) => {
  expect(sentence(text)).toBe(expected);
});
