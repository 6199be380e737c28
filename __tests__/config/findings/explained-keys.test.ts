/** A rule that stands at several keys: its explanation is true of each. */
import { rulesAt } from "../../../config/files/schema-walk";
import { type Code, EXPLANATIONS } from "../../../config/findings/codes";
import { KEPT_BY_LOCK } from "../../../config/sections/lock/rules";
import { schemaKeys } from "../schemas/schema-keys";

/** The last words of the paths of all keys that a rule of a code is on. */
function keysOf(code: Code): string[] {
  const keys = schemaKeys().filter(({ schema }) => rulesAt(schema).some((rule) => rule.code === code));
  return [...new Set(keys.map(({ path }) => path.at(-1) ?? ""))].sort();
}

test("the fix of an invalid UUID names every key that takes one", () => {
  expect(keysOf("uuid")).toEqual(["principalId", "roleAssignment", "subscriptionId"]);
  for (const key of keysOf("uuid")) expect(EXPLANATIONS.uuid.fix).toContain(key);
});

test("the explanation of an invalid day says what each of them is for", () => {
  const words = {
    retirement: "the retirement of a model",
    since: "cost.creditsUsd.since",
    until: "the end of a waiver",
  };
  expect(keysOf("date")).toEqual(Object.keys(words));
  for (const word of Object.values(words)) expect(EXPLANATIONS.date.explanation).toContain(word);
});

test("a lock's finding and its explanation name the same things", () => {
  expect(EXPLANATIONS["lock-blocks"].explanation).toContain(KEPT_BY_LOCK);
});
