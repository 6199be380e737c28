/** What Azure's answers make of the catalogue, in words and bytes. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { modelsIn } from "../../../config/catalog/catalog-text";
import type { CatalogAnswers } from "../../../tools/catalog/answers";
import { MODELS_FILE, PRICES_FILE, refresh } from "../../../tools/catalog/refresh";
import { catalogProblems } from "../../../tools/check-catalog";
import {
  answers,
  catalogTexts,
  KIMI,
  meter,
  METERS,
  MODELS_YAML,
  offered,
  PRICES_YAML,
  usage,
} from "../../helpers/catalog";
import { ROOT } from "../../helpers/workspace";

/** The row of a model in a version after a refresh. */
function rowAfter(changed: Partial<CatalogAnswers>, version = "2026-03-05", name = "gpt-5.4") {
  const { texts } = refresh(catalogTexts(), answers(changed));
  return modelsIn(texts[MODELS_FILE])?.models.find((row) => row.name === name && row.version === version);
}

const wordsOf = (changed: Partial<CatalogAnswers>) => refresh(catalogTexts(), answers(changed)).words;

test("an answer that says what the catalogue says changes no byte", () => {
  const result = refresh(catalogTexts(), answers());
  expect(result).toEqual({ texts: catalogTexts(), words: [], left: [] });
});

const FAR = "2099-12-31";

test.each<[string, Partial<CatalogAnswers>, string[], object | undefined]>([
  [
    "a date that moves later",
    { models: [offered({ retirement: "2027-09-02" }), KIMI] },
    ["gpt-5.4 2026-03-05 retires 2027-09-02 instead of 2027-08-15"],
    { retirement: "2027-09-02" },
  ],
  [
    "a date that moves earlier",
    { models: [offered({ retirement: "2027-01-31" }), KIMI] },
    ["gpt-5.4 2026-03-05 retires 2027-01-31 instead of 2027-08-15"],
    { retirement: "2027-01-31" },
  ],
  [
    "a far date, which means none",
    { models: [offered({ retirement: FAR }), KIMI] },
    ["gpt-5.4 2026-03-05 has no retirement date any more, instead of 2027-08-15"],
    { retirement: "none" },
  ],
  [
    "a date left out, which says nothing",
    { models: [{ ...offered(), retirement: undefined as never }, KIMI] },
    [],
    undefined,
  ],
  [
    "SKUs that end on different days: that of ours counts",
    {
      models: [
        offered({
          skus: [
            { name: "ProvisionedManaged", retirement: "2027-01-01" },
            { name: "GlobalStandard", retirement: "2027-06-30" },
          ],
        }),
        KIMI,
      ],
    },
    ["gpt-5.4 2026-03-05 retires 2027-06-30 instead of 2027-08-15"],
    { retirement: "2027-06-30" },
  ],
  [
    "a far date of the SKU beside one of the model",
    { models: [offered({ retirement: "2027-07-01", sku: { retirement: FAR } }), KIMI] },
    ["gpt-5.4 2026-03-05 retires 2027-07-01 instead of 2027-08-15"],
    { retirement: "2027-07-01" },
  ],
  [
    "ARM's Deprecating, which is the documentation's Deprecated",
    { models: [offered({ lifecycle: "Deprecating" }), KIMI] },
    ["gpt-5.4 2026-03-05 is Deprecated instead of GA"],
    { lifecycle: "Deprecated" },
  ],
  [
    "ARM's Deprecated, which is the documentation's Retired",
    { models: [offered({ lifecycle: "Deprecated" }), KIMI] },
    ["gpt-5.4 2026-03-05 is Retired instead of GA"],
    { lifecycle: "Retired" },
  ],
  ["a stage that nobody knows", { models: [offered({ lifecycle: "Sunset" }), KIMI] }, [], undefined],
  [
    "a model that is gone",
    { models: [KIMI] },
    ["gpt-5.4 2026-03-05 is no longer in Azure's list for westus: marked, not deleted"],
    { goneFrom: ["westus"] },
  ],
  [
    "a model that is still there, but not as our SKU",
    { models: [offered({ skus: [{ name: "Standard" }] }), KIMI] },
    ["gpt-5.4 2026-03-05 is no longer in Azure's list for westus: marked, not deleted"],
    { goneFrom: ["westus"] },
  ],
  [
    "a region that is gone, and one that is new",
    { regions: [{ name: "gpt-5.4", version: "2026-03-05", regions: ["uksouth", "westus"] }] },
    ["gpt-5.4 2026-03-05 is now offered in uksouth", "gpt-5.4 2026-03-05 is no longer offered in eastus"],
    { regions: ["uksouth", "westus"] },
  ],
  [
    "the asked region missing from the regions, but not from the list of models",
    { regions: [{ name: "gpt-5.4", version: "2026-03-05", regions: ["eastus"] }] },
    [],
    undefined,
  ],
  [
    "no regions at all, which says nothing",
    { regions: [{ name: "gpt-5.4", version: "2026-03-05", regions: [] }] },
    [],
    undefined,
  ],
  [
    "limits of capacity",
    { models: [offered({ sku: { minimum: 1, maximum: 10_000, step: 1, allowed: [] } }), KIMI] },
    ["capacity limits of 1 model version, not known before"],
    { capacity: { minimum: 1, maximum: 10_000, step: 1 } },
  ],
  [
    "a quota of the subscription",
    { usages: [usage("OpenAI.GlobalStandard.gpt-5.4", "Global")] },
    ["scope of the quota of 1 model version, not known before"],
    { quotaScope: "subscription" },
  ],
  ["a quota whose scope nobody asked", { usages: [usage("OpenAI.GlobalStandard.gpt-5.4")] }, [], undefined],
])("%s", (_, changed, words, azure) => {
  expect(wordsOf(changed)).toEqual(words);
  const facts = azure && { source: "azure-models", asOf: "2026-11-28", ...azure };
  expect(rowAfter(changed)?.azure).toEqual(facts);
  // What is documented stays beside it.
  expect(rowAfter(changed)).toMatchObject({ lifecycle: "GA", retirement: "2027-08-15", regions: ["eastus", "westus"] });
});

