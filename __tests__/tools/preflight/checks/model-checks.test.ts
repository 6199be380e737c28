import { armModel, NOT_THERE, type Route } from "../../../helpers/arm";
import { ACCOUNT } from "../../../helpers/config";
import { cleanUp, only, preflightOn } from "../../../helpers/preflight";

afterEach(cleanUp);

const NO_ACCOUNT = { "/accounts/aucert-test": NOT_THERE };
const offers = (...models: object[]): Record<string, Route> => ({ "/models": { value: models } });

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
    [{ minimum: 30, step: 50 }, undefined],
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
