/** What Azure does by itself: version upgrades and content filters. */
import type { AsRead } from "../files/shape";
import { error, type Problem } from "../findings/report";
import { notOneOf } from "../rule";
import { contradictsPin } from "./rules";
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
  if (!contradictsPin(entry.version !== undefined, option)) return;
  const message = `${entry.name ?? "the model"} is pinned to version ${entry.version}, but OnceNewDefaultVersionAvailable lets Azure move it: every plan would move it back`;
  const help = "use OnceCurrentVersionExpired, or leave version out to let Azure move it";
  report(placeIn(subject, isOwn ? "versionUpgradeOption" : "version"), error("pin-contradicts-upgrade", message, help));
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
