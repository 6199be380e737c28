/** A refresh on answers of Azure that can be read only in part: what could not be read is not taken for gone. */
import { ARM_KIMI, closeServers, GPT, PRICES, refreshed } from "../../helpers/catalog-project";
import { MODELS_YAML, PRICES_YAML } from "../../helpers/catalog";

afterEach(closeServers);

test("one odd model: nothing to refresh from, exit 2, nothing written", async () => {
  const odd = { ...ARM_KIMI, model: { ...ARM_KIMI.model, version: null } };
  const run = await refreshed({ "/models": { value: [GPT("2027-09-02"), odd] } });
  expect(run).toMatchObject({ status: 2, stdout: "", models: MODELS_YAML, prices: PRICES_YAML });
  expect(run.stderr).toContain(
    "Azure's list of models of westus could not be read: Azure's answer has an unexpected shape in kimi (at version)",
  );
});

test("an empty list of models: nothing to refresh from, exit 2, nothing written", async () => {
  const run = await refreshed({ "/models": { value: [] } });
  expect(run).toMatchObject({ status: 2, stdout: "", models: MODELS_YAML, prices: PRICES_YAML });
  expect(run.stderr).toBe("Azure's answer has no model of westus: nothing to refresh from\n");
});

describe("of regions", () => {
  const at = (location: unknown, skuName: unknown = "GlobalStandard") => ({ location, properties: { skuName } });

  test.each<[string, object]>([
    ["without a region", at(null)],
    ["with an empty region", at("")],
    ["with a region that is no text", at(5)],
    ["without a SKU", at("eastus", null)],
    ["without anything", {}],
  ])("one %s: those of the model stay, and it is said", async (_, odd) => {
    const { status, stdout, models } = await refreshed({ "/modelCapacities": { value: [at("westus"), odd] } });
    expect(status).toBe(0);
    expect(models).not.toContain("regions: [westus]\n");
    expect(stdout).toContain(
      "\n  regions of 2 model versions: Azure's answer has a capacity without its region or its SKU\n",
    );
  });

  test("one of another SKU is not looked at", async () => {
    const { stdout } = await refreshed({ "/modelCapacities": { value: [at("westus"), at(null, "Standard")] } });
    expect(stdout).not.toContain("left as it is");
  });
});

test("of a meter's prices that of the first token on counts, wherever it stands", async () => {
  const [input, ...others] = PRICES.Items.map((item) => ({ ...item, tierMinimumUnits: 0 }));
  const tier = { ...input, retailPrice: 2, tierMinimumUnits: 1000 };
  for (const items of [
    [tier, input, ...others],
    [...others, input, tier],
  ]) {
    const { stdout, prices } = await refreshed({ "/api/retail/prices": { Items: items } });
    expect(prices).toBe(PRICES_YAML);
    expect(stdout).not.toContain("left as it is");
  }
});

describe("a price list of which no price can be read", () => {
  const DEARER = PRICES.Items.map((item) => ({ ...item, retailPrice: item.retailPrice + 1 }));
  test.each<[string, object[], string]>([
    ["empty", [], "has no price of models in westus"],
    ["a field renamed", DEARER.map(({ meterId, ...item }) => ({ ...item, meter: meterId })), "has an unexpected shape"],
  ])("%s: it changes no price, and it is said", async (_, items, reason) => {
    const { folder, prices } = await refreshed({ "/api/retail/prices": { Items: DEARER } });
    expect(prices).toContain("azure-price-list");
    const again = await refreshed({ "/api/retail/prices": { Items: items } }, [], folder);
    expect(again).toMatchObject({ status: 0, prices });
    expect(again.stdout).toContain(`\n  prices: Azure's answer ${reason}\n`);
  });
});
