import fc from "fast-check";
import { readFileSync } from "node:fs";
import { loadCatalog } from "../../config/catalog/catalog";
import { renderText } from "../../config/findings/diagnostic-text";
import { printableLines } from "../../config/findings/terminal";
import { loadConfiguration } from "../../config/load";
import { FILE_NAMES, type FileName } from "../../config/read";
import { filesWith, memorySource, TODAY } from "../helpers/config";

const catalog = loadCatalog();
const committed = Object.fromEntries(
  FILE_NAMES.map((name) => [name, readFileSync(`config/environments/dev/${name}`, "utf8")]),
) as Record<FileName, string>;

/** What people's slips and bad merges put into a file. */
const SCRAPS = [
  ..."{}[]:,-?&*#|>!%@`'\"\n\t ",
  "\r\n",
  "---\n",
  "...\n",
  "<<: *a\n",
  "&a ",
  "*a",
  "!!binary ",
  "!x ",
  "%YAML 1.1\n---\n",
  "__proto__: 1\n",
  "constructor: {}\n",
  "~",
  "null",
  "yes",
  "0x1F",
  "1e999",
  ".nan",
  "2026-02-30",
  "\u0000",
  "\ud800",
  "\u2028",
  "\u202e",
  "\u200b",
  "\u00a0",
  "\u001b[31m",
  "é",
  "🙂",
  "${x}",
  "- - - ",
  "? ",
  "version: 1\n",
  "models:\n",
  "  - name: gpt-5.4\n",
  "layers: {}\n",
  "account: []\n",
];

const edit = fc.tuple(fc.nat(5000), fc.nat(40), fc.oneof(fc.constantFrom(...SCRAPS), fc.string({ maxLength: 8 })));

function mutate(text: string, edits: readonly [number, number, string][]): string {
  return edits.reduce((result, [at, drop, insert]) => {
    const from = at % (result.length + 1);
    return result.slice(0, from) + insert + result.slice(from + drop);
  }, text);
}

/** Loads one changed file; the laws hold whatever it holds. */
function expectLaws(name: FileName, text: string): void {
  const source = memorySource({ dev: filesWith({ ...committed, [name]: text }) });
  const { findings, environments, textOf } = loadConfiguration(source, { catalog, today: TODAY });
  const read = textOf(`config/dev/${name}`) ?? "";
  const lines = read.split("\n");
  for (const { file, line, column } of findings.filter((one) => one.file.endsWith(name))) {
    expect(file).toBe(`config/dev/${name}`);
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(Math.max(1, lines.length));
    expect(column).toBeGreaterThanOrEqual(1);
    expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
  }
  const keys = findings.map(({ file, line, column, code, message }) => [file, line, column, code, message].join("\n"));
  expect(new Set(keys).size).toBe(keys.length);
  expect(environments.length === 0).toBe(findings.some(({ severity }) => severity === "error"));
  const shown = renderText(findings, { colour: false, textOf });
  expect(shown).toBe(printableLines(shown));
}

const runs = { numRuns: 60 };

test.each(FILE_NAMES)(
  "the loader never throws on a mutated %s, and every finding stands once and inside its file",
  (name) => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) =>
        expectLaws(name, mutate(committed[name], edits)),
      ),
      runs,
    );
  },
);

test("the loader never throws on text that is no YAML at all", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(fc.constantFrom(...SCRAPS), { maxLength: 30 }).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(fc.constantFrom(...FILE_NAMES), text, (name, content) => expectLaws(name, content)),
    runs,
  );
});

test("the loader never throws on any structure, and keeps every key apart from those it knows", () => {
  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.double());
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie("node"), { maxLength: 3 }),
      fc.dictionary(key, tie("node"), { maxKeys: 4 }),
    ),
  })).node;
  fc.assert(
    fc.property(fc.constantFrom(...FILE_NAMES), fc.dictionary(key, value, { maxKeys: 5 }), (name, content) =>
      expectLaws(name, JSON.stringify({ version: 1, ...content }, null, 1)),
    ),
    runs,
  );
});

const key = fc.oneof(
  fc.constantFrom(
    "version",
    "models",
    "defaults",
    "name",
    "capacity",
    "layers",
    "provider",
    "account",
    "aks",
    "namespaces",
    "tags",
    "waivers",
  ),
  fc.constantFrom("__proto__", "constructor", "toString", "hasOwnProperty", ""),
  fc.string({ maxLength: 6 }),
);

test.each([
  ["ten thousand nested lists", "[".repeat(10_000)],
  ["ten thousand nested mappings", "a: {".repeat(10_000)],
  [
    "a bomb of aliases",
    `a: &a [x,x]\n${[..."bcdefghij"].map((letter, i) => `${letter}: &${letter} [*${"abcdefghij"[i]},*${"abcdefghij"[i]}]`).join("\n")}\n`,
  ],
  ["an alias of itself", "a: &a [*a]\n"],
  ["an alias of nothing", "a: *nowhere\n"],
  ["an end of a line before a control character", "- - - models:\n{{  - name: gpt-5.4\n\u0000"],
  ["two documents", "version: 1\n---\nversion: 1\n"],
  ["nothing", ""],
  ["only a comment", "# nothing\n"],
  ["only a byte order mark", "\ufeff"],
  ["a list", "- 1\n"],
  ["a word", "hello\n"],
])("%s is one or more findings, not a crash", (_, text) => {
  for (const name of FILE_NAMES) {
    expectLaws(name, text);
    const { findings } = loadConfiguration(memorySource({ dev: filesWith({ [name]: text }) }), {
      catalog,
      today: TODAY,
    });
    expect(findings.filter(({ severity }) => severity === "error").length).toBeGreaterThan(0);
  }
});

test("aliases within reason work", () => {
  const models = committed["models.yaml"]
    .replace("capacity: 250", "capacity: &c 250")
    .replace("capacity: 300", "capacity: *c");
  const { findings } = loadConfiguration(memorySource({ dev: { ...committed, "models.yaml": models } }), {
    catalog,
    today: TODAY,
  });
  expect(findings.map(({ code }) => code)).toContain("capacity-below-answer");
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
});
