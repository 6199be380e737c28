import { armAccount, armDeployment, failing, NOT_THERE, type Route, SUBSCRIPTION } from "../../../helpers/arm";
import { ACCOUNT, LLM_CONFIG, MODELS } from "../../../helpers/config";
import { cleanUp, only, preflightOn } from "../../../helpers/preflight";

afterEach(cleanUp);

const NO_ACCOUNT = { "/accounts/aucert-test": NOT_THERE };

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

describe("a deployment that Azure has not brought to its end", () => {
  const inState = (provisioningState: string | null): Record<string, Route> => ({
    "/deployments": { value: [armDeployment({ properties: { provisioningState } })] },
  });
  const command =
    "az cognitiveservices account deployment delete --name aucert-test --resource-group test-rg --deployment-name gpt-5.4";

  test.each(["Failed", "Canceled"])(
    "%s: fails, with the command that helps, and is nothing to adopt",
    async (state) => {
      const run = await preflightOn(inState(state));

      expect([run.status, run.findings, run.adopt]).toEqual([1, ["fail deployment gpt-5.4"], ["account"]]);
      expect(only(run, "deployment")).toMatchObject({
        message: `${state} in Azure: no plan shows that, and importing it does not mend it`,
        help: `delete it, and deploy again:\n${command}`,
      });
    },
  );
  test("a lock on the account has to go first", async () => {
    const run = await preflightOn(inState("Failed"), { files: { "account.yaml": `${ACCOUNT}lock: CanNotDelete\n` } });

    expect(only(run, "deployment").help).toMatch(
      /\nthe account's lock refuses that: before it, take lock out and deploy$/,
    );
  });
  test("what is to be imported leaves the adopt list as well, and the command names the subscription", async () => {
    const account = ACCOUNT.replace("westus", `westus\n  subscriptionId: ${SUBSCRIPTION}`);
    const files = { "account.yaml": `${account}adopt: [account, gpt-5.4]\n` };
    const run = await preflightOn(inState("Failed"), { files });

    expect(only(run, "deployment").help).toBe(
      `delete it, take gpt-5.4 out of adopt, and deploy again:\n${command} --subscription ${SUBSCRIPTION}`,
    );
  });
  test.each([
    ["Accepted", "warning", "Accepted: Azure refuses", "wait until it is Succeeded"],
    ["Creating", "warning", "Creating: Azure refuses", "wait until it is Succeeded"],
    ["Moving", "warning", "Moving: Azure refuses", "wait until it is Succeeded"],
    ["Updating", "warning", "Updating: Azure refuses", "wait until it is Succeeded"],
    ["Deleting", "warning", "being deleted: Azure refuses", "wait until it is gone"],
    ["Disabled", "warning", "Disabled by Azure: calls to it fail", command],
    ["Resting", "unverified", "Azure calls its state Resting", command],
    [null, "unverified", "whether it works is unknown", "the Foundry portal"],
  ])("%s: %s", async (state, status, message, help) => {
    const run = await preflightOn(inState(state));

    expect([run.status, run.findings]).toEqual([0, [`${status} deployment gpt-5.4`]]);
    expect(only(run, "deployment").message).toContain(message);
    expect(only(run, "deployment").help).toContain(help);
  });
  test("one that the list lacks says its state", async () => {
    const failed = armDeployment({ name: "gpt-5.2", properties: { provisioningState: "Failed" } });
    const run = await preflightOn({ "/deployments": { value: [armDeployment(), failed] } });

    expect(run.results.find(({ subject }) => subject === "gpt-5.2")?.message).toContain(
      "deployed (gpt-5.2 2026-03-05, Failed) but not in models.yaml",
    );
  });
});

test.each(["Failed", "Canceled"])("waiting does not mend an account that is %s", async (provisioningState) => {
  const run = await preflightOn({ "/accounts/aucert-test": armAccount({ provisioningState }) });

  expect(only(run, "account")).toMatchObject({
    status: "warning",
    message: `aucert-test is ${provisioningState}: the last change to it did not succeed, and the next may not either`,
    help: expect.stringMatching(
      /^waiting does not mend it: .*\naz monitor activity-log list --resource-group test-rg /,
    ),
  });
});

describe("tags", () => {
  const tagged = (tags: object) => ({ "/accounts/aucert-test": armAccount({}, { tags }) });
  const files = { "account.yaml": ACCOUNT.replace("westus", "westus\n  tags: { team: ai, stage: dev }") };

  test("the same in another order are fine", async () => {
    const run = await preflightOn(tagged({ stage: "dev", team: "ai" }), { files });
    expect(only(run, "tags").status).toBe("pass");
  });
  test("every difference is named", async () => {
    const run = await preflightOn(tagged({ team: "AI", owner: "x" }), { files });

    expect([run.status, only(run, "tags")]).toMatchObject([
      0,
      {
        status: "warning",
        message:
          "the tags differ (owner x in Azure, unset here; stage unset in Azure, dev here; team AI in Azure, ai here): the plan changes them in place",
      },
    ]);
  });
  test("one with a name that every object knows is unset where nobody set it", async () => {
    const run = await preflightOn(tagged({ team: "ai", stage: "dev", constructor: "x" }), { files });
    expect(only(run, "tags").message).toContain("the tags differ (constructor x in Azure, unset here)");
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
    ["null", { value: [{ actions: null }] }, "fail"],
    ["more roles", { value: [], nextLink: "https://management.azure.com/next" }, "unverified"],
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
