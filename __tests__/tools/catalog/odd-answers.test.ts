/** A refresh on answers of Azure that can be read only in part: what could not be read is not taken for gone. */
import { ARM_KIMI, closeServers, GPT, refreshed } from "../../helpers/catalog-project";
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
