/** Check on quota: what the list needs beyond what the account already holds, against what is left. */
import { grouped } from "../../../config/text";
import { isSameName, type DeployedModel, type OfferedModel, type UsageFacts } from "../../azure/facts";
import { offerOf, offerOfDeployed, usageOf } from "../../azure/offer";
import { fail, pass, skipped, unverified, type Verdict, warning } from "../outcome";
import { type Context, defineCheck, valueOf } from "../preflight-check";

export const quota = defineCheck({
  group: "quota",
  code: "quota",
  dependsOn: ["subscription"],
  needs: ["models", "usages", "deployments"],
  judge: (context, read) =>
    judgeQuotas(context, valueOf(read.models) ?? [], valueOf(read.usages) ?? [], valueOf(read.deployments) ?? []),
});

/** What the deployments of one usage name ask of its quota, in units of capacity. */
interface Demand {
  readonly names: readonly string[];
  /** What they need when all is done, beyond what the account holds today. */
  readonly after: number;
  /** The most they need on the way: Terraform may raise, create and delete in any order. */
  readonly peak: number;
  /** What the account holds today. */
  readonly held: number;
}

function judgeQuotas(
  context: Context,
  models: readonly OfferedModel[],
  usages: readonly UsageFacts[],
  deployed: readonly DeployedModel[],
): Verdict[] {
  const byUsageName = new Map<string, string[]>();
  const without: Verdict[] = [];
  for (const deployment of context.environment.deployments) {
    const offer = offerOf(deployment, models);
    if (offer === undefined) {
      without.push(skipped(`${context.environment.account.location} does not offer it`, deployment.name));
    } else if (offer.sku.usageName === undefined) {
      without.push(unverified("Azure names no quota for it", "see Quotas in the Foundry portal", deployment.name));
    } else {
      byUsageName.set(offer.sku.usageName, [...(byUsageName.get(offer.sku.usageName) ?? []), deployment.name]);
    }
  }
  const judged = [...byUsageName].map(([usageName, names]) =>
    judgeQuota(demandOf(names, usageName, context, models, deployed), usageName, usageOf(usageName, usages)),
  );
  return [...judged, ...without];
}

function demandOf(
  names: readonly string[],
  usageName: string,
  { environment }: Context,
  models: readonly OfferedModel[],
  deployed: readonly DeployedModel[],
): Demand {
  const holding = deployed.filter((one) => offerOfDeployed(one, models)?.sku.usageName === usageName);
  const held = sum(holding.map((one) => one.capacity ?? 0));
  const wanted = environment.deployments.filter(({ name }) => names.includes(name));
  const raises = wanted.map(({ name, capacity }) => {
    const now = holding.find((one) => isSameName(one.name, name))?.capacity ?? 0;
    return Math.max(0, capacity.thousands - now);
  });
  return { names, after: sum(wanted.map((one) => one.capacity.thousands)) - held, peak: sum(raises), held };
}

function judgeQuota({ names, after, peak, held }: Demand, usageName: string, usage: UsageFacts | undefined): Verdict {
  const subject = names.join(", ");
  if (usage === undefined) {
    const message = `Azure lists no quota named ${usageName}`;
    return unverified(message, "see Quotas in the Foundry portal", subject);
  }
  const left = usage.limit - usage.current;
  const state = `${grouped(left)} of ${grouped(usage.limit)} left, ${grouped(held)} held by this account`;
  const ask = `ask for quota (https://aka.ms/oai/stuquotarequest) for ${usageName}, or lower capacity`;
  const peakNote = peak > Math.max(0, after) ? `, ${grouped(peak)} at the peak of the change` : "";
  if (peak === 0) return pass(`needs no more capacity (${state})`, subject);
  if (after > left) {
    return fail(
      `needs ${grouped(after)} more capacity${peakNote}, over the quota by ${grouped(after - left)} (${state})`,
      ask,
      subject,
    );
  }
  if (peak > left) {
    const message = `needs ${grouped(Math.max(0, after))} more capacity${peakNote}, which is ${grouped(peak - left)} too much (${state})`;
    const help = "first lower or remove what goes, in an apply of its own; then raise and add";
    return warning(message, help, subject);
  }
  return pass(`needs ${grouped(Math.max(0, after))} more capacity${peakNote} (${state})`, subject);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
