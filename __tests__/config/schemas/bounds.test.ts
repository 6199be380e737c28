/** The bounds by which editors mark numbers, and the rules and schemas that they come from. */
import Ajv2020 from "ajv/dist/2020";
import type * as z from "zod/mini";
import { rulesAt } from "../../../config/files/schema-walk";
import type { Rule } from "../../../config/rule";
import { schemaKeys } from "./schema-keys";

const numbers = schemaKeys().filter(({ node }) => node.type === "number" || node.type === "integer");

/** On both sides of every bound that anybody might set. */
const CASES = [
  ...[-1, -0.5, 0, 0.5, 0.99, 1, 1.5, 2, 100, 999, 1000, 1000.5, 1001, 1e9, 1e9 + 1],
  ...[2 ** 31 - 1, 2 ** 31, Number.MAX_SAFE_INTEGER, 2 ** 53, 1e300],
];

test("there are numbers", () => expect(numbers.length).toBeGreaterThan(10));

test.each(numbers.map((key) => [`${key.file} ${key.path.join(" ")}`, key] as const))(
  "%s: an editor accepts the numbers that validate does",
  (_, { node, schema }) => {
    const isUnmarked = new Ajv2020({ strict: false }).compile(node);
    const rules = rulesAt(schema) as readonly Rule<number>[];
    const accepts = (value: number): boolean =>
      (schema as z.ZodMiniType).safeParse(value).success && rules.every((rule) => rule.accepts(value));

    expect(CASES.filter((value) => isUnmarked(value))).toEqual(CASES.filter(accepts));
    expect(CASES.filter(accepts).length).toBeGreaterThan(0);
  },
);
