/** What Azure does by itself: version upgrades and content filters. */
import type { AsRead } from "../files/shape";
import { error, type Problem } from "../findings/report";
import { notOneOf } from "../rule";
import { pinFault } from "./rules";
import type { ModelsFile } from "./shape";
import { type ModelContext, placeIn, type Subject } from "./subject";

export function checkUpgradesAndFilters(
  subject: Subject,
  defaults: AsRead<ModelsFile>["defaults"],
  { report, raiPolicies }: ModelContext,
): void {
  const { entry } = subject;
  const filter = filterProblem(entry.raiPolicy, raiPolicies);
  if (filter !== undefined) report(placeIn(subject, "raiPolicy"), filter);
  const isOwn = "versionUpgradeOption" in entry;
  const option = isOwn ? entry.versionUpgradeOption : defaults?.versionUpgradeOption;
  const fault = entry.version === undefined ? undefined : pinFault(entry.name ?? "the model", entry.version, option);
  if (fault === undefined) return;
  const place = placeIn(subject, isOwn ? "versionUpgradeOption" : "version");
  report(place, error("pin-contradicts-upgrade", fault.message, fault.help));
}

/** @param known undefined when not all could be read: then any name may be right */
export function filterProblem(value: string | undefined, known: readonly string[] | undefined): Problem | undefined {
  if (value === undefined || known === undefined || known.includes(value)) return undefined;
  const { message, help } = notOneOf(value, "a content filter that exists", known);
  return error(
    "unknown-rai-policy",
    message,
    `${help}; a policy of your own is declared in raiPolicies of account.yaml`,
  );
}
