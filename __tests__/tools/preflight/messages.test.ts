import { armAccount, armDeployment, armModel, armUsage, failing, NOT_THERE, SUBSCRIPTION } from "../../helpers/arm";
import type { Route } from "../../helpers/arm";
import { ACCOUNT, LLM_CONFIG, MODELS } from "../../helpers/config";
import { cleanUp, only, preflightOn } from "../../helpers/preflight";

afterEach(cleanUp);

const NO_ACCOUNT = { "/accounts/aucert-test": NOT_THERE };
const offers = (...models: object[]): Record<string, Route> => ({ "/models": { value: models } });

test("a soft-deleted account comes with the commands that restore or purge it", async () => {
  const id = `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.CognitiveServices/locations/westus/resourceGroups/Test-RG/deletedAccounts/Aucert-Test`;
  const deleted = {
    id,
    name: "Aucert-Test",
    location: "West US",
    properties: { scheduledPurgeDate: "2026-11-24T10:00:00Z" },
  };
  const run = await preflightOn({ ...NO_ACCOUNT, "/deletedAccounts": { value: [deleted] } });
  expect(only(run, "account")).toMatchObject({
    status: "fail",
    message: "aucert-test is soft-deleted until 2026-11-24: Azure refuses to create it again",
    help: [
      "restore it: az cognitiveservices account recover --name Aucert-Test --resource-group Test-RG --location westus",
      "or remove it for good: az cognitiveservices account purge --name Aucert-Test --resource-group Test-RG --location westus",
    ].join("\n"),
  });
  const other = { ...deleted, id: id.replace("Test-RG", "other-rg") };
  const elsewhere = await preflightOn({ ...NO_ACCOUNT, "/deletedAccounts": { value: [other] } });
  expect(only(elsewhere, "account").status).toBe("pass");
});

test("the commands name the subscription where the configuration does", async () => {
  const id = `/subscriptions/x/providers/Microsoft.CognitiveServices/locations/westus/resourceGroups/test-rg/deletedAccounts/aucert-test`;
  const run = await preflightOn(
    { ...NO_ACCOUNT, "/deletedAccounts": { value: [{ id, name: "aucert-test", location: "westus" }] } },
    {
      files: { "account.yaml": ACCOUNT.replace("westus", `westus\n  subscriptionId: ${SUBSCRIPTION}`) },
      env: { ARM_SUBSCRIPTION_ID: "" },
    },
  );
  expect(only(run, "account").help).toContain(`--location westus --subscription ${SUBSCRIPTION}\n`);
});

describe("model-offer says what works", () => {
  test.each<[string, object[], string, string]>([
    ["name", [armModel({ name: "gpt-5.5" })], "westus does not offer gpt-5.4", "did you mean gpt-5.5?"],
    ["nothing like it", [], "westus does not offer gpt-5.4", "choose another region or another model"],
    [
      "case",
      [armModel({ name: "GPT-5.4" })],
      "Azure has it as GPT-5.4 of format OpenAI, not gpt-5.4 of format OpenAI",
      "write name and format as Azure does",
    ],
    [
      "format",
      [armModel({ model: { format: "Mistral AI" } })],
      "Azure has it as gpt-5.4 of format Mistral AI, not gpt-5.4 of format OpenAI",
      "write name and format as Azure does",
    ],
    [
      "version",
      [armModel({ version: "1" }), armModel({ version: "2" })],
      "westus does not offer version 2026-03-05",
      "it offers 1, 2",
    ],
    [
      "sku",
      [armModel({ sku: { name: "DataZoneStandard" } })],
      "westus does not offer version 2026-03-05 as GlobalStandard",
      "it offers it as DataZoneStandard",
    ],
  ])("wrong %s", async (_, models, message, help) => {
    const run = await preflightOn(offers(...models));
    expect(only(run, "model-offer")).toMatchObject({ status: "fail", subject: "gpt-5.4", message, help });
  });
});

