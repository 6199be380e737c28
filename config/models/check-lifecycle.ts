/** Where a model stands in its life on the day of the check. */
import type { Catalog } from "../catalog/catalog";
import { daysBetween } from "../days";
import { error, type Problem, warning } from "../findings/report";
import { isDate } from "../values";
import { type ModelContext, placeIn, type Subject } from "./subject";

/** Days before retirement from which it is an error. */
export const RETIRING_ERROR_DAYS = 30;
/** Days before retirement from which it is a warning. */
export const RETIRING_WARNING_DAYS = 120;

export function checkLifecycle(subject: Subject, context: ModelContext): void {
  const retirement = retirementProblem(subject, context);
  const stage = retirement?.code === "retired" ? undefined : stageProblem(subject);
  for (const problem of [retirement, stage]) {
    if (problem === undefined) continue;
    context.report(placeIn(subject, "name"), { ...problem, subject: subject.entry.name });
  }
}

/** Some of the models that Microsoft names are not sold as GlobalStandard, so the catalogue lacks them. */
function successor(name: string | undefined, catalog: Catalog): string {
  if (name === undefined) return "choose a successor";
  const isListed = catalog.versionsOf(name).length > 0;
  return isListed ? `move to ${name}` : `choose a successor (Microsoft names ${name}, which the catalogue lacks)`;
}

function retirementProblem({ entry, facts }: Subject, { today, catalog }: ModelContext): Problem | undefined {
  const replacement = successor(facts.replacement, catalog);
  const help = `${replacement}: deploy it, switch the layers, then remove ${entry.name}`;
  const day = facts.retirement !== undefined && isDate(facts.retirement) ? facts.retirement : undefined;
  const daysLeft = day === undefined ? Infinity : daysBetween(today, day);
  if (facts.lifecycle === "Retired" || daysLeft <= 0) {
    const since = day !== undefined && daysLeft <= 0 ? ` on ${day}` : "";
    const message = `${entry.name} was retired${since}: calls to it fail`;
    return { ...error("retired", message, help), dated: facts.lifecycle !== "Retired" };
  }
  if (daysLeft > RETIRING_WARNING_DAYS) return undefined;
  const message = `${entry.name} retires on ${day}, in ${daysLeft} day${daysLeft === 1 ? "" : "s"}`;
  const problem = daysLeft <= RETIRING_ERROR_DAYS ? error : warning;
  return { ...problem("retiring", message, help), dated: true };
}

function stageProblem({ entry, facts }: Subject): Problem | undefined {
  switch (facts.lifecycle) {
    case "Deprecated":
      return warning(
        "deprecated",
        `${entry.name} is deprecated: subscriptions that do not use it yet cannot create it`,
        facts.replacement === undefined ? "plan its successor" : `plan the move to ${facts.replacement}`,
      );
    case "Preview":
      return warning(
        "preview",
        `${entry.name} is a preview model: no service level, and it may change or retire at short notice`,
        "keep a tested alternative at hand, or waive this in account.yaml",
      );
    default:
      return undefined;
  }
}
