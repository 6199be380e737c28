import { parse } from "yaml";
import { type Edit, editYaml } from "../../../config/files/edit";
import type { Value } from "../../../config/files/yaml-value";

function edited(text: string, ...edits: Edit[]): string {
  const result = editYaml("models.yaml", text, edits);
  if ("refused" in result) throw new Error(`${result.refused.place.line}: ${result.refused.message}`);
  return result.text;
}

const LIST = `# top
models: # all of them
  # Kimi's own comment
  - name: Kimi-K2.6 # L1
    version: "2026-04-20" # text
    capacity: 300
    # more on Kimi

  - { name: gpt-5.4, version: "1" } # flow
# at the left

# the end
`;
const MINI = { name: "gpt-5.4-mini", version: "2026-03-17" };

describe("set", () => {
  test.each<[string, string, (string | number)[], Value, string]>([
    ["a plain text", "a: b # c\n", ["a"], "d", "a: d # c\n"],
    ["single quotes stay", "a: 'b' # c\n", ["a"], "it's", "a: 'it''s' # c\n"],
    ["double quotes stay", 'a: "b"\n', ["a"], 'x"y', 'a: "x\\"y"\n'],
    ["a number", "a: 1 # c\n", ["a"], 2.5, "a: 2.5 # c\n"],
    ["what is the same stays as written", "a: 1.10\n", ["a"], 1.1, "a: 1.10\n"],
    ["no end of the last line", "a: b", ["a"], "c", "a: c"],
    ["0125", "a: b\n", ["a"], "0125", 'a: "0125"\n'],
    ["a day", "a: b\n", ["a"], "2026-03-05", 'a: "2026-03-05"\n'],
    ["a day where days have no quotes", "a: 2026-03-04\n", ["a"], "2026-03-05", "a: 2026-03-05\n"],
    ["no", "a: b\n", ["a"], "no", 'a: "no"\n'],
    ["a colon", "a: b\n", ["a"], "b: c", 'a: "b: c"\n'],
    ["a number sign", "a: b\n", ["a"], "b # c", 'a: "b # c"\n'],
    ["nothing", "a: b\n", ["a"], "", 'a: ""\n'],
    ["two lines", "a: b\n", ["a"], "b\nc", 'a: "b\\nc"\n'],
    ["a comma in a block", "a: b\n", ["a"], "b, c", "a: b, c\n"],
    ["a comma in flow", "{ a: b }\n", ["a"], "b, c", '{ a: "b, c" }\n'],
    ["where nothing was", "a: # c\nb: 1\n", ["a"], "x", "a: x # c\nb: 1\n"],
    ["where not even a blank was", "a:\nb: 1\n", ["a"], "x", "a: x\nb: 1\n"],
    ["a key alone in flow", "{ a, b: 1 }\n", ["a"], "x", "{ a: x, b: 1 }\n"],
    ["a text over lines", "a: >-\n  b\n  c\n\nd: 1\n", ["a"], "x", "a: x\n\nd: 1\n"],
    ["an item", "- a\n- b # c\n", [1], "x", "- a\n- x # c\n"],
    ["a list in brackets", "a: [b, c] # d\n", ["a"], ["x"], "a: [x] # d\n"],
    ["a block", "a:\n  - b # c\n  - d\n# e\n", ["a"], ["x", "z"], "a:\n  - x\n  - z\n# e\n"],
    ["deep", "a: { b: [{ c: d }] }\n", ["a", "b", 0, "c"], "x", "a: { b: [{ c: x }] }\n"],
    ["behind CRLF", "a: b\r\nc: d\r\n", ["c"], "x", "a: b\r\nc: x\r\n"],
    ["behind a byte order mark", "\ufeffa: b\n", ["a"], "x", "\ufeffa: x\n"],
    ["a value that was an alias", "a: &x 1\nb: *x\n", ["b"], 2, "a: &x 1\nb: 2\n"],
  ])("%s", (_, before, set, value, after) => {
    expect(edited(before, { set, value })).toBe(after);
  });

  test.each<[string, string, Edit, string]>([
    [
      "in a block, behind the own comments of the last",
      LIST,
      { set: ["models", 0, "raiPolicy"], value: "x" },
      LIST.replace("300\n", "300\n    raiPolicy: x\n"),
    ],
    [
      "in the usual order",
      LIST,
      { set: ["models", 0, "format"], value: "x", order: ["name", "format", "version"] },
      LIST.replace("# L1\n", "# L1\n    format: x\n"),
    ],
    [
      "in the usual order, in front of all",
      "b: 1 # c\nd: 1\n",
      { set: ["a"], value: 0, order: ["a", "b", "d"] },
      "a: 0\nb: 1 # c\nd: 1\n",
    ],
    ["in flow", LIST, { set: ["models", 1, "capacity"], value: 5 }, LIST.replace('"1" }', '"1", capacity: 5 }')],
    [
      "quoted as others quote it",
      "a: { v: '1' }\nb: { w: 1 }\n",
      { set: ["b", "v"], value: "2" },
      "a: { v: '1' }\nb: { w: 1, v: '2' }\n",
    ],
    ["where the mapping is empty", "a: {} # c\n", { set: ["a", "b"], value: 1 }, "a: # c\n  b: 1\n"],
    ["where the mapping is missing", "a: 1\n", { set: ["b", "c"], value: 1 }, "a: 1\nb:\n  c: 1\n"],
    ["apart from others as they are", "a: 1\n\nb: 1\n", { set: ["c"], value: 1 }, "a: 1\n\nb: 1\n\nc: 1\n"],
    ["without an end of the last line", "a: 1", { set: ["b"], value: 1 }, "a: 1\nb: 1"],
    ["a key that needs quotes", "a: 1\n", { set: ["b: c"], value: 1 }, 'a: 1\n"b: c": 1\n'],
  ])("a new key %s", (_, before, edit, after) => {
    expect(edited(before, edit)).toBe(after);
  });
});