test.each([
  ["Global", "subscription"],
  ["DataZone", "data-zone"],
  ["Region", "region"],
])("scopeType %s is a quota of the %s", (scopeType, quotaScope) => {
  const usages = [usage("OpenAI.GlobalStandard.gpt-5.4", scopeType)];
  expect(rowAfter({ usages })?.azure).toMatchObject({ quotaScope });
});

test.each<[string, Partial<CatalogAnswers>, string]>([
  ["models alone", {}, "models of Microsoft.CognitiveServices, asked in westus"],
  [
    "all that there is",
    { regions: [], usages: [usage("x", "Subscription")] },
    "models, modelCapacities, usages (2026-09-15-preview) of Microsoft.CognitiveServices, asked in westus",
  ],
  [
    "usages from before they had a scope",
    { usages: [usage("x")] },
    "models, usages of Microsoft.CognitiveServices, asked in westus",
  ],
])("the source says what was asked, and in which version: %s", (_, changed, said) => {
  const models = [offered({ retirement: "2027-09-02" }), KIMI];
  const { texts } = refresh(catalogTexts(), answers({ models, ...changed }));
  expect(modelsIn(texts[MODELS_FILE])?.sources["azure-models"]).toMatchObject({ path: said, api: "2025-09-01" });
});

const MANY: Partial<CatalogAnswers> = {
  models: [
    offered({ retirement: "2027-09-02", sku: { minimum: 1, maximum: 10 } }),
    offered({ version: "2027-01-01" }),
    offered({ name: "a-first", capabilities: ["responses"] }),
  ],
  usages: [usage("OpenAI.GlobalStandard.gpt-5.4", "Global")],
  regions: [{ name: "gpt-5.4", version: "2026-03-05", regions: ["uksouth", "westus"] }],
  meters: [...METERS.slice(1), meter("5.4 inp Gl 1M Tokens", 3), meter("a first inp gl 1M Tokens", 1)],
};

