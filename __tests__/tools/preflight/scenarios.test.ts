import {
  armAccount,
  armDeployment,
  armModel,
  armUsage,
  failing,
  NOT_THERE,
  type Route,
  SUBSCRIPTION,
  TOKEN,
} from "../../helpers/arm";
import { ACCOUNT } from "../../helpers/config";
import { cleanUp, only, preflightOn } from "../../helpers/preflight";
import { alerts, budget, IDENTITY } from "../../helpers/sections";

afterEach(cleanUp);

const DENIED = failing(
  403,
  "AuthorizationFailed",
  `The client 'a@b.c' with object id '${SUBSCRIPTION}' does not have authorization to perform action 'Microsoft.CognitiveServices/locations/usages/read' over scope '/subscriptions/${SUBSCRIPTION}'.`,
);

describe("everything fine", () => {
  test("passes every check, and asks nothing that changes anything", async () => {
    const run = await preflightOn();
    expect([run.status, run.findings, run.stderr]).toEqual([0, [], ""]);
    expect(run.results.map(({ code }) => code)).toEqual([
      "subscription",
      "resource-provider",
      "resource-group",
      "account",
      "subdomain",
      "local-auth",
      "project-management",
      "network",
      "public-access",
      "tags",
      "model-offer",
      "model-lifecycle",
      "capacity",
      "quota",
      "deployment",
    ]);
    expect(run.arm.requests.every((request) => request.startsWith("GET "))).toBe(true);
    expect([...run.arm.tokens]).toEqual([`Bearer ${TOKEN}`]);
    expect(run.adopt).toEqual(["account", "gpt-5.4"]);
  });
  test("before the first apply nothing is missing either", async () => {
    const run = await preflightOn({ "/accounts/aucert-test": NOT_THERE, "/usages": { value: [armUsage(250, 0)] } });
    expect([run.status, run.findings]).toEqual([
      0,
      [
        "skipped local-auth",
        "skipped project-management",
        "skipped network",
        "skipped public-access",
        "skipped tags",
        "skipped deployment",
      ],
    ]);
    expect(run.adopt).toEqual([]);
  });
});

