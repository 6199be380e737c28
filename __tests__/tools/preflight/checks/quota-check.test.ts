import { armDeployment, armModel, armUsage, NOT_THERE, type Route } from "../../../helpers/arm";
import { ACCOUNT, MODELS } from "../../../helpers/config";
import { cleanUp, environmentFolder, only, preflightOn, writeEnvironment } from "../../../helpers/preflight";

afterEach(cleanUp);

const NEEDS = "needs 300 more capacity (400 of 400 left, 0 held by this account)";
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

describe("environments that draw on one quota", () => {
  const PROD = ACCOUNT.replace("aucert-test", "aucert-prod").replace("test-aks", "prod-aks");
  const asks300 = { "models.yaml": MODELS.replace("250", "300") };
  const scoped = (scopeType?: string) => ({ "/usages": { value: [{ ...armUsage(400, 0), scopeType }] } });

  async function both(account: string, routes: Record<string, Route>, models = asks300) {
    const cwd = environmentFolder(asks300);
    writeEnvironment(cwd, { "account.yaml": account, ...models }, "prod");
    const run = await preflightOn({ ...NO_ACCOUNT, ...routes }, { cwd, args: ["--env", "dev"] });
    const { status, message } = only(run, "quota");
    return { status, message, stderr: run.stderr, exit: run.status };
  }

  test.each<[string, string, string | undefined, string, string]>([
    [
      "one subscription, assumed",
      PROD,
      "Global",
      "fail",
      "needs 300 more capacity, but with prod the list asks for 600 (assumed: one subscription), over the quota by 200 (400 of 400 left, 0 held by this account)",
    ],
    [
      "one region, whose quota nobody says",
      PROD,
      undefined,
      "fail",
      "needs 300 more capacity, but with prod the list asks for 600 (assumed: one subscription), over the quota by 200 (400 of 400 left, 0 held by this account)",
    ],
    ["a quota a region", PROD.replace("westus", "eastus"), undefined, "pass", NEEDS],
    [
      "a quota of the subscription, in two regions",
      PROD.replace("westus", "eastus"),
      "Global",
      "fail",
      "needs 300 more capacity, but with prod the list asks for 600 (assumed: one subscription), over the quota by 200 (400 of 400 left, 0 held by this account)",
    ],
    [
      "another subscription, while this one gives none",
      PROD.replace("westus", "westus\n  subscriptionId: 99999999-2222-3333-4444-555555555555"),
      "Global",
      "fail",
      "needs 300 more capacity, but with prod the list asks for 600 (assumed: one subscription), over the quota by 200 (400 of 400 left, 0 held by this account)",
    ],
  ])("%s", async (_, account, scopeType, status, message) => {
    expect(await both(account, scoped(scopeType))).toMatchObject({ status, message, exit: status === "fail" ? 1 : 0 });
  });

  test("one with mistakes is not counted, and that is said", async () => {
    const run = await both(PROD, scoped("Global"), { "models.yaml": "version: 1\nmodels: []\n" });
    expect(run).toMatchObject({
      status: "pass",
      stderr: "prod has mistakes, so it is not counted against the quota\n",
    });
  });
});
