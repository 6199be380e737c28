/** The section `policy`: what is wrong with bad ones. What it forbids: __tests__/policies/one-judgement.test.ts. */
import { ACCOUNT, brief, filesWith, findingsWith, load } from "../../helpers/config";
import { found, only, policyWaiver } from "../../helpers/sections";

const settings = (lines: string) => ACCOUNT.replace("westus", `westus\n${lines}`);

test("tag names are compared without case, and all that are missing are one finding", () => {
  const policy = "policy: { requiredTags: [Owner, team, cost] }\n";
  const [finding, ...more] = findingsWith({ "account.yaml": settings("  tags: { owner: x }") + policy });

  expect(finding?.message).toBe(
    "the account lacks the required tags cost, team: synth refuses it by policy required-tags",
  );
  expect(more).toEqual([]);
});

test("a resource group that is made here needs a waiver of its own", () => {
  const lines = "  preventDestroy: false\n  createResourceGroup: true";
  const [finding] = findingsWith({ "account.yaml": settings(lines) + policyWaiver() });

  expect(finding?.help).toContain("address azurerm_resource_group.foundry,");
});

test("tags that cannot be read are one finding, not also some that are missing", () => {
  const policy = "policy: { requiredTags: [owner] }\n";
  expect(brief(findingsWith({ "account.yaml": settings("  tags: 3") + policy }))).toEqual([
    "account.yaml:6:9 error wrong-type",
  ]);
});

test.each([
  [policyWaiver("no-key-reference"), "unknown-policy"],
  [policyWaiver().replace("tested", "' '"), "waiver-reason"],
  [policyWaiver().replace("2026-12-31", "soon"), "date"],
  [policyWaiver().replace("azurerm_cognitive_account.foundry", "foundry"), "waiver-address"],
  ["policy: { allowedRegions: [westus, west-us] }\n", "unknown-region"],
  ["policy: { requiredTags: [' '] }\n", "tags"],
])("rejects %s", (section, code) => {
  expect(only(section).code).toBe(code);
});

test("a misspelt region is one finding, not also one on the account that it may mean", () => {
  const misspelt = ACCOUNT.replace("westus", "west-us") + "policy: { allowedRegions: [westus] }\n";
  expect(brief(findingsWith({ "account.yaml": misspelt }))).toEqual(["account.yaml:5:13 error unknown-region"]);
  expect(brief(found("policy: { allowedRegions: [west-us] }\n"))).toEqual(["account.yaml:10:28 error unknown-region"]);
});

test("a waiver that has ended is an error that only the date has made", () => {
  const section = policyWaiver().replace("2026-12-31", "2026-11-21");

  expect(only(section)).toMatchObject({ code: "expired-policy-waiver", dated: true });
  expect(findingsWith({ "account.yaml": ACCOUNT + section }, { today: "2026-11-21" })).toEqual([]);
});

test("of two waivers for one thing the longest counts, whatever their order", () => {
  const waivers = ["2026-12-31, reason: b", "2026-12-31, reason: a", "2027-01-31, reason: c"].map(
    (rest) => `{ rule: required-tags, address: azurerm_cognitive_account.foundry, until: ${rest} }`,
  );
  const reasons = (list: readonly string[]) => {
    const { environments } = load(
      filesWith({ "account.yaml": `${ACCOUNT}policy: { waivers: [${list.join(", ")}] }\n` }),
    );
    return environments[0]?.policy.waivers.map(({ reason }) => reason);
  };
  expect(reasons(waivers)).toEqual(["c", "a", "b"]);
  expect(reasons([...waivers].reverse())).toEqual(["c", "a", "b"]);
});
