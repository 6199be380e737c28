/**
 * The policies whose outcome the configuration alone decides: told here with their line, before synth refuses what would
 * be built. `policies/` holds the same predicates against the built stacks.
 */
import type * as z from "zod/mini";
import { regionProblem } from "../../account/checks";
import type { Path } from "../../files/parse";
import type { AsRead } from "../../files/shape";
import { error, type Problem } from "../../findings/report";
import { sortedTexts } from "../../text";
import { isDate } from "../../values";
import type { SectionContext } from "../section";
import {
  allowsDestroy,
  allowsKeys,
  isRegionAllowed,
  judges,
  type JUDGED_TYPES,
  missingTags,
  REQUIRED_TAG,
  waiverFor,
} from "./rules";
import type { shape } from "./shape";

type Given = AsRead<z.output<typeof shape>>;
type Complain = (path: Path, problem: Problem, part?: "key" | "value") => void;

export function check(given: Given | undefined, { catalog, today, base, targets, file, report }: SectionContext): void {
  const complain: Complain = (path, problem, part) => report(file.place(path, part), problem);
  const policy = given ?? {};
  for (const [index, region] of (policy.allowedRegions ?? []).entries()) {
    const problem = region === undefined ? undefined : regionProblem(region, catalog);
    if (problem !== undefined) complain(["policy", "allowedRegions", index], problem);
  }
  checkEnded(policy, today, complain);
  if (base.account === undefined) return;
  // A region that is misspelt, here or at the account, has its finding: nothing can be said to be outside.
  const regions = (policy.allowedRegions ?? []).filter((region) => region !== undefined);
  const areKnown = [...regions, base.account.location ?? ""].every((region) => catalog.isRegion(region));
  const addresses = targets.map(({ to }) => to);
  checkOutcome(base.account, policy, { allowedRegions: areKnown ? regions : [], addresses }, complain);
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

/** @param addresses of everything that the configuration comes to */
function checkOutcome(
  account: NonNullable<SectionContext["base"]["account"]>,
  policy: Given,
  { allowedRegions, addresses }: { readonly allowedRegions: readonly string[]; readonly addresses: readonly string[] },
  complain: Complain,
): void {
  const violate = (rule: keyof typeof JUDGED_TYPES, key: keyof typeof account, message: string): void => {
    const open = addresses.filter(
      (address) => judges(rule, address.split(".")[0]) && waiverFor(rule, address, policy) === undefined,
    );
    if (open.length === 0) return;
    const help = `mend it, or add to policy.waivers an entry for rule ${rule} and address ${open.join(" and ")}, with reason and until`;
    const problem = error("policy-violation", `${message}: synth refuses it by policy ${rule}`, help);
    complain(["account", key], problem, key === "tags" ? "key" : "value");
  };
  if (allowsKeys(account.localAuth ?? false)) {
    violate("local-auth-off", "localAuth", "API keys are allowed, and Terraform reads them into state");
  }
  if (allowsDestroy(account.preventDestroy ?? true)) {
    const message = "nothing keeps Terraform from destroying the account with every deployment";
    violate("prevent-destroy", "preventDestroy", message);
  }
  const required = {
    requiredTags: (policy.requiredTags ?? []).filter((tag) => tag !== undefined).filter(REQUIRED_TAG.accepts),
  };
  // Tags that could not be read may be all there.
  const tags = "tags" in account ? account.tags : {};
  const missing = tags === undefined ? [] : sortedTexts(missingTags(tags, required));
  if (missing.length > 0) violate("required-tags", "tags", `the account lacks the required tags ${missing.join(", ")}`);
  if (account.location !== undefined && !isRegionAllowed(account.location, { allowedRegions })) {
    const message = `${account.location} is not among the allowed regions ${sortedTexts(allowedRegions).join(", ")}`;
    violate("allowed-regions", "location", message);
  }
}
