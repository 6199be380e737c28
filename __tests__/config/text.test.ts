import { codeOf, columns, decimal, grouped, plural, unindented, wrapped } from "../../config/text";

test.each([
  [0, "0"],
  [999, "999"],
  [1_000, "1,000"],
  [12_345, "12,345"],
  [1_048_576, "1,048,576"],
])("%d is grouped as %s", (value, text) => {
  expect(grouped(value)).toBe(text);
});

test("one thing is singular, any other number of things plural", () => {
  expect([0, 1, 2, 1_000].map((count) => plural(count, "file"))).toEqual([
    "0 files",
    "1 file",
    "2 files",
    "1,000 files",
  ]);
});

test.each([
  [0, 2, 2, "0.00"],
  [0.125, 2, 6, "0.125"],
  [15, 2, 6, "15.00"],
  [1234.5, 2, 2, "1,234.50"],
  [999999.999, 2, 2, "1,000,000.00"],
  [-1234567.25, 1, 2, "-1,234,567.25"],
  [100, 0, 3, "100"],
  [0.25, 0, 3, "0.25"],
])("%d with %d to %d digits after the point is %s", (value, minimum, maximum, text) => {
  expect(decimal(value, minimum, maximum)).toBe(text);
});

test("columns are as wide as their longest cell, numbers to the right, without spaces at the end", () => {
  const rows = [
    ["model", "low", "note"],
    ["gpt-5.4", "1.00", ""],
    ["x", "123.45", "a note"],
  ];
  expect(columns(rows, [1])).toEqual(["model       low  note", "gpt-5.4    1.00", "x        123.45  a note"]);
  expect(columns([["a"], ["bb", "c"]])).toEqual(["a", "bb  c"]);
  expect(columns([])).toEqual([]);
});

test("a failure is named by the system's word, or by what the error says", () => {
  const missing = Object.assign(new Error("no such file"), { code: "ENOENT" });
  expect([missing, new Error("x"), "y", null].map(codeOf)).toEqual(["ENOENT", "Error: x", "y", "null"]);
});

test("a paragraph is wrapped between words, never inside backticks, and a word too long has its own line", () => {
  expect(wrapped("one two `three four five` six sevenandeight", 10)).toEqual([
    "one two",
    "`three four five`",
    "six",
    "sevenandeight",
  ]);
  expect(wrapped("a b\n c", 5)).toEqual(["a b c"]);
  expect(wrapped("", 10)).toEqual([]);
});

test("a text loses the indentation of the code around it, and keeps its own", () => {
  expect(unindented("\n    a:\n      b: 1\n\n    c: 2")).toEqual(["a:", "  b: 1", "", "c: 2"]);
});
