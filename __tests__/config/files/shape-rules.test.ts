/** What the shape check does with the rules that a schema carries. */
import type * as z from "zod/mini";
import { pricesFile } from "../../../config/catalog/catalog-schema";
import { parseYaml } from "../../../config/files/parse";
import { list, mapping, names, number, object, oneOf, optional, text } from "../../../config/files/schema-parts";
import { checkShape } from "../../../config/files/shape";
import type { Diagnostic } from "../../../config/findings/diagnostic";
import { reportTo } from "../../../config/findings/report";
import { filledRule, rule, textRule, wordRule } from "../../../config/rule";
import { ACCOUNT, brief, findingsWith, LLM_CONFIG, MODELS } from "../../helpers/config";

const SHORT = textRule({ code: "layer-name", test: (name) => name.length < 4, fault: "is long", help: "cut it" });
const LOWER = textRule({ code: "namespace", pattern: "^[a-z]+$", fault: "is not lower case", help: "lower it" });
const LETTERS = textRule({
  code: "tags",
  pattern: "^[A-Za-z]+$",
  fault: "is not made of letters",
  help: "use letters",
});
const COLOUR = wordRule("lifecycle", "a colour", ["red", "green"]);
const EVEN = rule<number>({
  code: "capacity",
  part: "key",
  fault: (value, key) => (value % 2 === 0 ? undefined : { message: `${key} is odd`, help: "double it" }),
});

const schema = object("A file.", {
  name: optional(text("Name.", SHORT, LOWER)),
  colour: optional(oneOf("Colour.", COLOUR)),
  count: optional(number("a number", "Count.", { ...EVEN, keywords: { minimum: 0 } })),
  items: optional(list("Items.", text("Item.", LOWER), filledRule("nothing is listed", "list something"))),
  tags: optional(mapping("a mapping", names(SHORT, LOWER), text("Value.", LOWER), {})),
});

/** A text as the shape check has it, and the findings. */
function checked<T>(content: string, shape: z.ZodMiniType<T>) {
  const findings: Diagnostic[] = [];
  const file = parseYaml("x.yaml", content, () => false, reportTo(findings));
  return { findings, ...checkShape(file!, shape, reportTo(findings)) };
}

const found = (content: string) => checked(content, schema).findings;

describe("a broken rule", () => {
  test("is reported with its code, message, help and place", () => {
    expect(found("name: ABC\n")).toEqual([
      {
        code: "namespace",
        severity: "error",
        message: '"ABC" is not lower case',
        help: "lower it",
        file: "x.yaml",
        line: 1,
        column: 7,
        length: 3,
      },
    ]);
  });

  test("is the first of a value that is reported, and the only one", () => {
    expect(found("name: ABCD\n").map(({ code }) => code)).toEqual(["layer-name"]);
    expect(found("name: abc\n")).toEqual([]);
  });

  test("leaves the whole file to be read, with the value in it", () => {
    const { asRead, complete } = checked("name: ABCD\nitems: []\n", schema);

    expect([asRead, complete]).toEqual([
      { name: "ABCD", items: [] },
      { name: "ABCD", items: [] },
    ]);
  });

  test.each([
    ["name: abc\ncount:\n  3\n", "x.yaml:2:1 error capacity"],
    ["name: abc\nitems:\n  []\n", "x.yaml:2:1 error empty-list"],
    ["name: abc\nitems:\n  - ABC\n", "x.yaml:3:5 error namespace"],
  ])("of %j is shown at the key if it says so, else at the value: %s", (content, place) => {
    expect(brief(found(content))).toEqual([place]);
  });

  test("knows the key that its value stands at", () => {
    expect(found("count: 3\n")[0]?.message).toBe("count is odd");
  });

  test("is not looked for in a value of another type, which is reported as that", () => {
    expect(brief(found("name: [ABC]\ncount: x\n"))).toEqual([
      "x.yaml:1:7 error wrong-type",
      "x.yaml:2:8 error wrong-type",
    ]);
  });
});

