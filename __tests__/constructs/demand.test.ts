import { TerraformVariable } from "cdktf";
import { textRule } from "../../config/rule";
import { demand, refuse } from "../../constructs/demand";
import { testStack } from "../helpers/stack";

const LOWER = textRule({
  code: "namespace",
  pattern: "^[a-z]+$",
  fault: (key) => `cannot be a ${key}`,
  help: "use lower-case letters",
});

test("minimal: what the rule accepts passes", () => {
  expect(() => demand(LOWER, "abc", "namespace")).not.toThrow();
});

test("a token passes: nobody knows its value yet", () => {
  const { stringValue } = new TerraformVariable(testStack(), "NAME", { type: "string" });

  expect(LOWER.accepts(stringValue)).toBe(false);
  expect(() => demand(LOWER, stringValue, "namespace")).not.toThrow();
  expect(() => demand(LOWER, `a-${stringValue}`, "namespace")).not.toThrow();
});

test("fails with the rule's own sentence, its help and the key", () => {
  expect(() => demand(LOWER, "ABC", "namespace")).toThrow(
    new Error('"ABC" cannot be a namespace: use lower-case letters'),
  );
});

test("fails for a fault that is no single value's, and not without one", () => {
  expect(() => refuse({ message: "21 namespaces", help: "remove some" })).toThrow(
    new Error("21 namespaces: remove some"),
  );
  expect(() => refuse(undefined)).not.toThrow();
});
