/**
 * Checks on `policy`, and the policies whose outcome the configuration alone decides: told here with their line, before
 * synth refuses what would be built. `policies/` holds the same predicates against the built stacks.
 */
import { ACCOUNT_ADDRESS, RESOURCE_GROUP_ADDRESS } from "../addresses";
import { isDate } from "../model";
import { isRegionAllowed, isTerraformAddress, missingTags, WAIVABLE_RULES } from "../model-account";
import type { PolicyRuleId } from "../model-account";
import { nearest } from "../nearest";
import type { Path } from "../parse";
import type { AccountFile } from "../schema";
import type { AsRead, CheckedFile } from "../shape";
import { error, quoted, reportAt, suggest } from "./check";
import type { CheckContext, Problem } from "./check";
import { notOneOf } from "./offer";

type Section = AsRead<NonNullable<AccountFile["policy"]>>;
type Waiver = AsRead<NonNullable<NonNullable<AccountFile["policy"]>["waivers"]>[number]>;
type Complain = (path: Path, problem: Problem, part?: "key" | "value") => void;

export function checkPolicySection(
  { file, asRead }: CheckedFile<AccountFile>,
  { catalog, today, report }: CheckContext,
): void {
  const complain: Complain = (path, problem, part) => reportAt(report, file, path, problem, part);
  const policy = asRead.policy ?? {};
  for (const [index, region] of (policy.allowedRegions ?? []).entries()) {
    if (region === undefined || catalog.isRegion(region)) continue;
    const guess = catalog.regionNamed(region) ?? nearest(region, catalog.regions);
    const help = suggest(guess, "az account list-locations shows them");
    complain(
      ["policy", "allowedRegions", index],
      error("unknown-region", `${quoted(region)} is not an Azure region`, help),
    );
  }
  for (const [index, tag] of (policy.requiredTags ?? []).entries()) {
    if (tag === undefined || tag.trim() !== "") continue;
    complain(["policy", "requiredTags", index], error("tags", "a required tag needs a name", "write the tag's name"));
  }
  for (const [index, waiver] of (policy.waivers ?? []).entries()) {
    if (waiver !== undefined) checkWaiver(waiver, ["policy", "waivers", index], today, complain);
  }
  const regions = (policy.allowedRegions ?? []).filter((region) => region !== undefined);
  // A region that is misspelt may be the account's: then nothing can be said to be outside.
  checkOutcome(asRead, policy, regions.every((region) => catalog.isRegion(region)) ? regions : [], complain);
}

function checkWaiver({ rule, address, reason, until }: Waiver, path: Path, today: string, complain: Complain): void {
  if (rule !== undefined && !WAIVABLE_RULES.some((known) => known === rule)) {
    complain([...path, "rule"], notOneOf("unknown-policy", "a policy that can be waived", rule, WAIVABLE_RULES));
  }
  if (address !== undefined && !isTerraformAddress(address)) {
    const message = `${quoted(address)} is not a Terraform address`;
    complain(
      [...path, "address"],
      error("waiver-address", message, `write it as synth names it, such as ${ACCOUNT_ADDRESS}`),
    );
  }
  if (reason !== undefined && reason.trim() === "") {
    complain(
      [...path, "reason"],
      error("waiver-reason", "a waiver needs a reason", "say who decided what, for the next reader"),
    );
  }
  if (until === undefined) return;
  if (!isDate(until)) {
    complain([...path, "until"], error("date", `${quoted(until)} is not a day`, "write it as YYYY-MM-DD"));
  } else if (until < today) {
    const message = `the waiver of ${rule ?? "this policy"} for ${address ?? "this address"} ended on ${until}`;
    const problem = error(
      "expired-policy-waiver",
      message,
      "mend what breaks the policy, or decide again and give a later day",
    );
    complain([...path, "until"], { ...problem, dated: true });
  }
}

function checkOutcome(
  asRead: AsRead<AccountFile>,
  policy: Section,
  allowedRegions: readonly string[],
  complain: Complain,
): void {
  const { account } = asRead;
  if (account === undefined) return;
  const owned = [ACCOUNT_ADDRESS, ...(account.createResourceGroup ? [RESOURCE_GROUP_ADDRESS] : [])];
  const violate = (rule: PolicyRuleId, key: keyof typeof account, message: string, addresses = owned): void => {
    const open = addresses.filter((address) => !isWaived(policy, rule, address));
    if (open.length === 0) return;
    const help = `mend it, or add to policy.waivers an entry for rule ${rule} and address ${open.join(" and ")}, with reason and until`;
    const problem = error("policy-violation", `${message}: synth refuses it by policy ${rule}`, help);
    complain(["account", key], { ...problem, severity: "warning" }, key === "tags" ? "key" : "value");
  };
  if (account.localAuth === true) {
    violate("local-auth-off", "localAuth", "API keys are allowed, and Terraform reads them into state", [
      ACCOUNT_ADDRESS,
    ]);
  }
  if (account.preventDestroy === false) {
    violate(
      "prevent-destroy",
      "preventDestroy",
      "nothing keeps Terraform from destroying the account with every deployment",
    );
  }
  const required = {
    requiredTags: (policy.requiredTags ?? []).filter((tag) => tag !== undefined && tag.trim() !== "") as string[],
  };
  const missing = missingTags(account.tags ?? {}, required);
  if (missing.length > 0) violate("required-tags", "tags", `the account lacks the required tags ${missing.join(", ")}`);
  if (account.location !== undefined && !isRegionAllowed(account.location, { allowedRegions })) {
    violate(
      "allowed-regions",
      "location",
      `${account.location} is not among the allowed regions ${allowedRegions.join(", ")}`,
    );
  }
}

function isWaived(policy: Section, rule: PolicyRuleId, address: string): boolean {
  return (policy.waivers ?? []).some((waiver) => waiver?.rule === rule && waiver.address === address);
}
