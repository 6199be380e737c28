/**
 * The policies whose outcome the configuration alone decides: told here with their line, before synth refuses what would
 * be built. `policies/` holds the same predicates against the built stacks.
 */
import type * as z from "zod/mini";
import { regionProblem } from "../../account/checks";
import { ACCOUNT_ADDRESS, RESOURCE_GROUP_ADDRESS } from "../../addresses";
import type { Path } from "../../files/parse";
import type { AsRead } from "../../files/shape";
import { error, type Problem, warning } from "../../findings/report";
import { isDate } from "../../values";
import type { SectionContext } from "../section";
import {
  allowsDestroy,
  allowsKeys,
  isRegionAllowed,
  missingTags,
  type PolicyRuleId,
  REQUIRED_TAG,
  waiverFor,
} from "./rules";
import type { shape } from "./shape";

type Given = AsRead<z.output<typeof shape>>;
type Complain = (path: Path, problem: Problem, part?: "key" | "value") => void;

export function check(given: Given | undefined, { catalog, today, base, file, report }: SectionContext): void {
  const complain: Complain = (path, problem, part) => report(file.place(path, part), problem);
  const policy = given ?? {};
  for (const [index, region] of (policy.allowedRegions ?? []).entries()) {
    const problem = region === undefined ? undefined : regionProblem(region, catalog);
    if (problem !== undefined) complain(["policy", "allowedRegions", index], problem);
  }
  checkEnded(policy, today, complain);
  const regions = (policy.allowedRegions ?? []).filter((region) => region !== undefined);
  // A region that is misspelt may be the account's: then nothing can be said to be outside.
  checkOutcome(base.account, policy, regions.every((region) => catalog.isRegion(region)) ? regions : [], complain);
}

function checkEnded({ waivers = [] }: Given, today: string, complain: Complain): void {
  for (const [index, waiver] of waivers.entries()) {
    const { rule = "this policy", address = "this address", until } = waiver ?? {};
    if (until === undefined || !isDate(until) || until >= today) continue;
    const message = `the waiver of ${rule} for ${address} ended on ${until}`;
    const help = "mend what breaks the policy, or decide again and give a later day";
    complain(["policy", "waivers", index, "until"], {
      ...error("expired-policy-waiver", message, help),
      dated: true,
    });
  }
}

function checkOutcome(
  account: SectionContext["base"]["account"],
  policy: Given,
  allowedRegions: readonly string[],
  complain: Complain,
): void {
  if (account === undefined) return;
  const owned = [ACCOUNT_ADDRESS, ...(account.createResourceGroup ? [RESOURCE_GROUP_ADDRESS] : [])];
  const violate = (rule: PolicyRuleId, key: keyof typeof account, message: string, addresses = owned): void => {
    const open = addresses.filter((address) => waiverFor(rule, address, policy) === undefined);
    if (open.length === 0) return;
    const help = `mend it, or add to policy.waivers an entry for rule ${rule} and address ${open.join(" and ")}, with reason and until`;
    const problem = warning("policy-violation", `${message}: synth refuses it by policy ${rule}`, help);
    complain(["account", key], problem, key === "tags" ? "key" : "value");
  };
  if (allowsKeys(account.localAuth ?? false)) {
    violate("local-auth-off", "localAuth", "API keys are allowed, and Terraform reads them into state", [
      ACCOUNT_ADDRESS,
    ]);
  }
  if (allowsDestroy(account.preventDestroy ?? true)) {
    violate(
      "prevent-destroy",
      "preventDestroy",
      "nothing keeps Terraform from destroying the account with every deployment",
    );
  }
  const required = {
    requiredTags: (policy.requiredTags ?? []).filter((tag) => tag !== undefined).filter(REQUIRED_TAG.accepts),
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
