import { prose, tableHead, tableOf, tableRow } from "../../../tools/text/markdown";

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
