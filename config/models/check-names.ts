/** Names in the model list: known models, duplicates, addresses that meet. */
import { deploymentAddress, deploymentId } from "../addresses";
import type { Catalog } from "../catalog/catalog";
import type { YamlFile } from "../files/parse";
import { named } from "../findings/characters";
import { nearestFew } from "../findings/nearest";
import { error, type Problem, type Report, warning } from "../findings/report";
import type { ModelEntry } from "./facts";
import { DEPLOYMENT_NAME } from "./rules";
import { type ModelContext, placeIn, type Subject } from "./subject";

/** Whether an entry's name can be judged further. Reports why not, unless it breaks the rule on names. */
export function checkName(subject: Subject, { catalog, report }: ModelContext): boolean {
  const { name } = subject.entry;
  if (name === undefined || !DEPLOYMENT_NAME.accepts(name)) return false;
  const problem = unknownModel(name, subject.entry, catalog);
  if (problem !== undefined) report(placeIn(subject, "name"), problem);
  return problem?.severity !== "error";
}

/** Whether an entry's name is itself reported as wrong, so that nothing else needs to say so. */
export function isNameRefused(entry: ModelEntry, catalog: Catalog): boolean {
  const { name } = entry;
  if (name === undefined) return false;
  if (!DEPLOYMENT_NAME.accepts(name)) return true;
  return catalog.find(name) === undefined && (catalog.spellingOf(name) !== undefined || !isInline(entry));
}

/** Whether the entry itself says what the catalogue would. */
function isInline(entry: ModelEntry): boolean {
  return "format" in entry && "version" in entry;
}

function unknownModel(name: string, entry: ModelEntry, catalog: Catalog): Problem | undefined {
  if (catalog.find(name) !== undefined) return undefined;
  const spelling = catalog.spellingOf(name);
  if (spelling !== undefined) {
    const message = `${named(name)} is not how Foundry spells the model: case counts`;
    return error("unknown-model", message, `write ${spelling}`);
  }
  if (isInline(entry)) {
    const message = `${name} is not in the catalogue, so only what the entry itself says can be checked`;
    return warning("unknown-model", message, "add it to config/catalog/models.yaml with its source");
  }
  const near = nearestFew(name, catalog.names).join(" or ");
  const formats = near === "" && !("format" in entry) ? ` (${catalog.formats.join(", ")})` : "";
  const inline = `give format${formats} and version in the entry, or add the model to config/catalog/models.yaml`;
  const message = `${named(name)} is not in the catalogue, so nothing is known of it`;
  return error("unknown-model", message, near === "" ? inline : `did you mean ${near}? If not, ${inline}`);
}

/**
 * Reports every entry whose name or Terraform address an earlier entry has already.
 * @returns the positions of the entries reported
 */
export function checkUnique(
  entries: readonly (ModelEntry | undefined)[],
  file: YamlFile,
  report: Report,
): ReadonlySet<number> {
  const reported = new Set<number>();
  const names = new Map<string, string>();
  const addresses = new Map<string, string>();
  for (const [index, entry] of entries.entries()) {
    if (entry?.name === undefined) continue;
    const { name } = entry;
    const sameName = names.get(name.toLowerCase());
    const sameAddress = addresses.get(deploymentId(name));
    names.set(name.toLowerCase(), sameName ?? name);
    addresses.set(deploymentId(name), sameAddress ?? name);
    const problem =
      sameName !== undefined
        ? duplicate(name, sameName)
        : sameAddress !== undefined
          ? collision(name, sameAddress)
          : undefined;
    if (problem === undefined) continue;
    reported.add(index);
    report(file.place(["models", index, "name"]), problem);
  }
  return reported;
}

function duplicate(name: string, earlier: string): Problem {
  const message =
    name === earlier
      ? `${name} is listed twice`
      : `${name} and ${earlier} differ only in case: Azure takes them for one deployment`;
  return error("duplicate-deployment", message, "keep one of the entries");
}

function collision(name: string, earlier: string): Problem {
  const message = `${earlier} and ${name} meet at one Terraform address, ${deploymentAddress(name)}`;
  return error("address-collision", message, "only one of the two can be deployed from here");
}