describe("insert", () => {
  test.each<[string, string, Edit, string]>([
    [
      "behind all",
      LIST,
      { insert: ["models"], value: MINI },
      LIST.replace("# flow\n", '# flow\n\n  - { name: gpt-5.4-mini, version: "2026-03-17" }\n'),
    ],
    [
      "in front, as the first",
      "a:\n  # b's\n  - b\n",
      { insert: ["a"], value: "x", before: 0 },
      "a:\n  - x\n  # b's\n  - b\n",
    ],
    ["between", "- a\n\n- b\n\n- c\n", { insert: [], value: "x", before: 1 }, "- a\n\n- x\n\n- b\n\n- c\n"],
    [
      "an empty list",
      "a: [] # none\nb: 1\n",
      { insert: ["a"], value: MINI },
      'a: # none\n  - name: gpt-5.4-mini\n    version: "2026-03-17"\nb: 1\n',
    ],
    ["an empty list of words", "a: []\n", { insert: ["a"], value: "x" }, "a: [x]\n"],
    [
      "an empty list in flow",
      "{ a: [] }\n",
      { insert: ["a"], value: MINI },
      '{ a: [{ name: gpt-5.4-mini, version: "2026-03-17" }] }\n',
    ],
    ["a missing list", "b: 1\n", { insert: ["a"], value: "x" }, "b: 1\na: [x]\n"],
    [
      "nothing where a list belongs",
      "a:\nb: 1\n",
      { insert: ["a"], value: MINI },
      'a:\n  - name: gpt-5.4-mini\n    version: "2026-03-17"\nb: 1\n',
    ],
    ["flow", "a: [b, c] # d\n", { insert: ["a"], value: "x" }, "a: [b, c, x] # d\n"],
    ["flow, in front", "a: [b, c]\n", { insert: ["a"], value: "x", before: 1 }, "a: [b, x, c]\n"],
    [
      "flow over lines",
      "a: [\n    b, # c\n    d # e\n  ]\n",
      { insert: ["a"], value: "x" },
      "a: [\n    b, # c\n    d, # e\n    x\n  ]\n",
    ],
    [
      "flow over lines with a last comma",
      "a: [\n  b, # c\n]\n",
      { insert: ["a"], value: "x" },
      "a: [\n  b, # c\n  x,\n]\n",
    ],
    ["a list in a list", "- - a\n- b\n", { insert: [0], value: "x" }, "- - a\n  - x\n- b\n"],
    [
      "CRLF",
      "a:\r\n  - b: 1\r\n    c: 2\r\nd: 1\r\n",
      { insert: ["a"], value: { b: 3, c: 4 } },
      "a:\r\n  - b: 1\r\n    c: 2\r\n  - b: 3\r\n    c: 4\r\nd: 1\r\n",
    ],
    ["no end of the last line", "a:\n- b", { insert: ["a"], value: "x" }, "a:\n- b\n- x"],
  ])("%s", (_, before, edit, after) => {
    expect(edited(before, edit)).toBe(after);
  });

  test("a list in brackets that would be too long for its line gets more lines", () => {
    const regions = Array.from({ length: 20 }, (_, index) => `region-${index}`);
    const text = edited("rows:\n  - a: 1\n", { set: ["rows", 0, "regions"], value: regions });
    expect(text.split("\n").map((line) => line.length)).toEqual([5, 8, 113, 115, 0]);
    expect(parse(text)).toEqual({ rows: [{ a: 1, regions }] });
  });
});