describe("what stands in the way is the only finding", () => {
  const shut = { "/accounts/aucert-test": NOT_THERE };
  test.each<[string, number, string[], Record<string, Route>]>([
    [
      "a model missing in the region",
      1,
      ["fail model-offer gpt-5.4"],
      { "/models": { value: [armModel({ name: "gpt-5.2" })] } },
    ],
    [
      "a model that only another kind of account has",
      1,
      ["fail model-offer gpt-5.4"],
      { "/models": { value: [armModel({ kind: "OpenAI" })] } },
    ],
    ["no quota left", 1, ["fail quota gpt-5.4"], { ...shut, "/usages": { value: [armUsage(1000, 1000)] } }],
    ["quota for one too few", 1, ["fail quota gpt-5.4"], { ...shut, "/usages": { value: [armUsage(249, 0)] } }],
    ["exactly enough quota", 0, [], { ...shut, "/usages": { value: [armUsage(1000, 750)] } }],
    ["quota that cannot be read", 0, ["unverified quota"], { "/usages": DENIED }],
    ["a soft-deleted account", 1, ["fail account"], { ...shut, "/deletedAccounts": { value: [deleted()] } }],
    [
      "a subdomain held by another soft-deleted account",
      1,
      ["fail subdomain"],
      {
        ...shut,
        "/deletedAccounts": { value: [deleted("other", "aucert-test")] },
        "/checkDomainAvailability": { isSubdomainAvailable: false },
      },
    ],
    [
      "a subdomain taken by somebody",
      1,
      ["fail subdomain"],
      { ...shut, "/checkDomainAvailability": { isSubdomainAvailable: false } },
    ],
    [
      "a capacity that has drifted",
      0,
      ["warning deployment gpt-5.4"],
      { "/deployments": { value: [armDeployment({ capacity: 100 })] } },
    ],
    [
      "a deployment that is not in the list",
      0,
      ["warning deployment gpt-5.2"],
      { "/deployments": { value: [armDeployment(), armDeployment({ name: "gpt-5.2", version: "1" })] } },
    ],
    ["a deployment that is missing", 0, ["warning deployment gpt-5.4"], { "/deployments": { value: [] } }],
    [
      "an account in another region",
      1,
      ["fail account"],
      { "/accounts/aucert-test": armAccount({}, { location: "East US" }) },
    ],
    [
      "an account of another kind",
      1,
      ["fail account"],
      { "/accounts/aucert-test": armAccount({}, { kind: "OpenAI" }) },
    ],
    [
      "an account that is still being made",
      0,
      ["warning account"],
      { "/accounts/aucert-test": armAccount({ provisioningState: "Creating" }) },
    ],
    [
      "another subdomain",
      1,
      ["fail subdomain"],
      { "/accounts/aucert-test": armAccount({ customSubDomainName: "portal-name" }) },
    ],
    [
      "API keys on in Azure",
      0,
      ["warning local-auth"],
      { "/accounts/aucert-test": armAccount({ disableLocalAuth: false }) },
    ],
    [
      "projects on in Azure",
      1,
      ["fail project-management"],
      { "/accounts/aucert-test": armAccount({ allowProjectManagement: true }) },
    ],
    [
      "a provider that is not registered",
      0,
      ["warning resource-provider Microsoft.CognitiveServices"],
      { "/providers/Microsoft.CognitiveServices": { registrationState: "NotRegistered" } },
    ],
    [
      "a resource group that is missing",
      1,
      ["fail resource-group"],
      { "/resourcegroups/test-rg": failing(404, "ResourceGroupNotFound") },
    ],
    [
      "a resource group that is being deleted",
      1,
      ["fail resource-group"],
      { "/resourcegroups/test-rg": { location: "westus", properties: { provisioningState: "Deleting" } } },
    ],
    [
      "an overdue subscription",
      0,
      ["warning subscription"],
      { [`/subscriptions/${SUBSCRIPTION}`]: { state: "PastDue" } },
    ],
    [
      "a model that retires soon",
      1,
      ["fail model-lifecycle gpt-5.4"],
      { "/models": { value: [armModel({ model: { deprecation: { inference: "2026-12-22T00:00:00Z" } } })] } },
    ],
    [
      "a model that retires in some months",
      0,
      ["warning model-lifecycle gpt-5.4"],
      { "/models": { value: [armModel({ model: { deprecation: { inference: "2026-12-23T00:00:00Z" } } })] } },
    ],
    [
      "a model that Azure has retired",
      1,
      ["fail model-lifecycle gpt-5.4"],
      { "/models": { value: [armModel({ model: { lifecycleStatus: "Deprecated" } })] } },
    ],
    [
      "a model that Azure is retiring, deployed already",
      0,
      ["warning model-lifecycle gpt-5.4"],
      { "/models": { value: [armModel({ model: { lifecycleStatus: "Deprecating" } })] } },
    ],
    [
      "a stage that nobody knows",
      0,
      ["unverified model-lifecycle gpt-5.4"],
      { "/models": { value: [armModel({ model: { lifecycleStatus: "Sunset" } })] } },
    ],
    [
      "a capacity above the SKU's maximum",
      1,
      ["fail capacity gpt-5.4"],
      { "/models": { value: [armModel({ sku: { capacity: { maximum: 249 } } })] } },
    ],
    [
      "a quota that Azure does not list",
      0,
      ["unverified quota gpt-5.4"],
      { "/usages": { value: [armUsage(1, 0, "gpt-4")] } },
    ],
  ])("%s", async (_, status, findings, routes) => {
    const run = await preflightOn(routes);
    const loud = run.findings.filter((finding) => !finding.startsWith("skipped "));
    expect([run.status, loud, run.stderr]).toEqual([status, findings, ""]);
  });

  test.each(["/usages", "/providers/Microsoft.CognitiveServices"])(
    "a 403 on %s says which right is missing",
    async (route) => {
      const run = await preflightOn({ [route]: DENIED }, { args: ["--only", "quota,resource-provider"] });
      const [finding] = run.results.filter(({ status }) => status === "unverified");
      expect(finding?.message).toMatch(
        /could not be read: Azure answered 403 AuthorizationFailed \(Microsoft\.CognitiveServices\/locations\/usages\/read\)$/,
      );
      expect(finding?.help).toContain("needs the role");
    },
  );

  test("with an identity its resource provider is asked for too", async () => {
    const route = { "/providers/Microsoft.ManagedIdentity": { registrationState: "NotRegistered" } };
    const files = { "account.yaml": ACCOUNT + IDENTITY };

    expect((await preflightOn(route, { files })).findings).toEqual([
      "warning resource-provider Microsoft.ManagedIdentity",
    ]);
    expect((await preflightOn(route)).findings).toEqual([]);
  });

  test.each([
    ["Microsoft.Insights", alerts("emails: [a@example.com]")],
    ["Microsoft.Consumption", budget()],
  ])("%s is asked for with its section", async (namespace, section) => {
    const route = { [`/providers/${namespace}`]: { registrationState: "NotRegistered" } };

    expect((await preflightOn(route, { files: { "account.yaml": ACCOUNT + section } })).findings).toEqual([
      `warning resource-provider ${namespace}`,
    ]);
  });

  test("what depends on a failure is skipped, not judged", async () => {
    const offer = await preflightOn({ "/models": { value: [armModel({ name: "gpt-5.2" })] } });
    expect(offer.findings).toEqual([
      "fail model-offer gpt-5.4",
      "skipped model-lifecycle gpt-5.4",
      "skipped capacity gpt-5.4",
      "skipped quota gpt-5.4",
    ]);
    const account = await preflightOn({ "/accounts/aucert-test": armAccount({}, { kind: "OpenAI" }) });
    expect(account.findings).toEqual([
      "fail account",
      "skipped subdomain",
      "skipped local-auth",
      "skipped project-management",
      "skipped network",
      "skipped public-access",
      "skipped tags",
      "skipped deployment",
    ]);
    expect(only(account, "deployment").message).toBe("account failed");
  });

  test("a subscription that the tenant lacks is the one failure, and nothing else is asked", async () => {
    const run = await preflightOn({ [`/subscriptions/${SUBSCRIPTION}`]: failing(404, "SubscriptionNotFound") });
    expect(run.status).toBe(1);
    expect(run.findings[0]).toBe("fail subscription");
    expect(run.findings.slice(1).every((one) => one.startsWith("skipped "))).toBe(true);
    expect(run.arm.requests).toHaveLength(1);
  });
});

function deleted(name = "aucert-test", subdomain = name) {
  return {
    id: `/subscriptions/${SUBSCRIPTION}/providers/Microsoft.CognitiveServices/locations/westus/resourceGroups/test-rg/deletedAccounts/${name}`,
    name,
    location: "westus",
    properties: { customSubDomainName: subdomain, scheduledPurgeDate: "2026-11-24T10:00:00Z" },
  };
}
