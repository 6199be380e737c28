/** A small catalogue with comments where people put them, and Azure's answers about it. */
import type { OfferedModel, OfferedSku, UsageFacts } from "../../tools/azure/facts";
import type { CatalogAnswers, Meter } from "../../tools/catalog/answers";
import { type CatalogTexts, MODELS_FILE, PRICES_FILE } from "../../tools/catalog/refresh";

export const MODELS_YAML = `# Models, by hand.
version: 1
asOf: 2026-11-01
sources:
  schedule: { path: schedule.md, date: 2026-10-05, kind: official }
models:
  # the first
  - name: gpt-5.4
    format: OpenAI
    version: "2026-03-05"
    lifecycle: GA
    retirement: 2027-08-15 # of the schedule

    replacement: gpt-6
    apis: [chat-completions, responses]
    regions: [eastus, westus]
    sources: { lifecycle: schedule }
  - { name: kimi, format: MoonshotAI, version: "1", lifecycle: Preview, apis: [chat-completions], regions: [westus],
      sources: { lifecycle: schedule } } # in one line
`;

export const PRICES_YAML = `version: 1
asOf: 2026-11-01
sources:
  azure-retail: { name: Azure price list, kind: azure-meters, path: a snapshot, date: 2026-07-31 }
  guide: { name: a guide, kind: guide, path: a guide }
prices:
  # USD
  - model: gpt-5.4
    quotes:
      - { source: azure-retail, input: 2.5, cachedInput: 0.25, output: 15, # three meters
          meters: ["5.4 inp Gl 1M Tokens", "5.4 cd inp Gl 1M Tokens", "5.4 opt Gl 1M Tokens"] }
      - { source: guide, input: 4, output: 16 }
`;

export function catalogTexts(models = MODELS_YAML, prices = PRICES_YAML): CatalogTexts {
  return { [MODELS_FILE]: models, [PRICES_FILE]: prices };
}

export function offered(changed: Partial<OfferedModel> & { readonly sku?: Partial<OfferedSku> } = {}): OfferedModel {
  const { sku, ...model } = changed;
  return {
    name: "gpt-5.4",
    format: "OpenAI",
    version: "2026-03-05",
    lifecycle: "GenerallyAvailable",
    retirement: "2027-08-15",
    skus: [{ name: "GlobalStandard", usageName: "OpenAI.GlobalStandard.gpt-5.4", ...sku }],
    ...model,
  };
}

export const KIMI = offered({
  name: "kimi",
  format: "MoonshotAI",
  version: "1",
  lifecycle: "Preview",
  retirement: "2099-12-31",
  sku: { usageName: "AIServices.GlobalStandard.kimi" },
});

export function usage(name: string, scopeType?: string, limit = 400): UsageFacts {
  return { name, limit, current: 0, ...(scopeType !== undefined && { scopeType }) };
}

/** Answers that say what the catalogue says already, but for what is changed. */
export function answers(changed: Partial<CatalogAnswers> = {}): CatalogAnswers {
  return { takenOn: "2026-11-28", location: "westus", models: [offered(), KIMI], meters: METERS, ...changed };
}

export function meter(name: string, price: number, changed: Partial<Meter> = {}): Meter {
  return { id: name, name, price, unit: "1M", since: "2026-01-01", ...changed };
}

export const METERS = [
  meter("5.4 inp Gl 1M Tokens", 2.5),
  meter("5.4 cd inp Gl 1M Tokens", 0.25),
  meter("5.4 opt Gl 1M Tokens", 15),
];
