/** Check on the deployments that exist: what a plan would create, change or replace, and what it does not know of. */
import { deploymentAddress } from "../../../config/addresses";
import { SKU } from "../../../config/models/rules";
import type { Deployment } from "../../../config/model";
import type { Environment } from "../../../config/environment";
import { azCommand } from "../../azure/az-command";
import { isSameName, type Facts, type DeployedModel } from "../../azure/facts";
import { defineCheck, differences, valueOf } from "../preflight-check";
import { fail, NEW_SNAPSHOT, pass, skipped, unverified, type Verdict, warning } from "../outcome";

export const deployment = defineCheck({
  group: "deployments",
  code: "deployment",
  dependsOn: ["subscription", "account"],
  needs: ["account", "deployments"],
  judge: ({ environment }, read) => {
    if (read.account.kind === "absent")
      return [skipped("the account does not exist yet: the plan creates all of them")];
    const deployed = valueOf(read.deployments) ?? [];
    const listed = environment.deployments.map((wanted) => {
      const existing = deployed.find(({ name }) => isSameName(name, wanted.name));
      return existing ? judgeExisting(wanted, existing, environment) : missing(wanted);
    });
    const extra = deployed.filter(({ name }) => !environment.deployments.some((one) => isSameName(one.name, name)));
    return [...listed, ...extra.map(unknownHere)];
  },
});

function missing({ name }: Deployment): Verdict {
  return warning("not deployed yet: the plan creates it", "expected for a new model; else somebody deleted it", name);
}

function unknownHere({ name, model, version, state = READY }: DeployedModel): Verdict {
  const what = `${model ?? "unknown model"} ${version ?? ""}`.trim() + (state === READY ? "" : `, ${state}`);
  const message = `deployed (${what}) but not in models.yaml: the plan deletes it if Terraform made it, else leaves it`;
  return warning(message, "add it to models.yaml, or delete it once nobody calls it", name);
}

const READY = "Succeeded";
/** Ended without success: Azure keeps it, a plan takes it for what it should be, and only making it anew mends it. */
const ENDED_BADLY = ["Failed", "Canceled"];
/** Azure is still at work on it. @see https://learn.microsoft.com/rest/api/aiservices/accountmanagement/deployments/get#deploymentprovisioningstate */
const UNDER_WAY = ["Accepted", "Creating", "Moving", "Updating"];

function judgeExisting(wanted: Deployment, existing: DeployedModel, environment: Environment): Verdict {
  const { state } = existing;
  if (state !== undefined && state !== READY) return judgeUnready(wanted.name, state, environment);
  const verdict = compare(wanted, existing, environment);
  if (state === READY || verdict.status !== "pass") return verdict;
  const help = `from a snapshot, ${NEW_SNAPSHOT}; else see the deployment in the Foundry portal`;
  return unverified("set up as configured, but whether it works is unknown: its state is missing", help, wanted.name);
}

function judgeUnready(name: string, state: string, environment: Environment): Verdict {
  const busy = "Azure refuses other changes to the account meanwhile (409)";
  if (ENDED_BADLY.includes(state)) {
    const message = `${state} in Azure: no plan shows that, and importing it does not mend it`;
    return fail(message, deleteAndDeploy(name, environment), name);
  }
  if (UNDER_WAY.includes(state)) {
    return warning(`${state}: ${busy}`, `wait until it is ${READY}, then run again`, name);
  }
  if (state === "Deleting") {
    const help = "wait until it is gone, then run again: the plan creates it anew";
    return warning(`being deleted: ${busy}`, help, name);
  }
  const help = `see why in the Foundry portal; if it does not come back, ${deleteAndDeploy(name, environment)}`;
  return state === "Disabled"
    ? warning("Disabled by Azure: calls to it fail, and no plan shows that", help, name)
    : unverified(`Azure calls its state ${state}, which this check does not know`, help, name);
}

function deleteAndDeploy(name: string, { account, adopt, lock }: Environment): string {
  const words = `cognitiveservices account deployment delete --name ${account.name} --resource-group ${account.resourceGroup} --deployment-name ${name}`;
  const isAdopted = adopt.some(({ to }) => to === deploymentAddress(name));
  const unlist = isAdopted ? `, take ${name} out of adopt` : "";
  const locked = lock === undefined ? "" : "\nthe account's lock refuses that: before it, take lock out and deploy";
  return `delete it${unlist}, and deploy again:\n${azCommand(words, account)}${locked}`;
}

/** @see docs/preflight.md for which differences replace a deployment */
function compare(wanted: Deployment, existing: DeployedModel, environment: Environment): Verdict {
  const { name } = wanted;
  const replacing = differences([
    ["name", existing.name, name],
    ["model", existing.model, name],
    ["format", existing.format, wanted.format],
    ["sku", existing.sku, SKU],
  ]);
  const inPlace = differences([
    ["version", existing.version, wanted.isVersionPinned ? wanted.version : existing.version],
    ["capacity", existing.capacity, wanted.capacity.thousands],
    ["raiPolicy", existing.raiPolicy, wanted.raiPolicy],
    ["versionUpgradeOption", existing.versionUpgradeOption, wanted.versionUpgradeOption],
  ]);
  const list = [...replacing, ...inPlace].join(", ");
  if (replacing.length > 0) {
    const layers = environment.llm.layers.filter(({ model }) => model === name).map(({ layer }) => layer);
    const message = `differs (${list}): the plan deletes it and creates it again`;
    return layers.length > 0
      ? fail(`${message}, and ${layers.join(", ")} would fail meanwhile`, "route the layers elsewhere first", name)
      : warning(message, "no layer uses it; make sure that nobody else calls it", name);
  }
  if (inPlace.length === 0) return pass("deployed as configured", name);
  const help = "apply makes it as configured; to keep what Azure has, change models.yaml";
  return warning(`differs (${list}): the plan changes it in place`, help, name);
}

/** What of the configuration exists in Azure, in the words that the `adopt` list of `account.yaml` takes. */
export function adoptList(
  environment: Environment,
  account: Facts["account"] | undefined,
  group: Facts["resourceGroup"] | undefined,
  deployed: Facts["deployments"],
): string[] {
  if (account === undefined) return [];
  const isUsable = ({ state = READY }: DeployedModel) => !ENDED_BADLY.includes(state) && state !== "Deleting";
  const usable = deployed.filter(isUsable);
  const names = environment.deployments.filter((one) => usable.some(({ name }) => name === one.name));
  const groupMade = environment.account.createResourceGroup && group !== undefined;
  return ["account", ...(groupMade ? ["resource-group"] : []), ...names.map(({ name }) => name)];
}
