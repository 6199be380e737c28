/** What Azure does by itself: version upgrades and content filters. */
import { VERSION_UPGRADE_OPTIONS } from "../model";
import type { ModelsFile } from "../schema";
import type { CheckedFile } from "../shape";
import { reportAt, reportEntry } from "./check";
import type { CheckContext, Problem, Subject } from "./check";
import { notOneOf } from "./offer";

export function checkDefaultPolicies(
  { file, asRead }: CheckedFile<ModelsFile>,
  { report, raiPolicies }: CheckContext,
): void {
  const upgrade = upgradeProblem(asRead.defaults?.versionUpgradeOption);
  if (upgrade !== undefined) reportAt(report, file, ["defaults", "versionUpgradeOption"], upgrade);
  const filter = filterProblem(asRead.defaults?.raiPolicy, raiPolicies);
  if (filter !== undefined) reportAt(report, file, ["defaults", "raiPolicy"], filter);
}

export function checkPolicies(
  subject: Subject,
  { asRead }: CheckedFile<ModelsFile>,
  { report, raiPolicies }: CheckContext,
): void {
  const { entry } = subject;
  const upgrade = upgradeProblem(entry.versionUpgradeOption);
  if (upgrade !== undefined) reportEntry(report, subject, "versionUpgradeOption", upgrade);
  const filter = filterProblem(entry.raiPolicy, raiPolicies);
  if (filter !== undefined) reportEntry(report, subject, "raiPolicy", filter);
  const option = "versionUpgradeOption" in entry ? entry.versionUpgradeOption : asRead.defaults?.versionUpgradeOption;
  if (entry.version !== undefined && option === "OnceNewDefaultVersionAvailable") {
    const key = "versionUpgradeOption" in entry ? "versionUpgradeOption" : "version";
    reportEntry(report, subject, key, pinContradiction(entry.name, entry.version));
  }
}

function upgradeProblem(value: string | undefined): Problem | undefined {
  const isKnown = value === undefined || VERSION_UPGRADE_OPTIONS.some((option) => option === value);
  return isKnown
    ? undefined
    : notOneOf("version-upgrade-option", "a version upgrade option", value, VERSION_UPGRADE_OPTIONS);
}

/** @param known undefined when not all could be read: then any name may be right */
function filterProblem(value: string | undefined, known: readonly string[] | undefined): Problem | undefined {
  if (value === undefined || known === undefined || known.includes(value)) return undefined;
  const problem = notOneOf("unknown-rai-policy", "a content filter that exists", value, known);
  return { ...problem, help: `${problem.help}; a policy of your own is declared in raiPolicies of account.yaml` };
}

function pinContradiction(name: string | undefined, version: string): Problem {
  return {
    code: "pin-contradicts-upgrade",
    severity: "error",
    message: `${name ?? "the model"} is pinned to version ${version}, but OnceNewDefaultVersionAvailable lets Azure move it: every plan would move it back`,
    help: "use OnceCurrentVersionExpired, or leave version out to let Azure move it",
  };
}
