import { armAccount, armRules } from "../../../helpers/arm";
import { ACCOUNT } from "../../../helpers/config";
import { cleanUp, only, preflightOn } from "../../../helpers/preflight";
import { network } from "../../../helpers/sections";
import { judgeCallers } from "../../../../tools/preflight/checks/network-checks";

afterEach(cleanUp);

const account = (properties: object) => ({ "/accounts/aucert-test": armAccount(properties) });
const listing = (...ips: string[]) => ({
  files: { "account.yaml": ACCOUNT + network(`allowedIps: [${ips.join(", ")}]`) },
});

describe("an account with rules, of which the configuration says nothing", () => {
  test.each([
    ["Allow, as the portal writes it", armRules("Allow"), "lets everybody call", "write allowedIps: all below network"],
    [
      "Allow, with addresses that do not matter",
      armRules("Allow", ["20.42.7.9"]),
      "lets everybody call",
      "write allowedIps: all below network",
    ],
    [
      "Deny, with addresses",
      armRules("Deny", ["20.42.8.0/24", "20.42.7.9"]),
      "Azure lets only 20.42.7.9, 20.42.8.0/24 call",
      "write allowedIps: [20.42.7.9, 20.42.8.0/24] below network to keep it so, or allowedIps: all",
    ],
    [
      "Deny, with a subnet",
      armRules("Deny", [], { virtualNetworkRules: [{ id: "/subscriptions/x/subnets/y" }] }),
      "Azure lets only 1 subnet call",
      "write allowedIps with the addresses that may call below network",
    ],
    ["Deny, and nobody named", armRules("Deny"), "Azure lets only Azure's own services call", "allowedIps with"],
  ])("%s: every plan shows it", async (_, rules, message, help) => {
    const run = await preflightOn(account(rules));

    expect([run.status, run.findings]).toEqual([0, ["warning network"]]);
    expect(only(run, "network").message).toContain(message);
    expect(only(run, "network").message).toMatch(
      /account.yaml has no network.allowedIps: every plan will say 1 to change$/,
    );
    expect(only(run, "network").help).toContain(help);
  });
});

describe("an account that lets others call than the list", () => {
  test.each([
    ["no rules", {}],
    ["null", { networkAcls: null }],
    ["Allow", armRules("Allow")],
  ])("everybody, by %s", async (_, rules) => {
    const run = await preflightOn(account(rules), listing("20.42.7.9"));

    expect([run.status, only(run, "network")]).toMatchObject([
      0,
      { status: "warning", message: "everybody may call in Azure, and apply lets only 20.42.7.9 call" },
    ]);
  });
  test.each([
    ["20.42.7.8 in Azure only; 20.42.7.9 here only", armRules("Deny", ["20.42.7.8"])],
    ["20.42.8.0/24 in Azure only", armRules("Deny", ["20.42.7.9", "20.42.8.0/24"])],
    ["2 subnets in Azure only", armRules("Deny", ["20.42.7.9"], { virtualNetworkRules: [{ id: "a" }, { id: "b" }] })],
    ["Azure's own trusted services here only", armRules("Deny", ["20.42.7.9"], { bypass: "None" })],
  ])("%s", async (difference, rules) => {
    const run = await preflightOn(account(rules), listing("20.42.7.9"));

    expect([run.status, only(run, "network")]).toMatchObject([
      0,
      { status: "warning", message: `who may call differs (${difference}): the plan changes it in place` },
    ]);
  });
  test("the same list in another order is fine", async () => {
    const rules = armRules("Deny", ["20.42.8.0/24", "20.42.7.9"]);
    const run = await preflightOn(account(rules), listing("20.42.7.9", "20.42.8.0/24"));

    expect([run.status, run.findings]).toEqual([0, []]);
  });
});

test.each([
  [undefined, "pass", "; the next apply writes that out (1 to change)"],
  [{ defaultAction: "Allow", ips: [], subnets: 0 }, "pass", "; the next apply writes that out (1 to change)"],
  [
    { defaultAction: "Allow", bypass: "AzureServices", ips: [], subnets: 0 },
    "pass",
    "everybody may call, with a token",
  ],
  [{ defaultAction: "Deny", ips: ["20.42.7.9"], subnets: 0 }, "warning", "only 20.42.7.9 may call in Azure"],
])("everybody wanted, where Azure has %j", (rules, status, message) => {
  const verdict = judgeCallers("all", rules);

  expect(verdict.status).toBe(status);
  expect(verdict.message).toContain(message);
});

describe("what the account may fetch", () => {
  test.each([
    ["restrictOutbound: true", {}, "from everywhere in Azure, and from nowhere after apply"],
    [
      "restrictOutbound: true, outboundHosts: [a.example.com]",
      { restrictOutboundNetworkAccess: true, allowedFqdnList: ["b.example.com"] },
      "from b.example.com in Azure, and from a.example.com after apply",
    ],
  ])("%s", async (section, properties, message) => {
    const files = { "account.yaml": ACCOUNT + network(section) };
    const run = await preflightOn(account(properties), { files });

    expect(run.findings).toEqual(["warning network"]);
    expect(run.results.filter(({ code }) => code === "network").at(-1)?.message).toBe(
      `the account may fetch ${message}`,
    );
  });
  test("the same hosts are fine", async () => {
    const files = { "account.yaml": ACCOUNT + network("restrictOutbound: true, outboundHosts: [a.example.com]") };
    const same = { restrictOutboundNetworkAccess: true, allowedFqdnList: ["a.example.com"] };

    expect((await preflightOn(account(same), { files })).findings).toEqual([]);
    expect((await preflightOn(account({ ...same, restrictOutboundNetworkAccess: false }))).findings).toEqual([]);
    expect((await preflightOn(account(same))).findings).toEqual(["warning network"]);
  });
});

test.each([
  ["Disabled", ["warning public-access"]],
  ["SecuredByPerimeter", ["warning public-access"]],
  ["Enabled", []],
  [undefined, []],
])("an endpoint whose public access is %s", async (publicNetworkAccess, findings) => {
  const run = await preflightOn(account({ publicNetworkAccess }));

  expect([run.status, run.findings]).toEqual([0, findings]);
});