describe("model-lifecycle in the documentation's words", () => {
  test.each<[string, object, string, string]>([
    ["Stable", {}, "pass", "GA, retires on 2027-09-02"],
    ["GenerallyAvailable", { deprecation: null }, "pass", "GA, no retirement date (the catalogue says 2027-09-02)"],
    ["Preview", {}, "pass", "Preview, retires on 2027-09-02"],
    ["Legacy", {}, "pass", "Legacy, retires on 2027-09-02"],
    ["Deprecating", {}, "warning", "version 2026-03-05 is Deprecated: once deleted it cannot be created again"],
    ["Deprecated", {}, "fail", "version 2026-03-05 was retired: calls to it fail"],
    [
      "Stable",
      { deprecation: { inference: "2026-11-22T00:00:00Z" } },
      "fail",
      "version 2026-03-05 was retired on 2026-11-22: calls to it fail",
    ],
    [
      "Stable",
      { deprecation: { inference: "0001-01-01T00:00:00Z" } },
      "pass",
      "GA, no retirement date (the catalogue says 2027-09-02)",
    ],
    [
      "Stable",
      { deprecation: { inference: "soon" } },
      "pass",
      "GA, no retirement date (the catalogue says 2027-09-02)",
    ],
    [
      "Stable",
      { deprecation: { inference: "2027-01-01T00:00:00Z", deprecationStatus: "Tentative" } },
      "warning",
      "version 2026-03-05 retires on 2027-01-01 (tentative), in 40 days",
    ],
    [
      "Stable",
      { deprecation: { inference: "2026-12-01T00:00:00Z" } },
      "fail",
      "version 2026-03-05 retires on 2026-12-01, in 9 days",
    ],
  ])("%s %j", async (lifecycleStatus, model, status, message) => {
    const run = await preflightOn(offers(armModel({ model: { lifecycleStatus, ...model } })));
    expect(only(run, "model-lifecycle")).toMatchObject({ status, message });
  });
  test("the SKU's own date counts before the model's, and the successor is named", async () => {
    const run = await preflightOn(offers(armModel({ sku: { deprecationDate: "2026-12-02T00:00:00Z" } })));
    expect(only(run, "model-lifecycle")).toMatchObject({
      status: "fail",
      message: "version 2026-03-05 retires on 2026-12-02, in 10 days",
      help: "move to gpt-6 2027-01-01",
    });
  });
  test("a model that Azure is retiring cannot be created where it is not deployed", async () => {
    const run = await preflightOn({
      ...NO_ACCOUNT,
      ...offers(armModel({ model: { lifecycleStatus: "Deprecating" } })),
    });
    expect(only(run, "model-lifecycle").status).toBe("fail");
  });
  test("a waiver lets it pass, with its reason, until its last day", async () => {
    const waiver = "waivers:\n  - { code: retiring, subject: gpt-5.4, reason: moving, until: 2026-11-30 }\n";
    const routes = offers(armModel({ sku: { deprecationDate: "2026-12-02T00:00:00Z" } }));
    const files = { "account.yaml": ACCOUNT + waiver };
    const waived = await preflightOn(routes, { files });
    expect(only(waived, "model-lifecycle")).toMatchObject({
      status: "pass",
      message: "version 2026-03-05 retires on 2026-12-02, in 10 days; waived until 2026-11-30: moving",
    });
    const late = await preflightOn(routes, { files, args: ["--today", "2026-12-01"] });
    expect(only(late, "model-lifecycle").status).toBe("fail");
  });
});

describe("capacity", () => {
  test.each<[object, string | undefined]>([
    [{}, undefined],
    [{ minimum: 250, maximum: 250 }, undefined],
    [{ minimum: 251 }, "the least is 251"],
    [{ maximum: 249 }, "the most is 249"],
    [{ step: 50 }, undefined],
    [{ minimum: 50, step: 100 }, undefined],
    [{ minimum: 15, step: 100 }, "it goes in steps of 100 from 15"],
    [{ step: 0 }, undefined],
    [{ allowedValues: [100, 2000] }, "it takes 100, 2,000"],
    [{ allowedValues: [250], maximum: 100 }, undefined],
    [null as never, undefined],
  ])("%j", async (capacity, problem) => {
    const run = await preflightOn(offers(armModel({ sku: { capacity } })));
    const expected =
      problem === undefined
        ? "GlobalStandard takes capacity 250"
        : `GlobalStandard does not take capacity 250: ${problem}`;
    expect(only(run, "capacity").message).toBe(expected);
  });
});

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
    expect((await message({ ...deployed(standard), ...usage(200, 0) }))[0]).toBe("fail");
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

