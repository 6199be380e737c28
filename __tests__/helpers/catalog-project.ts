/** Runs `catalog refresh` in a project with the small catalogue, against a stand-in for Azure and its price list. */
import { copyFileSync, readFileSync } from "node:fs";
import path from "node:path";
import { MODELS_FILE, PRICES_FILE } from "../../tools/catalog/refresh";
import { armModel, fakeArm, type FakeArm, type Route, send, SUBSCRIPTION, TOKEN } from "./arm";
import { METERS, MODELS_YAML, PRICES_YAML } from "./catalog";
import { cli, type CliResult } from "./cli";
import { ACCOUNT, LLM_CONFIG, MODELS } from "./config";
import { ROOT, temporaryFolder, writeFiles } from "./workspace";

const servers: FakeArm[] = [];

/** For `afterEach`. */
export async function closeServers(): Promise<void> {
  await Promise.all(servers.splice(0).map((server) => server.close()));
}

/** A server that is closed after the test. */
export async function standIn(changed: Readonly<Record<string, Route>> = {}): Promise<FakeArm> {
  const arm = await fakeArm(routes(changed));
  servers.push(arm);
  return arm;
}

/** A project with an environment and the small catalogue. */
export function projectFolder(): string {
  const folder = temporaryFolder("catalog");
  const environment = { "account.yaml": ACCOUNT, "models.yaml": MODELS, "llm-config.yaml": LLM_CONFIG };
  const files = Object.entries(environment).map(([name, text]) => [`config/environments/dev/${name}`, text]);
  writeFiles(folder, { ...Object.fromEntries(files), [MODELS_FILE]: MODELS_YAML, [PRICES_FILE]: PRICES_YAML });
  for (const name of ["limits", "regions"]) {
    copyFileSync(path.join(ROOT, `config/catalog/${name}.yaml`), path.join(folder, `config/catalog/${name}.yaml`));
  }
  return folder;
}

export const GPT = (retirement: string) =>
  armModel({ model: { deprecation: { inference: `${retirement}T00:00:00Z` }, replacementConfig: null } });
export const ARM_KIMI = armModel({
  ...{ name: "kimi", version: "1" },
  model: { format: "MoonshotAI", lifecycleStatus: "Preview", deprecation: null },
});

export function price(meterName: string, retailPrice: number, changed: object = {}) {
  return {
    ...{ meterId: meterName, meterName, retailPrice, unitOfMeasure: "1M", effectiveStartDate: "2026-01-01T00:00:00Z" },
    ...{ type: "Consumption", currencyCode: "USD", armRegionName: "westus", ...changed },
  };
}

export const PRICES = { Items: METERS.map(({ name, price: amount }) => price(name, amount)), NextPageLink: null };

/** Routes of a subscription that says what the small catalogue says. */
function routes(changed: Readonly<Record<string, Route>> = {}): Record<string, Route> {
  return {
    "/models": { value: [armModel({ kind: "OpenAI" }), GPT("2027-08-15"), ARM_KIMI] },
    "/usages": { value: [] },
    "/modelCapacities": (request, response) => {
      const name = new URL(request.url ?? "", "http://x").searchParams.get("modelName");
      const regions = name === "kimi" ? ["westus"] : ["West US", "eastus"];
      const value = regions.map((location) => ({
        location,
        properties: { skuName: "GlobalStandard", availableCapacity: 0 },
      }));
      send(response, 200, { value: [...value, { location: "uksouth", properties: { skuName: "Standard" } }] });
    },
    "/api/retail/prices": PRICES,
    ...changed,
  };
}

export interface Ran extends CliResult {
  readonly arm: FakeArm;
  readonly folder: string;
  readonly models: string;
  readonly prices: string;
}

export async function refreshed(
  changed: Readonly<Record<string, Route>> = {},
  args: readonly string[] = [],
  folder = projectFolder(),
): Promise<Ran> {
  const arm = await standIn(changed);
  const env = { ARM_SUBSCRIPTION_ID: SUBSCRIPTION, AZURE_ACCESS_TOKEN: TOKEN };
  const result = await cli(["catalog", "refresh", "--arm-endpoint", arm.url, ...args], { cwd: folder, env });
  const read = (name: string): string => readFileSync(path.join(folder, name), "utf8");
  return { ...result, arm, folder, models: read(MODELS_FILE), prices: read(PRICES_FILE) };
}