describe.each([
  ["LF", (text: string) => text],
  ["CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
  ["a BOM", (text: string) => `\ufeff${text}`],
  ["no last line end", (text: string) => text.replace(/\n$/, "")],
])("a file with %s", (_, written) => {
  const before = catalogTexts(written(MODELS_YAML), written(PRICES_YAML));
  const after = refresh(before, answers(MANY));

  test("keeps every line that is not about the change", () => {
    for (const file of [MODELS_FILE, PRICES_FILE] as const) {
      const lines = after.texts[file].split("\n");
      let at = -1;
      const lost = before[file].split("\n").filter((line) => {
        const found = lines.indexOf(line, at + 1);
        if (found !== -1) at = found;
        return found === -1;
      });
      expect(lost.filter((line) => !/in one line|sources: \{ lifecycle: schedule \} \}|^$/.test(line.trim()))).toEqual(
        [],
      );
    }
    const isCrlf = before[MODELS_FILE].includes("\r\n");
    expect(
      after.texts[MODELS_FILE].split("\n")
        .slice(0, -1)
        .every((line) => line.endsWith("\r") === isCrlf),
    ).toBe(true);
  });

  test("changes once: the second time there is nothing left to do", () => {
    expect(after.words.length).toBeGreaterThan(4);
    expect(refresh(after.texts, answers(MANY))).toEqual({ ...after, words: [] });
  });
});

test("facts that Azure no longer says otherwise go, and the mark of a model that is back", () => {
  const moved = refresh(catalogTexts(), answers({ models: [offered({ retirement: "2027-09-02" })] }));
  expect(modelsIn(moved.texts[MODELS_FILE])?.models.map(({ azure }) => azure?.goneFrom)).toEqual([
    undefined,
    ["westus"],
  ]);
  const back = refresh(moved.texts, answers({ takenOn: "2026-12-05" }));
  expect(back.words).toEqual([
    "gpt-5.4 2026-03-05 retires 2027-08-15 instead of 2027-09-02",
    "kimi 1 is in Azure's list for westus again",
  ]);
  expect(modelsIn(back.texts[MODELS_FILE])?.models.map(({ azure }) => azure)).toEqual([undefined, undefined]);
});

test("answers older than the catalogue are refused", () => {
  const { texts } = refresh(catalogTexts(), answers(MANY));
  expect(() => refresh(texts, answers({ takenOn: "2026-11-27" }))).toThrow(
    "the answers are of 2026-11-27, the catalogue of 2026-11-28: take new ones",
  );
});

test("an answer that only confirms moves the date once it is a month old", () => {
  const { texts } = refresh(catalogTexts(), answers(MANY));
  const again = (takenOn: string) => refresh(texts, answers({ ...MANY, takenOn }));
  expect(again("2026-12-27")).toMatchObject({ texts, words: [] });
  const confirmed = again("2026-12-28");
  expect(confirmed.words).toEqual(["Azure confirms the rest on 2026-12-28"]);
  expect(modelsIn(confirmed.texts[MODELS_FILE])?.sources["azure-models"]?.date).toBe("2026-12-28");
  expect(confirmed.texts[MODELS_FILE].length).toBe(texts[MODELS_FILE].length);
});

test("the committed catalogue, refreshed, passes its own check", () => {
  const read = (name: string): string => readFileSync(path.join(ROOT, name), "utf8");
  const texts = { [MODELS_FILE]: read(MODELS_FILE), [PRICES_FILE]: read(PRICES_FILE) };
  const result = refresh(texts, answers(MANY));
  expect(result.words.length).toBeGreaterThan(50);
  expect(catalogProblems((file) => (result.texts as Record<string, string>)[file] ?? read(file))).toBe("");
  expect(refresh(result.texts, answers(MANY)).words).toEqual([]);
});
