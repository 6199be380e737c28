/** Names in the model list: known models, the naming rule, duplicates, addresses that meet. */
import { deploymentAddress } from "../addresses";
import type { Catalog } from "../catalog";
import type { ModelEntry } from "../facts";
import { isDeploymentName } from "../model";
import { nearest } from "../nearest";
import type { YamlFile } from "../parse";
import { reportAt } from "./check";
import type { CheckContext, Problem } from "./check";

/** Whether an entry's name can be judged further. Reports why not. */
export function checkName(
  entry: ModelEntry & { name: string },
  index: number,
  file: YamlFile,
  context: CheckContext,
): boolean {
  const problem = nameProblem(entry, context.catalog);
  if (problem === undefined) return true;
  reportAt(context.report, file, ["models", index, "name"], problem);
  return problem.severity !== "error";
}

/** Whether an entry's name is itself reported as wrong, so that nothing else needs to say so. */
export function isNameRefused(entry: ModelEntry, catalog: Catalog): boolean {
  return entry.name !== undefined && nameProblem({ ...entry, name: entry.name }, catalog)?.severity === "error";
}

function nameProblem(entry: ModelEntry & { name: string }, catalog: Catalog): Problem | undefined {
  const { name } = entry;
  if (!isDeploymentName(name)) {
    const message = `${JSON.stringify(name)} cannot be the name of a deployment`;
    return {
      code: "deployment-name",
      severity: "error",
      message,
      help: "use 2 to 64 letters, digits, `.`, `_` or `-`",
    };
  }
  if (catalog.find(name) !== undefined) return undefined;
  const spelling = catalog.spellingOf(name);
  if (spelling !== undefined) {
    const message = `${name} is not how Foundry spells the model: case counts`;
    return { code: "unknown-model", severity: "error", message, help: `write ${spelling}` };
  }
  if ("format" in entry && "version" in entry) {
    const message = `${name} is not in the catalogue, so only what the entry itself says can be checked`;
    return {
      code: "unknown-model",
      severity: "warning",
      message,
      help: "add it to config/catalog/models.yaml with its source",
    };
  }
  const guess = nearest(name, catalog.names);
  const inline = "give format and version in the entry, or add the model to config/catalog/models.yaml";
  return {
    code: "unknown-model",
    severity: "error",
    message: `${name} is not a model of the catalogue`,
    help: guess === undefined ? inline : `did you mean ${guess}? If not, ${inline}`,
  };
}

/**
 * Reports every entry whose name or Terraform address an earlier entry has already.
 * @returns the positions of the entries reported
 */
export function checkUnique(
  entries: readonly (ModelEntry | undefined)[],
  file: YamlFile,
  context: CheckContext,
): ReadonlySet<number> {
  const reported = new Set<number>();
  const names = new Map<string, string>();
  const addresses = new Map<string, string>();
  for (const [index, entry] of entries.entries()) {
    if (entry?.name === undefined) continue;
    const { name } = entry;
    const sameName = names.get(name.toLowerCase());
    const sameAddress = addresses.get(deploymentAddress(name));
    names.set(name.toLowerCase(), sameName ?? name);
    addresses.set(deploymentAddress(name), sameAddress ?? name);
    const problem =
      sameName !== undefined
        ? duplicate(name, sameName)
        : sameAddress !== undefined
          ? collision(name, sameAddress)
          : undefined;
    if (problem === undefined) continue;
    reported.add(index);
    reportAt(context.report, file, ["models", index, "name"], problem);
  }
  return reported;
}

function duplicate(name: string, earlier: string): Problem {
  const message =
    name === earlier
      ? `${name} is listed twice`
      : `${name} and ${earlier} differ only in case: Azure takes them for one deployment`;
  return { code: "duplicate-deployment", severity: "error", message, help: "keep one of the entries" };
}

function collision(name: string, earlier: string): Problem {
  const message = `${earlier} and ${name} meet at one Terraform address, ${deploymentAddress(name)}`;
  return {
    code: "address-collision",
    severity: "error",
    message,
    help: "only one of the two can be deployed from here",
  };
}
