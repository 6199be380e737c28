/** What a refreshed catalogue makes the checks say: Azure's word holds, and what is documented is said beside it. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Catalog } from "../../../config/catalog/catalog";
import { catalogFromTexts } from "../../../config/catalog/catalog-text";
import { loadConfiguration } from "../../../config/load";
import type { CatalogAnswers } from "../../../tools/catalog/answers";
import { MODELS_FILE, refresh } from "../../../tools/catalog/refresh";
import { answers, catalogTexts, KIMI, MODELS_YAML, offered } from "../../helpers/catalog";
import { ACCOUNT, filesWith, findingsWith, memorySource, MODELS } from "../../helpers/config";
import { ROOT } from "../../helpers/workspace";

const TODAY = "2026-11-28";
const SUCCESSOR = `  - { name: gpt-6, format: OpenAI, version: "1", lifecycle: GA, apis: [responses], regions: [westus] }\n`;

function catalogAfter(changed: Partial<CatalogAnswers>): Catalog {
  const models = MODELS_YAML.replace("  - { name: kimi", `${SUCCESSOR}  - { name: kimi`);
  const all = { models: [offered(), KIMI, offered({ name: "gpt-6", version: "1", retirement: "2099-12-31" })] };
  const { texts } = refresh(catalogTexts(models), answers({ ...all, ...changed }));
  const read = (name: string): string => readFileSync(path.join(ROOT, `config/catalog/${name}.yaml`), "utf8");
  const catalog = catalogFromTexts([texts[MODELS_FILE], read("limits"), read("regions")]);
  if (catalog === undefined) throw new Error("the refreshed catalogue cannot be read");
  return catalog;
}

function found(changed: Partial<CatalogAnswers>, models = MODELS) {
  const catalog = catalogAfter(changed);
  const findings = findingsWith({ "models.yaml": models }, { catalog, today: TODAY });
  return findings.map(({ severity, code, message, help }) => [`${severity} ${code}`, message, help]);
}

const withGpt = (changed: Parameters<typeof offered>[0]) => ({
  models: [offered(changed), KIMI, offered({ name: "gpt-6", version: "1", retirement: "2099-12-31" })],
});

test("a retirement that Azure moves to 20 days from now is an error, with the successor and the command", () => {
  expect(found({})).toEqual([]);
  expect(found(withGpt({ retirement: "2026-12-18" }))).toEqual([
    [
      "error retiring",
      "gpt-5.4 retires on 2026-12-18, in 20 days (Azure on 2026-11-28; documented: 2027-08-15)",
      "move to gpt-6: deploy it, switch the layers, then remove gpt-5.4; " +
        "npx aucert-foundry swap gpt-5.4 gpt-6 makes the edits, one step a run",
    ],
  ]);
});

test("a retirement that the entry itself gives is nobody else's word", () => {
  const own = `${MODELS}    retirement: 2026-12-24\n`;
  expect(found(withGpt({ retirement: "2026-12-18" }), own)[0]?.[1]).toBe("gpt-5.4 retires on 2026-12-24, in 26 days");
});

test("a stage that the entry itself gives is nobody else's word", () => {
  const own = `${MODELS}    lifecycle: Deprecated\n`;
  expect(found(withGpt({ lifecycle: "Preview" }), own)[0]?.[1]).toBe(
    "gpt-5.4 is deprecated: subscriptions that do not use it yet cannot create it",
  );
});

test.each<[string, Partial<CatalogAnswers>, string, string]>([
  [
    "retired, by ARM's Deprecated",
    withGpt({ lifecycle: "Deprecated" }),
    "error retired",
    "gpt-5.4 was retired: calls to it fail (Azure on 2026-11-28; documented: GA)",
  ],
  [
    "closed to new subscriptions, by ARM's Deprecating",
    withGpt({ lifecycle: "Deprecating" }),
    "warning deprecated",
    "gpt-5.4 is deprecated: subscriptions that do not use it yet cannot create it (Azure on 2026-11-28; documented: GA)",
  ],
  [
    "gone from the region",
    { models: [KIMI] },
    "error not-in-region",
    "gpt-5.4 is not offered as GlobalStandard in westus (Azure on 2026-11-28; documented: offered there)",
  ],
])("a model that is %s", (_, changed, code, message) => {
  expect(found(changed).map(([one, text]) => [one, text])).toEqual([[code, message]]);
});

test("a version that only Azure's list has: what the model speaks is known, who sells it is not", () => {
  const added = { models: [...withGpt({}).models, offered({ version: "2026-09-01" })] };
  const catalog = catalogAfter(added);
  const list = MODELS.replace("2026-03-05", "2026-09-01");
  expect(findingsWith({ "models.yaml": list }, { catalog, today: TODAY })).toEqual([]);
  const layer = `version: 1\nprovider: foundry\nlayers:\n  decision: { stage: L4, model: gpt-7 }\n`;
  const fresh = catalogAfter({
    models: [...withGpt({}).models, offered({ name: "gpt-7", capabilities: ["responses"] })],
  });
  const files = filesWith({ "models.yaml": MODELS.replace("gpt-5.4", "gpt-7"), "llm-config.yaml": layer });
  const { findings } = loadConfiguration(memorySource({ dev: files }), { catalog: fresh, today: TODAY });
  expect(findings.map(({ code, message }) => [code, message])).toEqual([
    [
      "not-direct-from-azure",
      "whether Azure sells gpt-7 directly is not known, so it counts as not covered by Azure credits",
    ],
  ]);
});

test.each([
  ["2026-12-31", []],
  ["2027-01-28", ["the catalogue is of 2026-11-28, 61 days old: dates, regions and prices may have moved"]],
])("the age of the catalogue on %s", (today, messages) => {
  const catalog = catalogAfter(withGpt({ retirement: "2028-01-01" }));
  const { findings } = loadConfiguration(memorySource({ dev: filesWith({ "account.yaml": ACCOUNT }) }), {
    ...{ catalog, today, catalogFile: "config/catalog/models.yaml" },
  });
  expect(findings.filter(({ code }) => code === "catalog-age").map(({ message }) => message)).toEqual(messages);
});
