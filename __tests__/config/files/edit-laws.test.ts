import fc from "fast-check";
import { parse } from "yaml";
import { type Edit, editYaml } from "../../../config/files/edit";
import type { Value } from "../../../config/files/yaml-value";

function edited(text: string, ...edits: Edit[]): string {
  const result = editYaml("models.yaml", text, edits);
  if ("refused" in result) throw new Error(`${result.refused.place.line}: ${result.refused.message}`);
  return result.text;
}

describe("laws, on files with comments everywhere", () => {
  const word = fc.constantFrom(
    "a",
    "b-1",
    "gpt-5.4",
    "Kimi K2",
    "it's",
    "no",
    "0125",
    "2026-03-05",
    "x: y",
    "#",
    "",
    "é\n",
  );
  const value: fc.Arbitrary<Value> = fc.oneof(
    word,
    fc.integer(),
    fc.boolean(),
    fc.array(word, { minLength: 1, maxLength: 3 }),
    fc.dictionary(fc.constantFrom("name", "version", "x"), word, { minKeys: 1 }),
  );
  const entry = fc.oneof(
    fc.constantFrom(["- { name: a, version: '1' }"], ["- { name: a,", '    version: "1" } # flow'], ["- name: a"]),
    fc.constantFrom(
      ["- name: a # b", '  version: "1"', "  # own", "", "  # own, too"],
      ["- # b", "  name: >-", "    c", "    d"],
    ),
  );
  const above = fc.constantFrom([], [""], ["# own"], ["", "# nobody's", "", "# own"], ["  # deeper"]);
  const file = fc
    .record({
      entries: fc.array(fc.tuple(above, entry), { maxLength: 4 }),
      indent: fc.constantFrom("", "  ", "    "),
      below: fc.constantFrom([], [""], ["# left"], ["", "  # of nobody", "z: 1"], ["z: [] # c", "# end", ""]),
      lineEnd: fc.constantFrom("\n", "\r\n"),
      head: fc.constantFrom("", "\ufeff", "# top\n\n"),
      isEnded: fc.boolean(),
    })
    .map(({ entries, indent, below, lineEnd, head, isEnded }) => {
      const items = entries
        .flatMap(([comments, lines]) => [...comments, ...lines])
        .map((line) => line && indent + line);
      const list = entries.length === 0 ? ["models: [] # c"] : ["models: # c", ...items];
      const text = head + ["version: 1", ...list, ...below].join("\n") + (isEnded ? "\n" : "");
      return { text: text.replaceAll("\n", lineEnd), count: entries.length };
    });

  test("what is inserted and removed again leaves no trace", () => {
    fc.assert(
      fc.property(file, value, fc.nat({ max: 4 }), ({ text, count }, inserted, position) => {
        const before = Math.min(position, count);
        const more = edited(text, { insert: ["models"], value: inserted, before });
        expect(parse(more).models).toEqual([...parse(text).models].toSpliced(before, 0, inserted));
        expect(edited(more, { remove: ["models", before] })).toBe(text);
      }),
      { numRuns: 150 },
    );
  });

  test("a key that is set and removed again leaves no trace", () => {
    fc.assert(
      fc.property(file, value, fc.nat({ max: 4 }), ({ text, count }, set, position) => {
        const path = position < count ? ["models", position, "new"] : ["new"];
        const more = edited(text, { set: path, value: set });
        expect(edited(more, { remove: path })).toBe(text);
      }),
      { numRuns: 150 },
    );
  });

  test("what is set to another text and back is as it was, and a removal leaves every other line", () => {
    fc.assert(
      fc.property(file, word, fc.nat({ max: 3 }), ({ text, count }, other, position) => {
        fc.pre(position < count);
        const path = ["models", position, "name"];
        const there = edited(text, { set: path, value: other });
        expect(parse(there).models[position].name).toBe(other);
        // Quotes that a value has needed stay.
        const isPlain = /^[a-z]/.test(other) && other !== "no" && !other.includes(":");
        const old = parse(text).models[position].name as string;
        if (isPlain && old === "a") expect(edited(there, { set: path, value: old })).toBe(text);
        const fewer = edited(text, { remove: ["models", position] });
        expect(parse(fewer)).toEqual({ ...parse(text), models: parse(text).models.toSpliced(position, 1) });
        const lines = text.split(/\r?\n/);
        const added = fewer.split(/\r?\n/).filter((line) => !lines.includes(line));
        expect(added).toEqual(count === 1 ? ["models: [] # c"] : []);
      }),
      { numRuns: 150 },
    );
  });
});