describe("names of a mapping", () => {
  test("are held against their rules at the key, and the values at the value", () => {
    expect(brief(found("tags:\n  ABCD: a\n  AB: b\n  ab: C\n"))).toEqual([
      "x.yaml:2:3 error layer-name",
      "x.yaml:3:3 error namespace",
      "x.yaml:4:7 error namespace",
    ]);
  });

  test.each([
    ["account.yaml", ACCOUNT.replace("westus", 'westus\n  tags: { "a<b": x }'), "account.yaml:6:11 error tags"],
    ["llm-config.yaml", LLM_CONFIG.replace("decision:", "Decision:"), "llm-config.yaml:4:3 error layer-name"],
  ])("of %s are held against theirs", (file, content, finding) => {
    expect(brief(findingsWith({ [file]: content }))).toEqual([finding]);
  });

  test("may be words that mean something to JavaScript", () => {
    const words = { constructor: "a", toString: "b", hasOwnProperty: "c" };
    const loose = object("A file.", { tags: mapping("a mapping", names(LETTERS), text("Value.", LOWER), {}) });

    const { findings, complete } = checked(JSON.stringify({ tags: words }), loose);

    expect([findings, Object.entries(complete?.tags ?? {})]).toEqual([[], Object.entries(words)]);
  });
});

test.each(["constructor", "toString"])("the key %s of a mapping with keys of its own is an unknown key", (key) => {
  const { findings, asRead } = checked(`name: abc\n${key}: { name: ABCD }\n`, schema);

  expect(brief(findings)).toEqual(["x.yaml:2:1 error unknown-key"]);
  expect(asRead.name).toBe("abc");
});

test("what stands at an unknown key reaches nothing that reads the file", () => {
  const content = "name: abc\nnmae: { x: 1 }\nitems: [a]\nconstructor: null\n";

  const { asRead } = checked(content, schema);

  const values = Object.entries(asRead).filter(([, value]) => value !== undefined);
  expect(values).toEqual([
    ["name", "abc"],
    ["items", ["a"]],
  ]);
});

test.each([
  "foundry: { models: null }",
  "foundry: { models: 5 }",
  "foundry: { models: text }",
  "vertex: { project: my-project-1, location: global, models: { decision: m }, apiKeyEnv: {} }",
])("providers %s is one unknown key, and a secret in it is found all the same", (settings) => {
  const text = `${LLM_CONFIG}providers: { ${settings} }\n`;
  const secret = `${LLM_CONFIG}providers: { foundry: { models: [AKIA${"A1".repeat(8)}] } }\n`;

  expect(findingsWith({ "llm-config.yaml": text })).toMatchObject([{ code: "unknown-key", line: 5 }]);
  expect(findingsWith({ "llm-config.yaml": secret }).map(({ code }) => code)).toContain("secret");
});

describe("a word that is none of its list", () => {
  test("is reported once, by its rule, stays to be read, and leaves no complete file", () => {
    const { findings, asRead, complete } = checked("colour: gren\n", schema);

    expect(findings).toMatchObject([{ code: "lifecycle", message: '"gren" is not a colour', line: 1, column: 9 }]);
    expect([asRead.colour, complete]).toEqual(["gren", undefined]);
  });

  test.each(["5", "[red]", "{ red: 1 }", "", "true"])("is not meant where %j stands, which is no text", (value) => {
    const { findings, asRead } = checked(`colour: ${value}\n`, schema);

    expect(findings).toMatchObject([{ code: "wrong-type" }]);
    expect(asRead.colour).toBeUndefined();
  });

  test("is of a wrong type where the list has no rule, as in the catalogue's own files", () => {
    const content = "version: 1\nasOf: 2026-11-22\nsources: { a: { name: A, kind: rumour, path: p } }\nprices: []\n";

    const { findings, asRead, complete } = checked(content, pricesFile());

    expect(findings).toMatchObject([
      { code: "wrong-type", message: expect.stringMatching(/^sources\.a\.kind must be one of /) as string, line: 3 },
    ]);
    expect([asRead.sources?.a, complete]).toEqual([{ name: "A", kind: undefined, path: "p" }, undefined]);
  });
});

describe("of a name or a mapping, such as a provider's route,", () => {
  const routed = (route: string) =>
    brief(
      findingsWith({ "llm-config.yaml": `${LLM_CONFIG}providers:\n  direct: { models: { decision: ${route} } }\n` }),
    );

  test("a name is held against the rule on the name", () => {
    expect(routed("a b")).toEqual(["llm-config.yaml:6:33 error provider-model"]);
  });

  test("a mapping is not, but its own values are", () => {
    expect(routed("{ model: m }")).toEqual([]);
    expect(routed("{ model: a b }")).toEqual(["llm-config.yaml:6:42 error provider-model"]);
    expect(routed("{ api: responses }")).toEqual(["llm-config.yaml:6:23 error missing-key"]);
  });
});

test("a word where a list of words belongs is to be written as a list", () => {
  const [finding] = findingsWith({ "models.yaml": `${MODELS}    apis: responses\n` });

  expect(finding).toMatchObject({ code: "wrong-type", help: "write it as a list: [responses]" });
});
