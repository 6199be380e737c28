import { ACCOUNT, type Files, findingsWith, LLM_CONFIG, MODELS } from "../../helpers/config";

describe("a slip of YAML is told as such, once", () => {
  const NO_BLANK = "lacks a blank after the colon";
  const MODEL = `${MODELS}  - `;

  test.each<[string, Files, string, string]>([
    [
      "of an entry",
      { "models.yaml": `${MODEL}name:gpt-5.4-mini\n` },
      `models[1] must be a mapping, not "name:gpt-5.4-mini", which ${NO_BLANK}`,
      "write name: gpt-5.4-mini",
    ],
    [
      "of an entry with more keys",
      { "models.yaml": `${MODEL}name:gpt-5.4-mini\n    capacity: 300\n` },
      `not valid YAML: "name:gpt-5.4-mini" ${NO_BLANK}`,
      "write name: gpt-5.4-mini",
    ],
    [
      "of the first key",
      { "llm-config.yaml": LLM_CONFIG.replace(": foundry", ":foundry") },
      `not valid YAML: "provider:foundry" ${NO_BLANK}`,
      "write provider: foundry",
    ],
    [
      "of the last key of a mapping",
      { "account.yaml": ACCOUNT.replace(": westus", ":westus") },
      `not valid YAML: "location:westus" ${NO_BLANK}`,
      "write location: westus",
    ],
    [
      "with a comment behind it, of an entry",
      { "models.yaml": MODELS.replace(/- name: (\S+)/, "- name:$1 # L4") },
      `not valid YAML: "name:gpt-5.4" ${NO_BLANK}`,
      "write name: gpt-5.4",
    ],
    [
      "with a comment behind it, of the first key, above a comment",
      { "models.yaml": MODELS.replace("version: 1\n", "version:1 # format\n\n# the list\n") },
      `not valid YAML: "version:1" ${NO_BLANK}`,
      "write version: 1",
    ],
    [
      "with a comment behind it, in a mapping",
      { "account.yaml": ACCOUNT.replace(/name: (\S+)\n/, "name:$1 # the name\n") },
      `not valid YAML: "name:aucert-test" ${NO_BLANK}`,
      "write name: aucert-test",
    ],
    [
      "in braces",
      { "llm-config.yaml": LLM_CONFIG.replace(": gpt-5.4", ":gpt-5.4") },
      `model:gpt-5.4 ${NO_BLANK}`,
      "write model: gpt-5.4",
    ],
  ])("a colon without a blank %s", (_, files, message, help) => {
    expect(findingsWith(files)).toMatchObject([{ message, help }]);
  });

  test("an address is no key with its value", () => {
    const [finding] = findingsWith({ "account.yaml": `${ACCOUNT}identity: https://example.com/\n` });
    expect(finding?.help).toBe("its keys: name, oidcIssuerUrl, roleAssignment");
  });

  test.each([
    [
      "in a list",
      MODELS.replace("{ capacity", "&all { capacity").replace("    version", "    <<: *all\n    version"),
      5,
    ],
    ["of nothing", MODELS.replace("{ capacity: 250 }", "\n  <<: *nowhere"), 3],
  ])("a merge key %s is not supported, and what it was to give is not missed", (_, models, line) => {
    expect(findingsWith({ "models.yaml": models })).toMatchObject([
      {
        code: "unknown-key",
        message: "YAML merge keys (<<) are not supported",
        help: "write the keys out; what all models share belongs into defaults of models.yaml",
        line,
      },
    ]);
  });

  test("a control character is named and not shown", () => {
    expect(findingsWith({ "models.yaml": MODELS.replace("models:", "models: # \u0007") })).toMatchObject([
      { code: "yaml-syntax", message: "the control character U+0007 may not stand in YAML", line: 3, column: 11 },
    ]);
  });

  test.each([[[0xff, 0xfe]], [[0xfe, 0xff]], [[0x76, 0x00]], [[0x00, 0x76]]])("UTF-16 is named: %j", (bytes) => {
    expect(findingsWith({ "models.yaml": Uint8Array.from([...bytes, 0x76, 0x00]) })).toMatchObject([
      { code: "not-utf8", message: "the file is UTF-16, not UTF-8 text", help: "save it as UTF-8" },
    ]);
  });
});

describe("what is too deep is told where", () => {
  const nested = (depth: number) => ({ "models.yaml": `${MODELS}x: ${"[".repeat(depth)}1${"]".repeat(depth)}\n` });

  test("from the first value on that lies deeper than any configuration", () => {
    expect(findingsWith(nested(99))).toMatchObject([{ code: "unknown-key" }]);
    expect(findingsWith(nested(100))).toMatchObject([
      {
        message: "nested too deeply: more than 100 lists and mappings in each other",
        help: "look for brackets or hyphens that repeat",
        line: 6,
        column: 104,
      },
    ]);
  });

  test.each(["[", "- ", "? ", "{a: ", "{? "])("as with %j 10,000 times", (piece) => {
    const models = `version: 1\nx:\n  ${piece.repeat(10_000)}`;
    expect(findingsWith({ "models.yaml": models })).toMatchObject([{ code: "yaml-syntax", line: 3 }]);
  });
});
