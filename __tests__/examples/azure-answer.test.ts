/** docs/examples/azure-answer.json: what Azure could answer preflight, for those who have no subscription at hand. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { loadCatalog } from "../../config/catalog/catalog";
import { SKU } from "../../config/models/rules";
import { type Facts, known, type OfferedModel, type Source } from "../../tools/azure/facts";
import { snapshotText, takeSnapshot } from "../../tools/azure/snapshot";
import { cli } from "../helpers/cli";
import { TODAY } from "../helpers/config";
import { readJson } from "../helpers/preflight";
import { FIXTURES, fixtureEnvironment, ROOT } from "../helpers/stack";

const FILE = "docs/examples/azure-answer.json";

const catalog = loadCatalog();
const { account, deployments } = fixtureEnvironment();
const { name, subdomain, resourceGroup, location, localAuth, projectManagement } = account;

/** Stages of a model's life in the words of Azure Resource Manager. A retired model is offered no longer. */
const STAGES: Readonly<Record<string, string>> = {
  GA: "GenerallyAvailable",
  Preview: "Preview",
  Legacy: "Legacy",
  Deprecated: "Deprecating",
};

/** Everything that the catalogue knows to be offered in the account's region, so that a model can be added to the list and tried. */
const models = catalog.names
  .flatMap((model) => catalog.versionsOf(model))
  .flatMap(({ name: model, format, version, lifecycle = "", retirement, regions = [] }): OfferedModel[] => {
    const stage = STAGES[lifecycle];
    if (stage === undefined || !regions.includes(location) || (retirement ?? "9999") <= TODAY) return [];
    const sku = { name: SKU, usageName: usageName(model, format), minimum: 1, maximum: 10_000, step: 1 };
    return [{ name: model, format, version, lifecycle: stage, ...(retirement && { retirement }), skus: [sku] }];
  });

function usageName(model: string, format: string): string {
  return `${format === "OpenAI" ? "OpenAI" : "AIServices"}.${SKU}.${model}`;
}

/** An account that lags behind the list: one deployment is still to be made, and one to be raised. */
const deployed = deployments
  .filter((one) => one.name !== "gpt-5.3-codex")
  .map(({ name: model, format, version, capacity, raiPolicy, versionUpgradeOption }) => ({
    ...{ name: model, format, model, version, sku: SKU, raiPolicy, versionUpgradeOption },
    capacity: model === "Kimi-K2.6" ? 250 : capacity.thousands,
    state: "Succeeded",
  }));

const FACTS: Partial<Facts> = {
  subscription: { state: "Enabled" },
  providers: [{ namespace: "Microsoft.CognitiveServices", state: "Registered" }],
  resourceGroup: { location, state: "Succeeded" },
  account: {
    ...{ name, kind: "AIServices", location, subdomain, localAuth, projectManagement, state: "Succeeded" },
    tags: { ...account.tags },
    network: {},
    publicAccess: true,
  },
  deployments: deployed,
  models,
  usages: models.flatMap(({ name: model, format }, index) => {
    const limit = catalog.quotaOf(model);
    // Another account of the subscription has most of this one.
    const elsewhere = model === "gpt-5.3-codex" ? 700 : 0;
    const held = deployed.find((one) => one.name === model)?.capacity ?? 0;
    // Quota belongs to a model in all its versions.
    if (limit === undefined || models.findIndex((one) => one.name === model) < index) return [];
    return [{ name: usageName(model, format), limit, current: held + elsewhere }];
  }),
};

const source: Source = {
  ask: async (question) => {
    const facts = FACTS[question];
    return facts === undefined ? { kind: "absent" } : known(facts as Facts[typeof question]);
  },
};

const preflight = (...args: string[]) =>
  cli(["preflight", "--env", "dev", "--from", FILE, "--today", TODAY, ...args], {
    cwd: ROOT,
    env: { FOUNDRY_CONFIG_DIR: FIXTURES },
  });

test("is what --save would write; WRITE_SAMPLE=1 npx jest azure-answer writes it anew", async () => {
  const text = snapshotText(await takeSnapshot(source, { name, subdomain, resourceGroup, location }, TODAY));
  if (process.env.WRITE_SAMPLE) writeFileSync(path.join(ROOT, FILE), text);

  expect(readFileSync(path.join(ROOT, FILE), "utf8")).toBe(text);
});

test("nothing stands in the way, and what apply would do is a warning", async () => {
  const { status, stdout } = await preflight("--format", "json");

  expect([status, readJson(stdout).findings]).toEqual([
    0,
    ["warning deployment Kimi-K2.6", "warning deployment gpt-5.3-codex"],
  ]);
});

test("the page shows what it really says", async () => {
  const page = readFileSync(path.join(ROOT, "docs/preflight.md"), "utf8");
  const [, shown = ""] = /--from docs\/examples\/azure-answer\.json.*\n```\n+```text\n([^]*?)```/.exec(page) ?? [];
  const { stdout } = await preflight();

  for (const part of shown.split("...\n")) expect(stdout).toContain(part);
  expect(shown.split("\n").length).toBeGreaterThan(8);
});
