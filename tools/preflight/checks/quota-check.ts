/** Check on quota: what the list needs beyond what the account already holds, against what is left. */
import { type Demand, demandText, fitOf, quotaDemands } from "../../azure/quota";
import { fail, pass, skipped, unverified, type Verdict, warning } from "../outcome";
import { defineCheck, valueOf } from "../preflight-check";

export const quota = defineCheck({
  group: "quota",
  code: "quota",
  dependsOn: ["subscription"],
  needs: ["models", "usages", "deployments"],
  judge: ({ environment }, read) => {
    const { demands, notOffered, withoutQuota } = quotaDemands(environment.deployments, {
      models: valueOf(read.models) ?? [],
      usages: valueOf(read.usages) ?? [],
      deployed: valueOf(read.deployments) ?? [],
    });
    const { location } = environment.account;
    return [
      ...demands.map(judgeDemand),
      ...notOffered.map((name) => skipped(`${location} does not offer it`, name)),
      ...withoutQuota.map((name) => unverified("Azure names no quota for it", PORTAL, name)),
    ];
  },
});

const PORTAL = "see Quotas in the Foundry portal";

function judgeDemand(demand: Demand): Verdict {
  const subject = demand.names.join(", ");
  const message = demandText(demand);
  switch (fitOf(demand)) {
    case "unknown":
      return unverified(message, PORTAL, subject);
    case "does-not-fit": {
      const ask = `ask for quota (https://aka.ms/oai/stuquotarequest) for ${demand.usageName}, or lower capacity`;
      return fail(message, ask, subject);
    }
    case "not-on-the-way":
      return warning(message, "first lower or remove what goes, in an apply of its own; then raise and add", subject);
    case "fits":
      return pass(message, subject);
  }
}
