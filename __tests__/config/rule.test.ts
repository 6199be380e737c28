import { filledRule, notOneOf, rule, textRule, wordRule } from "../../config/rule";

const HELP = "write it otherwise";

describe("a rule", () => {
  const EVEN = rule<number>({
    code: "capacity",
    fault: (value, key) => (value % 2 === 0 ? undefined : { message: `${key} is odd: ${value}`, help: HELP }),
  });

  test("accepts what it finds no fault with", () => {
    expect([EVEN.accepts(2), EVEN.accepts(3)]).toEqual([true, false]);
    expect([EVEN.fault(2, "count"), EVEN.fault(3, "count")]).toEqual([
      undefined,
      { message: "count is odd: 3", help: HELP },
    ]);
  });
});

describe("a rule on text", () => {
  const spec = { code: "tags", fault: "is not right", help: HELP } as const;
  const PATTERN = "^[a-z]+$";
  const isShort = (text: string): boolean => text.length < 4;

  test.each([
    ["abc", [true, true, true]],
    ["abcd", [true, false, false]],
    ["ABC", [false, true, false]],
    ["ABCD", [false, false, false]],
  ])("takes %s by pattern, predicate and both: %j", (text, expected) => {
    const rules = [{ pattern: PATTERN }, { test: isShort }, { pattern: PATTERN, test: isShort }];

    expect(rules.map((one) => textRule({ ...spec, ...one }).accepts(text))).toEqual(expected);
  });

  test("gives editors its pattern, if it has one", () => {
    expect(textRule({ ...spec, pattern: PATTERN }).pattern).toBe(PATTERN);
    expect(textRule({ ...spec, test: isShort })).not.toHaveProperty("pattern");
  });

  test("reads its pattern as editors do: by characters, of any script", () => {
    const LETTER = textRule({ ...spec, pattern: "^\\p{L}$" });

    expect(["ß", "𝒳", "7", "ab"].map(LETTER.accepts)).toEqual([true, true, false, false]);
  });

  test("puts the text in front of its sentence, in quotes, whatever stands in it", () => {
    const fault = textRule({ ...spec, pattern: PATTERN }).fault('a"\n', "name");

    expect(fault).toEqual({ message: '"a\\"\\n" (U+000A at 3) is not right', help: HELP });
  });

  test("may name the key that the text stands at", () => {
    const named = textRule({ ...spec, test: isShort, fault: (key) => `cannot name a ${key}` });

    expect(named.fault("abcd", "cluster")?.message).toBe('"abcd" cannot name a cluster');
  });
});

describe("a rule on a word", () => {
  const COLOUR = wordRule("lifecycle", "a colour", ["red", "green"]);

  test("accepts its words to the letter", () => {
    expect(["red", "green", "Red", "red ", "", "toString"].map(COLOUR.accepts)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect([COLOUR.words, COLOUR.fault("red", "colour")]).toEqual([["red", "green"], undefined]);
  });

  test.each([
    ["gren", "did you mean green?"],
    ["RED", "did you mean red?"],
    ["purple", "one of red, green"],
    ["", "one of red, green"],
  ])("answers %j with %j", (word, help) => {
    expect(COLOUR.fault(word, "colour")).toEqual({ message: `"${word}" is not a colour`, help });
  });

  test("may have a sentence of its own, in place of the near word", () => {
    const faultOf = (word: string) => ({ message: `${word} is sold out`, help: "take red" });
    const own = wordRule("lifecycle", "a colour", ["red"], faultOf);

    expect(own.fault("rad", "colour")).toEqual({ message: "rad is sold out", help: "take red" });
    expect(own.fault("red", "colour")).toBeUndefined();
  });
});

test("a list that must hold something is shown at its key when it is empty", () => {
  const FILLED = filledRule("nothing is listed", "list something");

  expect(FILLED).toMatchObject({ code: "empty-list", part: "key" });
  expect(FILLED.fault([], "items")).toEqual({ message: "nothing is listed", help: "list something" });
  expect([FILLED.accepts([]), FILLED.accepts([undefined])]).toEqual([false, true]);
});

test.each([
  ["gtp-5.4", "did you mean gpt-5.4?"],
  ["GPT 5.4", "did you mean gpt-5.4?"],
  ["llama", "one of gpt-5.4, Kimi-K2.6"],
])("%s is not one of the known words: %s", (word, help) => {
  expect(notOneOf(word, "a model", ["gpt-5.4", "Kimi-K2.6"])).toEqual({ message: `"${word}" is not a model`, help });
});
