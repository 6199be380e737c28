/** The section `cost`. */
import { brief } from "../../helpers/config";
import { PUBLISHED } from "../../helpers/cost";
import { found } from "../../helpers/sections";

test.each([
  ["", []],
  ["low: 45->low: 145", ["account.yaml:11:30 error low-above-high"]],
  ["low: 2->low: 9", ["account.yaml:14:33 error low-above-high"]],
  [", source: portal->", ["account.yaml:12:3 error missing-key"]],
  ["1000, source->1000, since: 2026-09-01, source", []],
  ["1000, source->1000, since: 2026-09-31, source", ["account.yaml:12:38 error date"]],
  ["portal->''", ["account.yaml:12:39 error wrong-type"]],
  ["amount: 10000->amount: 0", ["account.yaml:13:42 error wrong-type"]],
])("cost with %j", (change, expected) => {
  const [from = "", to = ""] = change.split("->");
  expect(brief(found(PUBLISHED.replace(from, to)))).toEqual(expected);
});
