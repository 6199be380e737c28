/** What Azure does by itself: version upgrades and content filters. */
import { RAI_POLICIES, VERSION_UPGRADE_OPTIONS } from "../model";
import type { ModelsFile } from "../schema";
import type { CheckedFile } from "../shape";
import { reportAt, reportEntry } from "./check";
import type { CheckContext, Problem, Subject } from "./check";
import { notOneOf } from "./offer";

export function checkDefaultPolicies({ file, asRead }: CheckedFile<ModelsFile>, { report }: CheckContext): void {
  const upgrade = upgradeProblem(asRead.defaults?.versionUpgradeOption);
  if (upgrade !== undefined) reportAt(report, file, ["defaults", "versionUpgradeOption"], upgrade);
  const filter = filterProblem(asRead.defaults?.raiPolicy);
  if (filter !== undefined) reportAt(report, file, ["defaults", "raiPolicy"], filter);
}

export function checkPolicies(subject: Subject, { asRead }: CheckedFile<ModelsFile>, { report }: CheckContext): void {
  const { entry } = subject;
  const upgrade = upgradeProblem(entry.versionUpgradeOption);
  if (upgrade !== undefined) reportEntry(report, subject, "versionUpgradeOption", upgrade);
  const filter = filterProblem(entry.raiPolicy);
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

function filterProblem(value: string | undefined): Problem | undefined {
  const isKnown = value === undefined || RAI_POLICIES.includes(value);
  return isKnown ? undefined : notOneOf("unknown-rai-policy", "a content filter that exists", value, RAI_POLICIES);
}

function pinContradiction(name: string | undefined, version: string): Problem {
  return {
    code: "pin-contradicts-upgrade",
    severity: "error",
    message: `${name ?? "the model"} is pinned to version ${version}, but OnceNewDefaultVersionAvailable lets Azure move it: every plan would move it back`,
    help: "use OnceCurrentVersionExpired, or leave version out to let Azure move it",
  };
}