describe("remove", () => {
  test.each<[string, string, Edit, string]>([
    [
      "an item with its own comments",
      LIST,
      { remove: ["models", 0] },
      `# top\nmodels: # all of them\n  - { name: gpt-5.4, version: "1" } # flow\n# at the left\n\n# the end\n`,
    ],
    ["the last item with the blank line above", LIST, { remove: ["models", 1] }, LIST.replace(/\n\n.*flow/, "")],
    ["a key", "a: 1\n# b's\nb: 2 # b\n  # and b's\nc: 3\n", { remove: ["b"] }, "a: 1\nc: 3\n"],
    ["the first key of a file", "# a's\na: 1\nb: 2\n", { remove: ["a"] }, "b: 2\n"],
    ["the only item", "a: # c\n  - b\n\nd: 1\n", { remove: ["a", 0] }, "a: [] # c\n\nd: 1\n"],
    ["the only key", "a:\n  b: 1", { remove: ["a", "b"] }, "a: {}"],
    ["flow, first", "a: [b, c]\n", { remove: ["a", 0] }, "a: [c]\n"],
    ["flow, last", "a: { b: 1, c: 2 }\n", { remove: ["a", "c"] }, "a: { b: 1 }\n"],
    ["flow, only", "a: { b: 1 }\n", { remove: ["a", "b"] }, "a: {}\n"],
    ["flow over lines", "a: [\n  b, # c\n  d # e\n]\n", { remove: ["a", 1] }, "a: [\n  b # c\n]\n"],
  ])("%s", (_, before, edit, after) => {
    expect(edited(before, edit)).toBe(after);
  });
});

test("edits are made one after the other, each on what the one before it has left", () => {
  expect(
    edited(
      "a:\n  - b\n  - c\n",
      { remove: ["a", 0] },
      { set: ["a", 0], value: "x" },
      { insert: ["a"], value: "w" },
      { insert: ["a"], value: { z: 1 } },
      { set: ["a", 2, "z"], value: 2 },
      { remove: ["a", 0] },
    ),
  ).toBe("a:\n  - w\n  - z: 2\n");
});

test.each<[string, string, Edit, string]>([
  ["a syntax error", "a: [\n", { set: ["a"], value: 1 }, "not valid YAML"],
  ["a shared value", "a: &x 1\nb: *x\n", { set: ["a"], value: 2 }, "&x is used"],
  ["a place behind an alias", "a: &x { c: 1 }\nb: *x\n", { set: ["b", "c"], value: 2 }, "*x is used here"],
  ["a key given twice", "a: 1\na: 2\n", { set: ["a"], value: 3 }, "a is given twice"],
  ["a place in a text", "a: b\n", { set: ["a", "c"], value: 1 }, "c cannot be in this"],
  ["an item that is not there", "a: [b]\n", { set: ["a", 1], value: 1 }, "there is no item 1"],
  ["a removal of what is not there", "a: 1\n", { remove: ["b"] }, "there is no b"],
  ["an insertion into a mapping", "a: { b: 1 }\n", { insert: ["a"], value: 1 }, "this is no list"],
  ["the first key of an item", "- a: 1\n  b: 2\n", { remove: [0, "a"] }, "shares its line"],
  ["an empty file", "", { set: ["a"], value: 1 }, "the file is empty"],
  ["a value that changes with what follows", "a: |+\n  b\n\n\n", { set: ["c"], value: 1 }, "written in a way"],
  ["no number", "a: 1\n", { set: ["a"], value: NaN }, "written in a way"],
])("refuses %s", (_, text, edit, message) => {
  expect(editYaml("models.yaml", text, [edit])).toEqual({
    refused: {
      place: expect.objectContaining({ file: "models.yaml", line: expect.any(Number) }),
      message: expect.stringContaining(message),
      help: expect.any(String),
    },
  });
});

test("an item behind one that an earlier edit has made longer", () => {
  const text = edited(
    "a:\n  - b: 1\n  - c: 1\n",
    { set: ["a", 0, "x"], value: { z: 1 } },
    { insert: ["a"], before: 1, value: 2 },
  );
  expect(text).toBe("a:\n  - b: 1\n    x:\n      z: 1\n  - 2\n  - c: 1\n");
});
