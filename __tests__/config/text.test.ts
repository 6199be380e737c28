import { grouped, plural } from "../../config/text";

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
