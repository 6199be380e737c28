/** Checks on `models.yaml`: each entry by itself, then the list. */
import { factsOf } from "../facts";
import type { ModelEntry } from "../facts";
import type { ModelsFile } from "../schema";
import type { CheckedFile } from "../shape";
import { grouped } from "../text";
import { checkCapacity, checkDefaultCapacity } from "./capacity";
import { reportAt } from "./check";
import type { CheckContext } from "./check";
import { checkLifecycle } from "./lifecycle";
import { checkName, checkUnique } from "./names";
import { checkOffer } from "./offer";
import { checkDefaultPolicies, checkPolicies } from "./policies";

/** @param location the account's region, when it is known to be one */
export function checkModels(
  models: CheckedFile<ModelsFile>,
  location: string | undefined,
  context: CheckContext,
): void {
  const { file, asRead } = models;
  const entries = asRead.models;
  if (entries === undefined) return;
  checkDefaultCapacity(models, context);
  checkDefaultPolicies(models, context);
  if (entries.length === 0) {
    const message = "the model list is empty, so there is nothing to deploy";
    reportAt(
      context.report,
      file,
      ["models"],
      { code: "empty-list", severity: "error", message, help: "add at least one model" },
      "key",
    );
  }
  const repeated = checkUnique(entries, file, context);
  checkCount(entries, models, context);
  for (const [index, entry] of entries.entries()) {
    // Of an entry that should not be there nothing more needs to be said.
    if (entry !== undefined && !repeated.has(index)) checkEntry(entry, index, models, location, context);
  }
}

function checkEntry(
  entry: ModelEntry,
  index: number,
  models: CheckedFile<ModelsFile>,
  location: string | undefined,
  context: CheckContext,
): void {
  const facts = factsOf(entry, context.catalog);
  const subject = { entry, facts, index, file: models.file };
  const isKnown = entry.name !== undefined && checkName({ ...entry, name: entry.name }, index, models.file, context);
  if (isKnown) {
    checkOffer(subject, location, context);
    checkLifecycle(subject, context);
  }
  checkCapacity(subject, models, context);
  checkPolicies(subject, models, context);
}

function checkCount(
  entries: readonly (ModelEntry | undefined)[],
  { file }: CheckedFile<ModelsFile>,
  context: CheckContext,
): void {
  const limit = context.catalog.deploymentsPerAccount;
  if (entries.length <= limit) return;
  reportAt(context.report, file, ["models", limit], {
    code: "too-many-deployments",
    severity: "warning",
    message: `${grouped(entries.length)} deployments, but Azure documents at most ${limit} for one account`,
    help: "spread the models over several accounts (one environment each), or have Azure raise the limit",
  });
}
