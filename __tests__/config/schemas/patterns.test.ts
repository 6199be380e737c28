/** The patterns by which editors mark values, and the rules that they come from. */
import Ajv2020 from "ajv/dist/2020";
import { childrenOf, rulesAt, type Schema } from "../../../config/files/schema-walk";
import type { Code } from "../../../config/findings/codes";
import type { Rule } from "../../../config/rule";
import { ISSUER, PRINCIPAL, WORKSPACE } from "../../helpers/sections";
import { schemaKeys } from "./schema-keys";

/** A key, what editors are told of its value or of the names in it, and the rules on the same. */
type Patterned = readonly [name: string, pattern: string | undefined, rules: readonly Rule<string>[]];

const textRules = (schema: Schema | undefined) => (schema === undefined ? [] : rulesAt(schema)) as Rule<string>[];
const keys = schemaKeys().flatMap(({ file, path, node, schema }): Patterned[] => {
  const name = `${file} ${path.join(" ")}`;
  const [inner] = childrenOf(schema, { some: "" });
  return [
    [name, node.pattern, textRules(schema)],
    [`${name}, its names`, node.propertyNames?.pattern, textRules(inner?.keySchema)],
  ];
});
const patterned = keys.filter(([, pattern]) => pattern !== undefined);

/** Texts of which every rule with a pattern accepts one. */
const SOUND = [
  ...["aucert-test", "teststate", "files.example.com", "azurerm_cognitive_account.foundry", "API_KEY", "L1", "2026-12"],
  ...["a@example.com", PRINCIPAL, ISSUER, "https://issuer.example.com:8443/realms/a_b", WORKSPACE, "2017-06"],
];

/** Patterns that take more than their rule does, and why. */
const WIDER: Partial<Record<Code, string>> = {
  "budget-start": "that Azure's budgets begin in June 2017 is clear in the help, and would not be in the pattern",
};

/** Enough for every rule that has a longest text. */
const LONG = 700;

function withDoubled(text: string, at: number): string {
  return text.slice(0, at) + text.slice(at, at + 1) + text.slice(at);
}

/** The longest text of the kind: characters are doubled until that is nowhere accepted. */
function longest(text: string, accepts: (text: string) => boolean): string {
  let long = text;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    while (long.length < LONG && accepts(withDoubled(long, at))) long = withDoubled(long, at);
  }
  return long;
}

/** What no rule takes, made from what one takes. */
function spoilt(text: string): string[] {
  return ["", ` ${text}`, `${text} `, `${text}\n`, `${text}\u0000`, `${text}\u200b`];
}

function edgeCases(text: string, accepts: (text: string) => boolean): string[] {
  const long = longest(text, accepts);
  const tooLong = Array.from(long, (_, at) => withDoubled(long, at));
  const shorter = Array.from(text, (_, at) => text.slice(0, at) + text.slice(at + 1));
  const marked = Array.from(text, (_, at) => `${text.slice(0, at)}/${text.slice(at)}`);
  const counted = Array.from(text, (_, at) => text.slice(0, at) + text.slice(at).replace(/[0-9]/, "0"));
  const lookAlike = text.replace(/[a-z]/, "а").replace(/[A-Z]/, "А");
  const other = [lookAlike, text.toUpperCase(), text.toLowerCase(), text.replace(/[a-z]/, "A"), `${text}.`, `${text}-`];
  return [
    text,
    ...spoilt(text),
    text.slice(0, 1),
    text.slice(0, 2),
    long,
    ...tooLong,
    ...shorter,
    ...marked,
    ...counted,
    ...other,
  ];
}

test.each(patterned)(
  "%s: the pattern takes what the rules accept, and nothing else unless it says why",
  (_, pattern, rules) => {
    const isUnmarked = new Ajv2020().compile({ type: "string", pattern });
    const accepts = (text: string): boolean => rules.every((rule) => rule.accepts(text));
    const cases = SOUND.filter(accepts).flatMap((text) => edgeCases(text, accepts));
    const accepted = cases.filter(accepts);

    expect(accepted.length).toBeGreaterThan(1);
    expect(accepted.filter((text) => !isUnmarked(text))).toEqual([]);
    const tooMuch = cases.filter((text) => isUnmarked(text) && !accepts(text));
    expect(tooMuch.length > 0).toBe(rules.some(({ code }) => WIDER[code] !== undefined));
    expect(SOUND.flatMap(spoilt).filter((text) => accepts(text) || isUnmarked(text))).toEqual([]);
  },
);

test("every rule with a pattern shows it to editors", () => {
  const hidden = keys.filter(
    ([, pattern, rules]) => pattern === undefined && rules.some((rule) => rule.pattern !== undefined),
  );

  expect(patterned.length).toBeGreaterThan(20);
  expect(hidden.map(([name]) => name)).toEqual([]);
});

test("no two rules carry the same pattern, but for those on UUIDs, which one function makes", () => {
  const rules = [...new Set(keys.flatMap(([, , all]) => all))].filter(({ pattern }) => pattern !== undefined);
  const shared = rules.filter((one) => rules.some((other) => other !== one && other.pattern === one.pattern));

  expect(new Set(shared.map(({ code }) => code))).toEqual(new Set(["uuid"]));
});
