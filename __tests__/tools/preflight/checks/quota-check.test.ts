import { armDeployment, armModel, armUsage, NOT_THERE, type Route } from "../../../helpers/arm";
import { MODELS } from "../../../helpers/config";
import { cleanUp, only, preflightOn } from "../../../helpers/preflight";

afterEach(cleanUp);

const NO_ACCOUNT = { "/accounts/aucert-test": NOT_THERE };
const offers = (...models: object[]): Record<string, Route> => ({ "/models": { value: models } });

describe("quota", () => {
  const message = async (routes: Record<string, Route>, files: Record<string, string> = {}) => {
    const { status, subject, message: text } = only(await preflightOn(routes, { files }), "quota");
    return [status, subject, text];
  };
  const deployed = (...deployments: object[]) => ({ "/deployments": { value: deployments } });
  const usage = (limit: number, current: number) => ({ "/usages": { value: [armUsage(limit, current)] } });

  test("what the account holds counts as its own", async () => {
    expect(await message({ ...deployed(armDeployment({ capacity: 100 })), ...usage(1000, 850) })).toEqual([
      "pass",
      "gpt-5.4",
      "needs 150 more capacity (150 of 1,000 left, 100 held by this account)",
    ]);
    expect(await message({ ...deployed(armDeployment({ capacity: 100 })), ...usage(1000, 851) })).toEqual([
      "fail",
      "gpt-5.4",
      "needs 150 more capacity, over the quota by 1 (149 of 1,000 left, 100 held by this account)",
    ]);
  });
  test("nothing more is needed even where the quota is overdrawn", async () => {
    expect(await message(usage(100, 250))).toEqual([
      "pass",
      "gpt-5.4",
      "needs no more capacity (-150 of 100 left, 250 held by this account)",
    ]);
  });
  test("a swap within one quota warns of its peak", async () => {
    const old = armDeployment({
      name: "old-name",
      properties: { model: { format: "OpenAI", name: "gpt-5.4", version: "2026-03-05" } },
    });
    expect(await message({ ...deployed(old), ...usage(400, 250) })).toEqual([
      "warning",
      "gpt-5.4",
      "needs 0 more capacity, 250 at the peak of the change, which is 100 too much (150 of 400 left, 250 held by this account)",
    ]);
    expect((await message({ ...deployed(old), ...usage(500, 250) }))[0]).toBe("pass");
  });
  test("a deployment of another SKU holds nothing of this quota", async () => {
    const standard = { ...armDeployment(), sku: { name: "Standard", capacity: 250 } };
    const model = armModel();
    const skus = [...model.model.skus, { name: "Standard", usageName: "OpenAI.Standard.gpt-5.4" }];
    const both = offers({ ...model, model: { ...model.model, skus } });
    expect((await message({ ...both, ...deployed(standard), ...usage(249, 0) }))[0]).toBe("fail");
    expect((await message({ ...both, ...deployed(armDeployment()), ...usage(249, 0) }))[0]).toBe("pass");
  });
  test("two models of one usage name share it", async () => {
    const files = { "models.yaml": `${MODELS}  - name: gpt-5.2\n    version: "2025-12-11"\n` };
    const sku = { usageName: "OpenAI.GlobalStandard.gpt-5.4" };
    const both = offers(armModel(), armModel({ name: "gpt-5.2", version: "2025-12-11", sku }));
    expect(await message({ ...NO_ACCOUNT, ...both, ...usage(499, 0) }, files)).toEqual([
      "fail",
      "gpt-5.2, gpt-5.4",
      "needs 500 more capacity, over the quota by 1 (499 of 499 left, 0 held by this account)",
    ]);
  });
  test("a usage name spelled a little differently is found, an ambiguous one is not", async () => {
    const spelled = (...names: string[]) => ({
      "/usages": { value: names.map((value) => ({ name: { value }, limit: 1000, currentValue: 0 })) },
    });
    expect((await message(spelled("openai.globalstandard.gpt5.4")))[0]).toBe("pass");
    expect((await message(spelled("openai.globalstandard.gpt-54", "openai.globalstandard.gpt5.4")))[0]).toBe(
      "unverified",
    );
  });
});