describe("deployments", () => {
  test("every difference is named, those that replace first", async () => {
    const changed = armDeployment({
      version: "2",
      properties: { raiPolicyName: "Microsoft.Default", versionUpgradeOption: "NoAutoUpgrade" },
    });
    const run = await preflightOn({
      "/deployments": { value: [{ ...changed, sku: { name: "Standard", capacity: 100 } }] },
    });
    expect(only(run, "deployment")).toMatchObject({
      status: "fail",
      help: "route the layers elsewhere first",
      message:
        "differs (sku Standard in Azure, GlobalStandard here, version 2 in Azure, 2026-03-05 here, capacity 100 in Azure, 250 here, raiPolicy Microsoft.Default in Azure, Microsoft.DefaultV2 here, versionUpgradeOption NoAutoUpgrade in Azure, OnceCurrentVersionExpired here): the plan deletes it and creates it again, and decision would fail meanwhile",
    });
  });
  test("a replacement that no layer notices is a warning", async () => {
    const files = {
      "models.yaml": `${MODELS}  - name: gpt-5.2\n    version: "2025-12-11"\n`,
      "llm-config.yaml": LLM_CONFIG.replace("gpt-5.4", "gpt-5.2"),
    };
    const run = await preflightOn(
      { "/deployments": { value: [{ ...armDeployment(), sku: { name: "Standard", capacity: 250 } }] } },
      { files },
    );
    expect(run.results.find(({ code, subject }) => code === "deployment" && subject === "gpt-5.4")).toMatchObject({
      status: "warning",
      help: "no layer uses it; make sure that nobody else calls it",
    });
  });
  test("a version that Azure may choose is no difference", async () => {
    const files = {
      "models.yaml": MODELS.replace(
        '\n    version: "2026-03-05"',
        "\n    versionUpgradeOption: OnceNewDefaultVersionAvailable",
      ),
    };
    const newer = armDeployment({
      version: "2027-01-01",
      properties: { versionUpgradeOption: "OnceNewDefaultVersionAvailable" },
    });
    const run = await preflightOn({ "/deployments": { value: [newer] } }, { files });
    expect(only(run, "deployment").status).toBe("pass");
  });
});

describe("resource group", () => {
  const files = { "account.yaml": ACCOUNT.replace("test-rg", "test-rg\n  createResourceGroup: true") };
  const missing = { ...NO_ACCOUNT, "/resourcegroups/test-rg": failing(404, "ResourceGroupNotFound") };
  test.each<[string, Route, string]>([
    ["Contributor", { value: [{ actions: ["*"], notActions: ["Microsoft.Authorization/*/Write"] }] }, "pass"],
    ["Reader", { value: [{ actions: ["*/read"], notActions: [] }] }, "fail"],
    [
      "all but groups",
      { value: [{ actions: ["*"], notActions: ["Microsoft.Resources/subscriptions/resourceGroups/*"] }] },
      "fail",
    ],
    [
      "two roles",
      { value: [{ actions: ["*/read"] }, { actions: ["microsoft.resources/subscriptions/resourcegroups/write"] }] },
      "pass",
    ],
    ["none", { value: [] }, "fail"],
    ["unreadable", failing(403, "AuthorizationFailed"), "unverified"],
  ])("missing, and to be created by %s", async (_, permissions, status) => {
    const run = await preflightOn({ ...missing, "/permissions": permissions }, { files });
    expect(only(run, "resource-group").status).toBe(status);
  });
  test("one that Terraform would have to move is refused", async () => {
    const group = { location: "East US", properties: { provisioningState: "Succeeded" } };
    const run = await preflightOn({ "/resourcegroups/test-rg": group }, { files });
    expect(only(run, "resource-group").message).toBe(
      "resource group test-rg is in eastus, and Terraform would replace it to have it in westus",
    );
    expect(run.adopt).toEqual(["account", "resource-group", "gpt-5.4"]);
  });
});

test("an account without a subdomain is given one only where that is free", async () => {
  const run = await preflightOn({
    "/accounts/aucert-test": armAccount({ customSubDomainName: undefined }),
    "/checkDomainAvailability": { isSubdomainAvailable: false },
  });
  expect(only(run, "subdomain").status).toBe("fail");
});
