/** Rows that a refresh adds, of which only Azure's list says anything. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { catalogFromTexts, modelsIn } from "../../../config/catalog/catalog-text";
import type { CatalogAnswers } from "../../../tools/catalog/answers";
import { MODELS_FILE, refresh } from "../../../tools/catalog/refresh";
import { answers, catalogTexts, KIMI, offered } from "../../helpers/catalog";
import { ROOT } from "../../helpers/workspace";

const rowsAfter = (changed: Partial<CatalogAnswers>) =>
  modelsIn(refresh(catalogTexts(), answers(changed)).texts[MODELS_FILE])?.models ?? [];

test("a new version is a row of its own, with nothing that only documentation knows", () => {
  const models = [offered(), offered({ version: "2026-09-01", retirement: "2028-03-01" }), KIMI];
  const changed = { models, regions: [{ name: "gpt-5.4", version: "2026-09-01", regions: ["westus", "eastus2"] }] };
  expect(refresh(catalogTexts(), answers(changed)).words).toEqual([
    "gpt-5.4 2026-09-01 is new in Azure's list, GA, retires 2028-03-01",
  ]);
  expect(rowsAfter(changed).map(({ version }) => version)).toEqual(["2026-03-05", "2026-09-01", "1"]);
  expect(rowsAfter(changed)[1]).toEqual({
    ...{ name: "gpt-5.4", format: "OpenAI", version: "2026-09-01" },
    azure: {
      ...{ source: "azure-models", asOf: "2026-11-28", lifecycle: "GA", retirement: "2028-03-01" },
      regions: ["eastus2", "westus"],
    },
  });
});

test("rows behind all others stand in their order, too", () => {
  const models = ["2", "3"].map((version) => offered({ ...{ name: "kimi", format: "MoonshotAI" }, version }));
  const rows = rowsAfter({ models: [offered(), KIMI, ...models] });
  expect(rows.map(({ version }) => version)).toEqual(["2026-03-05", "1", "2", "3"]);
});

test("nobody is moved to a version of which only Azure's list is known", () => {
  const models = [offered(), offered({ version: "2026-09-01" }), KIMI];
  const { texts } = refresh(catalogTexts(), answers({ models }));
  const read = (name: string): string => readFileSync(path.join(ROOT, `config/catalog/${name}.yaml`), "utf8");
  const catalog = catalogFromTexts([texts[MODELS_FILE], read("limits"), read("regions")]);
  expect(catalog?.versionsOf("gpt-5.4").map(({ version }) => version)).toEqual(["2026-09-01", "2026-03-05"]);
  expect(catalog?.find("gpt-5.4")?.version).toBe("2026-03-05");
});

test.each<[string, Parameters<typeof offered>[0], string[], string[]]>([
  [
    "that answers in text",
    { name: "gpt-7", capabilities: ["chatCompletion"] },
    ["gpt-7 2026-03-05 is new in Azure's list, GA, retires 2027-08-15"],
    [],
  ],
  ["that draws", { name: "gpt-image-2", capabilities: ["imageGenerations"] }, [], []],
  [
    "that does nobody says what",
    { name: "gpt-x" },
    [],
    ["1 model of Azure's list that the catalogue lacks: the answer does not say what they do (gpt-x)"],
  ],
  ["that is retired", { name: "gpt-7", capabilities: ["chatCompletion"], lifecycle: "Deprecated" }, [], []],
  ["as another SKU", { name: "gpt-7", capabilities: ["chatCompletion"], skus: [{ name: "Standard" }] }, [], []],
  ["with a name that is none", { name: "gpt 7: x", capabilities: ["chatCompletion"] }, [], []],
  [
    "in another spelling",
    { name: "Kimi", format: "Moonshot AI", version: "2" },
    [],
    [
      "Azure has Kimi of format Moonshot AI, the catalogue kimi of format MoonshotAI: correct it by hand if Azure is right",
    ],
  ],
])("a new model %s", (_, model, words, left) => {
  const result = refresh(catalogTexts(), answers({ models: [offered(), KIMI, offered(model)] }));
  expect([result.words, result.left]).toEqual([words, left]);
});
