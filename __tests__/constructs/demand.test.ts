import { TerraformVariable } from "cdktf";
import { textRule } from "../../config/rule";
import { demand, demandTags, refuse } from "../../constructs/demand";
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

test.each([
  [{ "a<b": "x" }, /^"a<b" cannot be the name of a tag: /],
  [{ owner: "${path}" }, /^the tag owner holds a Terraform template: /],
  [Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`t${i}`, "x"])), /^51 tags, but Azure takes 50: /],
])("fails with tags that Azure or Terraform would not take as they stand", (tags, message) => {
  expect(() => demandTags(tags)).toThrow(message);
});
