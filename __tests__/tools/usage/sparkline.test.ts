import { sparkline } from "../../../tools/usage/sparkline";

test.each<[readonly (number | undefined)[], string]>([
  [[], ""],
  [[0, 0], "▁▁"],
  [[undefined, undefined], "··"],
  [[0, 1, undefined, 100], "▁▂·█"],
  [[1, 2, 3, 4, 5, 6, 7], "▂▃▄▅▆▇█"],
])("%j is %s", (values, bars) => expect(sparkline(values)).toBe(bars));

test("many values share bars: the mean of those that are known, unknown only where none is", () => {
  const values = [...Array<number>(60).fill(4), 8, undefined, undefined, undefined];
  expect(sparkline(values)).toBe(`${"▅".repeat(20)}█·`);
});
