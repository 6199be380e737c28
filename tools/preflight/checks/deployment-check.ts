/** Check on the deployments that exist: what a plan would create, change or replace, and what it does not know of. */
import { SKU } from "../../../config/models/rules";
import type { Deployment } from "../../../config/model";
import type { Environment } from "../../../config/environment";
import type { Facts, DeployedModel } from "../azure-facts";
import { defineCheck, isSameName, valueOf } from "../preflight-check";
import { fail, pass, skipped, type Verdict, warning } from "../outcome";

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
      return existing ? compare(wanted, existing, environment) : missing(wanted);
    });
    const extra = deployed.filter(({ name }) => !environment.deployments.some((one) => isSameName(one.name, name)));
    return [...listed, ...extra.map(unknownHere)];
  },
});

function missing({ name }: Deployment): Verdict {
  return warning("not deployed yet: the plan creates it", "expected for a new model; else somebody deleted it", name);
}

function unknownHere({ name, model, version }: DeployedModel): Verdict {
  const what = `${model ?? "unknown model"} ${version ?? ""}`.trim();
  const message = `deployed (${what}) but not in models.yaml: the plan deletes it if Terraform made it, else leaves it`;
  return warning(message, "add it to models.yaml, or delete it once nobody calls it", name);
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

function differences(rows: readonly (readonly [key: string, azure: unknown, here: unknown])[]): string[] {
  return rows
    .filter(([, azure, here]) => azure !== here)
    .map(([key, azure, here]) => `${key} ${String(azure ?? "unset")} in Azure, ${String(here)} here`);
}

/** What of the configuration exists in Azure, in the words that the `adopt` list of `account.yaml` takes. */
export function adoptList(
  environment: Environment,
  account: Facts["account"] | undefined,
  group: Facts["resourceGroup"] | undefined,
  deployed: Facts["deployments"],
): string[] {
  if (account === undefined) return [];
  const names = environment.deployments.filter((one) => deployed.some(({ name }) => name === one.name));
  const groupMade = environment.account.createResourceGroup && group !== undefined;
  return ["account", ...(groupMade ? ["resource-group"] : []), ...names.map(({ name }) => name)];
}
