/** Checks on each model of the list against what the region offers now. */
import { NO_RETIREMENT } from "../../../config/catalog/azure-facts";
import { lifeOf } from "../../../config/models/life";
import { SKU } from "../../../config/models/rules";
import type { Deployment } from "../../../config/model";
import { nearest, suggest } from "../../../config/findings/nearest";
import { grouped, plural } from "../../../config/text";
import { isSameName, type DeployedModel, type OfferedModel, type OfferedSku } from "../../azure/facts";
import { type Offer, offerOf, retirementOf, stageOf } from "../../azure/offer";
import { fail, pass, skipped, unverified, type Verdict, warning } from "../outcome";
import { type Context, defineCheck, valueOf } from "../preflight-check";

/** Judges every deployment of the list whose offer there is; the others are `model-offer`'s. */
function perOffer(
  { environment }: Context,
  models: readonly OfferedModel[],
  judge: (deployment: Deployment, offer: Offer) => Verdict,
): Verdict[] {
  return environment.deployments.map((deployment) => {
    const offer = offerOf(deployment, models);
    const reason = `${environment.account.location} does not offer it`;
    return offer ? judge(deployment, offer) : skipped(reason, deployment.name);
  });
}

export const modelOffer = defineCheck({
  group: "models",
  code: "model-offer",
  dependsOn: ["subscription"],
  needs: ["models"],
  judge: ({ environment }, read) => {
    const models = valueOf(read.models) ?? [];
    return environment.deployments.map((one) => judgeOffer(one, environment.account.location, models));
  },
});

function judgeOffer(deployment: Deployment, location: string, models: readonly OfferedModel[]): Verdict {
  const { name, format, version } = deployment;
  if (offerOf(deployment, models)) {
    return pass(`${location} offers version ${version} as ${SKU}`, name);
  }
  const spelled = models.filter((model) => isSameName(model.name, name));
  if (spelled.length === 0) {
    const guess = nearest(name, new Set(models.map((model) => model.name)));
    const help = suggest(guess, "choose another region or another model");
    return fail(`${location} does not offer ${name}`, help, name);
  }
  const exact = spelled.filter((model) => model.name === name && model.format === format);
  if (exact.length === 0) {
    const [{ name: azureName = name, format: azureFormat = format } = {}] = spelled;
    const message = `Azure has it as ${azureName} of format ${azureFormat}, not ${name} of format ${format}`;
    return fail(message, "write name and format as Azure does", name);
  }
  const same = exact.find((model) => model.version === version);
  if (same === undefined) {
    const versions = exact.map((model) => model.version).join(", ");
    return fail(`${location} does not offer version ${version}`, `it offers ${versions}`, name);
  }
  const skus = same.skus.map((sku) => sku.name).join(", ") || "nothing";
  return fail(`${location} does not offer version ${version} as ${SKU}`, `it offers it as ${skus}`, name);
}

export const modelLifecycle = defineCheck({
  group: "models",
  code: "model-lifecycle",
  dependsOn: ["subscription"],
  needs: ["models", "deployments"],
  judge: (context, read) => {
    const deployed = valueOf(read.deployments) ?? [];
    return perOffer(context, valueOf(read.models) ?? [], (deployment, offer) =>
      judgeLifecycle(deployment, offer, deployed, context),
    );
  },
});

function judgeLifecycle(
  { name, version }: Deployment,
  offer: Offer,
  deployed: readonly DeployedModel[],
  context: Context,
): Verdict {
  const { model } = offer;
  const stage = stageOf(model);
  const retirement = retirementOf(offer);
  const day = retirement === NO_RETIREMENT ? undefined : retirement;
  const { urgency, daysLeft = Infinity } = lifeOf({ lifecycle: stage, retirement: day }, context.today);
  const help = model.replacement === undefined ? "move to a successor" : `move to ${model.replacement}`;
  if (urgency === "retired") {
    const since = daysLeft <= 0 ? ` on ${day}` : "";
    return waivable(context, "retired", fail(`version ${version} was retired${since}: calls to it fail`, help, name));
  }
  if (urgency === "error" || urgency === "warning") {
    const tentative = model.retirementStatus === "Tentative" ? " (tentative)" : "";
    const message = `version ${version} retires on ${day}${tentative}, in ${plural(daysLeft, "day")}`;
    const verdict = urgency === "error" ? fail(message, help, name) : warning(message, help, name);
    return waivable(context, "retiring", verdict);
  }
  if (stage === "Deprecated") {
    const exists = deployed.some((one) => isSameName(one.name, name));
    const verdict = exists
      ? warning(`version ${version} is Deprecated: once deleted it cannot be created again`, help, name)
      : fail(`version ${version} is Deprecated: subscriptions that do not use it yet cannot create it`, help, name);
    return waivable(context, "deprecated", verdict);
  }
  if (stage === undefined) {
    const word = model.lifecycle === undefined ? "gives no stage" : `calls the stage ${model.lifecycle}`;
    return unverified(`Azure ${word}${until(day, context, name, version)}`, "see the model's page in Foundry", name);
  }
  return pass(`${stage}${until(day, context, name, version)}`, name);
}

function until(day: string | undefined, { catalog }: Context, name: string, version: string): string {
  const documented = catalog.find(name, version)?.retirement;
  const differs = documented !== undefined && documented !== day ? ` (the catalogue says ${documented})` : "";
  return `${day === undefined ? ", no retirement date" : `, retires on ${day}`}${differs}`;
}

/** Passes what a waiver of `account.yaml` answers for. */
function waivable({ environment, today }: Context, code: string, verdict: Verdict): Verdict {
  const waiver = environment.waivers.find(
    (one) => one.code === code && one.subject === verdict.subject && one.until >= today,
  );
  return waiver ? pass(`${verdict.message}; waived until ${waiver.until}: ${waiver.reason}`, verdict.subject) : verdict;
}

export const capacity = defineCheck({
  group: "models",
  code: "capacity",
  dependsOn: ["subscription"],
  needs: ["models"],
  judge: (context, read) => perOffer(context, valueOf(read.models) ?? [], judgeCapacity),
});

function judgeCapacity({ name, capacity: { thousands } }: Deployment, { sku }: Offer): Verdict {
  const problem = capacityProblem(thousands, sku);
  return problem === undefined
    ? pass(`${SKU} takes capacity ${grouped(thousands)}`, name)
    : fail(`${SKU} does not take capacity ${grouped(thousands)}: ${problem}`, "change capacity in models.yaml", name);
}

function capacityProblem(value: number, { minimum, maximum, step, allowed }: OfferedSku): string | undefined {
  if (allowed !== undefined && allowed.length > 0) {
    return allowed.includes(value) ? undefined : `it takes ${allowed.map(grouped).join(", ")}`;
  }
  if (minimum !== undefined && value < minimum) return `the least is ${grouped(minimum)}`;
  if (maximum !== undefined && value > maximum) return `the most is ${grouped(maximum)}`;
  // Azure does not say whether steps count from zero or from the minimum: what fits either way is taken.
  const fits = step === undefined || step <= 0 || value % step === 0 || (value - (minimum ?? 0)) % step === 0;
  return fits
    ? undefined
    : `it goes in steps of ${grouped(step)}${minimum === undefined ? "" : ` from ${grouped(minimum)}`}`;
}
