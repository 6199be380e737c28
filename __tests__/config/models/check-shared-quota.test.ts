/** Environments that share a subscription, and so a quota. */
import { Catalog } from "../../../config/catalog/catalog";
import type { QuotaScope } from "../../../config/catalog/azure-facts";
import { sharedQuota } from "../../../config/account/shared-quota";
import { loadConfiguration } from "../../../config/load";
import { ACCOUNT, type Files, filesWith, memorySource, TODAY } from "../../helpers/config";

const ID = "11111111-2222-3333-4444-555555555555";
const OTHER_ID = "99999999-2222-3333-4444-555555555555";

/** A catalogue in which one model has a quota of 400. */
function catalogWith(quotaScope?: QuotaScope): Catalog {
  const facts = { asOf: TODAY, ...(quotaScope !== undefined && { quotaScope }) };
  const row = { format: "OpenAI", version: "2026-03-05", lifecycle: "GA", azure: facts };
  return new Catalog({
    models: ["gpt-5.4", "gpt-5.4-mini"].map((name) => ({ name, ...row })),
    regions: ["westus", "eastus"].map((name) => ({ name, displayName: name })),
    quotas: [{ model: "gpt-5.4", tier1: 400 }],
    deploymentsPerAccount: { value: 32 },
  });
}

interface Setting {
  readonly capacity?: number;
  readonly location?: string;
  readonly id?: string;
  readonly model?: string;
}

function environment(name: string, { capacity = 300, location = "westus", id, model = "gpt-5.4" }: Setting): Files {
  const account = ACCOUNT.replace("aucert-test", name)
    .replace("westus", `${location}${id === undefined ? "" : `\n  subscriptionId: ${id}`}`)
    .replace("test-aks", `aks-${name}`);
  return filesWith({
    "account.yaml": account,
    "models.yaml": `version: 1\nmodels:\n  - { name: ${model}, version: "2026-03-05", capacity: ${capacity} }\n`,
    "llm-config.yaml": `version: 1\nprovider: foundry\nlayers:\n  decision: { stage: L4, model: ${model} }\n`,
  });
}

function found(settings: Record<string, Setting>, scope?: QuotaScope, only?: readonly string[]): string[] {
  const files = Object.fromEntries(Object.entries(settings).map(([name, one]) => [name, environment(name, one)]));
  const { findings } = loadConfiguration(memorySource(files), { catalog: catalogWith(scope), today: TODAY, only });
  return findings.map(({ file, line, severity, code, message }) => `${file}:${line} ${severity} ${code} ${message}`);
}

const ABOVE = "above 400, the default quota of quota tier 1 in thousands of tokens a minute";

test.each<[string, Record<string, Setting>, QuotaScope | undefined, string[]]>([
  [
    "two that give one subscription",
    { dev: { id: ID }, prod: { id: ID.toUpperCase() } },
    "subscription",
    [`dev, prod together ask for 600 of gpt-5.4, ${ABOVE}`],
  ],
  [
    "two that give none",
    { dev: {}, prod: {} },
    "region",
    [`dev, prod together ask for 600 of gpt-5.4 (assumed: one subscription), ${ABOVE}`],
  ],
  ["two subscriptions", { dev: { id: ID }, prod: { id: OTHER_ID } }, "subscription", []],
  ["two regions with a quota each", { dev: { id: ID }, prod: { id: ID, location: "eastus" } }, "region", []],
  [
    "two regions with one quota",
    { dev: { id: ID }, prod: { id: ID, location: "eastus" } },
    "subscription",
    [`dev, prod together ask for 600 of gpt-5.4, ${ABOVE}`],
  ],
  [
    "two regions, and Azure has not said whose quota it is",
    { dev: { id: ID }, prod: { id: ID, location: "eastus" } },
    undefined,
    [`dev, prod together ask for 600 of gpt-5.4 (assumed: one quota for all regions), ${ABOVE}`],
  ],
  [
    "two regions of a data zone, maybe",
    { dev: { id: ID }, prod: { id: ID, location: "eastus" } },
    "data-zone",
    [`dev, prod together ask for 600 of gpt-5.4 (assumed: one data zone), ${ABOVE}`],
  ],
  ["as much as there is", { dev: { capacity: 100 }, prod: {} }, "subscription", []],
  [
    "a model of which no quota is known",
    { dev: { model: "gpt-5.4-mini" }, prod: { model: "gpt-5.4-mini" } },
    undefined,
    [],
  ],
  [
    "three, told once",
    { dev: { id: ID, capacity: 150 }, prod: { id: ID, capacity: 150 }, test: { id: ID, capacity: 150 } },
    "subscription",
    [`dev, prod, test together ask for 450 of gpt-5.4, ${ABOVE}`],
  ],
])("%s", (_, settings, scope, messages) => {
  const last = Object.keys(settings).at(-1);
  expect(found(settings, scope)).toEqual(
    messages.map((message) => `config/${last}/models.yaml:3 warning capacity-over-quota ${message}`),
  );
});

test("one that asks for too much alone is told so, and nothing else is", () => {
  expect(found({ dev: { capacity: 401 }, prod: {} }, "subscription")).toEqual([
    `config/dev/models.yaml:3 warning capacity-over-quota capacity 401 of gpt-5.4 is ${ABOVE}`,
  ]);
});

test("one that asks for too much alone hides nothing of another subscription", () => {
  const settings = { alone: { id: OTHER_ID, capacity: 401 }, dev: { id: ID }, prod: { id: ID } };
  expect(found(settings, "subscription")).toEqual([
    `config/alone/models.yaml:3 warning capacity-over-quota capacity 401 of gpt-5.4 is ${ABOVE}`,
    `config/prod/models.yaml:3 warning capacity-over-quota dev, prod together ask for 600 of gpt-5.4, ${ABOVE}`,
  ]);
});

test("it is told of either environment alone", () => {
  const settings = { dev: { id: ID }, prod: { id: ID } };
  for (const name of ["dev", "prod"]) expect(found(settings, "subscription", [name])).toHaveLength(1);
});

test("who shares with whom does not depend on who asks", () => {
  const places = [
    ...[undefined, ID, OTHER_ID].flatMap((subscriptionId) =>
      ["westus", "eastus"].map((location) => ({ subscriptionId, location })),
    ),
  ];
  for (const scope of ["region", "data-zone", "subscription", undefined] as const) {
    for (const one of places) {
      for (const other of places) expect(sharedQuota(one, other, scope)).toEqual(sharedQuota(other, one, scope));
    }
  }
});
