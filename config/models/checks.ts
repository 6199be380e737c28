/** Checks on `models.yaml`: each entry by itself, then the list. */
import type { AsRead, CheckedFile } from "../files/shape";
import { warning } from "../findings/report";
import { grouped } from "../text";
import { checkCapacity } from "./check-capacity";
import { checkLifecycle } from "./check-lifecycle";
import { checkName, checkUnique } from "./check-names";
import { checkOffer } from "./check-offer";
import { checkUpgradesAndFilters, filterProblem } from "./check-upgrades-and-filters";
import { factsOf } from "./facts";
import type { ModelsFile } from "./shape";
import type { ModelContext, Subject } from "./subject";

export function checkModels({ file, asRead }: CheckedFile<ModelsFile>, context: ModelContext): void {
  const { models: entries, defaults } = asRead;
  if (entries === undefined) return;
  const filter = filterProblem(defaults?.raiPolicy, context.raiPolicies);
  if (filter !== undefined) context.report(file.place(["defaults", "raiPolicy"]), filter);
  const repeated = checkUnique(entries, file, context.report);
  const limit = context.catalog.deploymentsPerAccount;
  if (entries.length > limit) {
    const message = `${grouped(entries.length)} deployments, but Azure documents at most ${limit} for one account`;
    const help = "spread the models over several accounts (one environment each), or have Azure raise the limit";
    context.report(file.place(["models", limit]), warning("too-many-deployments", message, help));
  }
  for (const [index, entry] of entries.entries()) {
    // Of an entry that should not be there nothing more needs to be said.
    if (entry === undefined || repeated.has(index)) continue;
    checkEntry({ entry, facts: factsOf(entry, context.catalog), index, file }, defaults, context);
  }
}

function checkEntry(subject: Subject, defaults: AsRead<ModelsFile>["defaults"], context: ModelContext): void {
  if (checkName(subject, context)) {
    checkOffer(subject, context);
    checkLifecycle(subject, context);
  }
  checkCapacity(subject, defaults, context);
  checkUpgradesAndFilters(subject, defaults, context);
}
