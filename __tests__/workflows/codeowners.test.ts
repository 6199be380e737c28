/** Whoever decides what is built, what is refused or what runs is reviewed: any file may. */
import { readText } from "../helpers/workflows";

test("every file has an owner, and no later line takes it away", () => {
  const rules = readText(".github/CODEOWNERS")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));

  expect(rules[0]).toMatch(/^\* @\S+$/);
  for (const rule of rules) expect(rule).toMatch(/^\S+ @\S+/);
});
