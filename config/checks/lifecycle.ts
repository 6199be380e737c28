/** Where a model stands in its life on the day of the check. */
import type { Catalog } from "../catalog";
import { isDate, LIFECYCLES } from "../model";
import { reportEntry } from "./check";
import type { CheckContext, Problem, Subject } from "./check";
import { notOneOf } from "./offer";

/** Days before retirement from which it is an error. */
export const RETIRING_ERROR_DAYS = 30;
/** Days before retirement from which it is a warning. */
export const RETIRING_WARNING_DAYS = 120;
const DAY_MS = 24 * 60 * 60 * 1000;

export function checkLifecycle(subject: Subject, context: CheckContext): void {
  const { entry } = subject;
  if (entry.lifecycle !== undefined && !LIFECYCLES.includes(entry.lifecycle)) {
    reportEntry(
      context.report,
      subject,
      "lifecycle",
      notOneOf("lifecycle", "a lifecycle stage", entry.lifecycle, LIFECYCLES),
    );
  }
  if (entry.retirement !== undefined && !isDate(entry.retirement)) {
    const message = `${JSON.stringify(entry.retirement)} is not a day`;
    reportEntry(context.report, subject, "retirement", {
      code: "date",
      severity: "error",
      message,
      help: "write a day of the calendar as YYYY-MM-DD",
    });
  }
  const retirement = retirementProblem(subject, context);
  if (retirement !== undefined) reportEntry(context.report, subject, "name", retirement);
  const stage = stageProblem(subject);
  if (stage !== undefined && retirement?.code !== "retired") reportEntry(context.report, subject, "name", stage);
}

/** Some of the models that Microsoft names are not sold as GlobalStandard, so the catalogue lacks them. */
function successor(name: string | undefined, catalog: Catalog): string {
  if (name === undefined) return "choose a successor";
  const isListed = catalog.versionsOf(name).length > 0;
  return isListed ? `move to ${name}` : `choose a successor (Microsoft names ${name}, which the catalogue lacks)`;
}

function retirementProblem({ entry, facts }: Subject, { today, catalog }: CheckContext): Problem | undefined {
  const replacement = successor(facts.replacement, catalog);
  const help = `${replacement}: deploy it, switch the layers, then remove ${entry.name}`;
  const day = facts.retirement !== undefined && isDate(facts.retirement) ? facts.retirement : undefined;
  const daysLeft = day === undefined ? Infinity : daysBetween(today, day);
  if (facts.lifecycle === "Retired" || daysLeft <= 0) {
    const since = day !== undefined && daysLeft <= 0 ? ` on ${day}` : "";
    const message = `${entry.name} was retired${since}: calls to it fail`;
    return { code: "retired", severity: "error", message, help, dated: facts.lifecycle !== "Retired" };
  }
  if (daysLeft > RETIRING_WARNING_DAYS) return undefined;
  const message = `${entry.name} retires on ${day}, in ${daysLeft} day${daysLeft === 1 ? "" : "s"}`;
  return {
    code: "retiring",
    severity: daysLeft <= RETIRING_ERROR_DAYS ? "error" : "warning",
    message,
    help,
    dated: true,
  };
}

function stageProblem({ entry, facts }: Subject): Problem | undefined {
  switch (facts.lifecycle) {
    case "Deprecated":
      return {
        code: "deprecated",
        severity: "warning",
        message: `${entry.name} is deprecated: subscriptions that do not use it yet cannot create it`,
        help: facts.replacement === undefined ? "plan its successor" : `plan the move to ${facts.replacement}`,
      };
    case "Preview":
      return {
        code: "preview",
        severity: "warning",
        message: `${entry.name} is a preview model: no service level, and it may change or retire at short notice`,
        help: "keep a tested alternative at hand, or waive this in account.yaml",
      };
    default:
      return undefined;
  }
}

/** Whole days from one day to another, both YYYY-MM-DD; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
