/** All changes of one environment together. */
import { SEVERITIES, type Severity } from "../../config/findings/severity";
import { type Context, type Side, sorted } from "./context";
import { capacityChanges } from "./capacity";
import { layerSwitches } from "./judge-routing";
import { retirementChanges } from "./lifecycle-stage";
import { orderOf } from "./order";
import { type Action, ACTIONS, type Change, isPlanned, type Summary } from "./review-model";
import { isAtLeast } from "./risk";
import { swapStep } from "./swap-step";

interface Given extends Pick<Summary, "cost" | "refused" | "notes" | "quota"> {
  /** Whether all of the change is known. */
  readonly isWhole: boolean;
}

export function summarise(
  changes: readonly Change[],
  context: Context,
  { isWhole, cost, refused, notes, quota }: Given,
): Summary {
  const { before, after, today } = context;
  const { steps, deploy, notes: onOrder } = orderOf(changes, context);
  // Where something fails, what comes next is to mend it.
  const isStep = isWhole && !changes.some(({ risk }) => isAtLeast(risk, "outage"));
  const step = isStep ? swapStep(context) : undefined;
  const severities: readonly Severity[] = [
    ...changes.map(({ severity }) => severity),
    ...(refused.length > 0 ? (["error"] as const) : []),
  ];
  return {
    refused,
    actions: countActions(changes.filter(isPlanned)),
    outage: sorted(changes.flatMap(({ outage, layers }) => (outage ? layers : []))),
    severity: SEVERITIES.find((one) => severities.includes(one)) ?? "note",
    layers: layerSwitches(context),
    capacity: capacityChanges(before, after),
    quota,
    retirements: retirementChanges(before, after, today),
    notCoveredByCredits: notCovered(before, after),
    cost,
    order: steps,
    deploy,
    notes: [...onOrder, ...(step === undefined ? [] : [step]), ...notes],
  };
}

function countActions(changes: readonly Change[]): Record<Action, number> {
  const count = (action: Action): number => changes.filter((one) => one.action === action).length;
  return Object.fromEntries(ACTIONS.map((action) => [action, count(action)])) as Record<Action, number>;
}

function notCovered(before: Side | undefined, after: Side | undefined): Summary["notCoveredByCredits"] {
  const names = (side: Side | undefined): string[] =>
    side?.environment.deployments.flatMap(({ name, directFromAzure }) => (directFromAzure ? [] : [name])) ?? [];
  const [old, now] = [names(before), names(after)];
  return { gained: now.filter((name) => !old.includes(name)), lost: old.filter((name) => !now.includes(name)) };
}
