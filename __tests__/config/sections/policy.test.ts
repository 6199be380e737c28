/** The section `policy`: what is said before synth, and what is wrong with bad ones. */
import { ACCOUNT, brief, findingsWith } from "../../helpers/config";
import { found, only, policyWaiver } from "../../helpers/sections";

const settings = (lines: string) => ACCOUNT.replace("westus", `westus\n${lines}`);

test.each([
  ["  localAuth: true", "", "local-auth-off", 6],
  ["  preventDestroy: false", "", "prevent-destroy", 6],
  ["  tags: { owner: x }", "policy: { requiredTags: [Owner, team] }\n", "required-tags", 6],
  ["  projectManagement: false", "policy: { allowedRegions: [eastus] }\n", "allowed-regions", 5],
])("says before synth that %s %s breaks %s, until it is waived", (lines, policy, rule, line) => {
  const waiver = policyWaiver(rule).replace("policy:\n", policy === "" ? "policy:\n" : "");
  const inBlocks = policy.replace(/\{ (.*) \}/, "\n  $1");

  const findings = findingsWith({ "account.yaml": settings(lines) + policy });

  expect(findings).toEqual([expect.objectContaining({ code: "policy-violation", severity: "warning", line })]);
  expect(findings[0]?.message).toMatch(new RegExp(`: synth refuses it by policy ${rule}$`));
  expect(findingsWith({ "account.yaml": settings(lines) + inBlocks + waiver })).toEqual([]);
});

test("a resource group that is made here needs a waiver of its own", () => {
  const lines = "  preventDestroy: false\n  createResourceGroup: true";
  const [finding] = findingsWith({ "account.yaml": settings(lines) + policyWaiver() });

  expect(finding?.help).toContain("address azurerm_resource_group.foundry,");
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
  expect(brief(found("policy: { allowedRegions: [west-us] }\n"))).toEqual(["account.yaml:10:28 error unknown-region"]);
});

test("a waiver that has ended is an error that only the date has made", () => {
  const section = policyWaiver().replace("2026-12-31", "2026-11-21");

  expect(only(section)).toMatchObject({ code: "expired-policy-waiver", dated: true });
  expect(findingsWith({ "account.yaml": ACCOUNT + section }, { today: "2026-11-21" })).toEqual([]);
});
