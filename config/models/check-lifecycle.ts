/** Where a model stands in its life on the day of the check. */
import type { Catalog } from "../catalog/catalog";
import { error, type Problem, warning } from "../findings/report";
import { plural, PROGRAM } from "../text";
import { saidBy } from "./facts";
import { lifeOf } from "./life";
import { type ModelContext, placeIn, type Subject } from "./subject";

export function checkLifecycle(subject: Subject, context: ModelContext): void {
  const retirement = retirementProblem(subject, context);
  const stage = retirement?.code === "retired" ? undefined : stageProblem(subject);
  for (const problem of [retirement, stage]) {
    if (problem === undefined) continue;
    context.report(placeIn(subject, "name"), { ...problem, subject: subject.entry.name });
  }
}

/** Some of the models that Microsoft names are not sold as GlobalStandard, so the catalogue lacks them. */
function successionHelp(model: string, successor: string | undefined, catalog: Catalog): string {
  const steps = `deploy it, switch the layers, then remove ${model}`;
  if (successor === undefined) return `choose a successor: ${steps}`;
  const isListed = catalog.versionsOf(successor).length > 0;
  if (!isListed) return `choose a successor (Microsoft names ${successor}, which the catalogue lacks): ${steps}`;
  return `move to ${successor}: ${steps}; ${swapCommand(model, successor)} makes the edits, one step a run`;
}

/** The command that takes a swap of models one step further. */
export function swapCommand(model: string, successor: string): string {
  return `${PROGRAM} swap ${model} ${successor}`;
}

function retirementProblem({ entry, facts }: Subject, { today, catalog }: ModelContext): Problem | undefined {
  const help = successionHelp(entry.name ?? "the model", facts.replacement, catalog);
  const { urgency, daysLeft = Infinity } = lifeOf(facts, today);
  if (urgency === "retired") {
    const since = daysLeft <= 0 ? ` on ${facts.retirement}` : "";
    const said = daysLeft <= 0 ? saidBy(facts, "retirement") : saidBy(facts, "lifecycle");
    const message = `${entry.name} was retired${since}: calls to it fail${said}`;
    return { ...error("retired", message, help), dated: facts.lifecycle !== "Retired" };
  }
  if (urgency !== "error" && urgency !== "warning") return undefined;
  const message = `${entry.name} retires on ${facts.retirement}, in ${plural(daysLeft, "day")}${saidBy(facts, "retirement")}`;
  const problem = urgency === "error" ? error : warning;
  return { ...problem("retiring", message, help), dated: true };
}

function stageProblem({ entry, facts }: Subject): Problem | undefined {
  switch (facts.lifecycle) {
    case "Deprecated":
      return warning(
        "deprecated",
        `${entry.name} is deprecated: subscriptions that do not use it yet cannot create it${saidBy(facts, "lifecycle")}`,
        facts.replacement === undefined ? "plan its successor" : `plan the move to ${facts.replacement}`,
      );
    case "Preview":
      return warning(
        "preview",
        `${entry.name} is a preview model: no service level, and it may change or retire at short notice${saidBy(facts, "lifecycle")}`,
        "keep a tested alternative at hand, or waive this in account.yaml",
      );
    default:
      return undefined;
  }
}
