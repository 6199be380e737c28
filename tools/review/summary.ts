/** All changes of one environment together. */
import { SEVERITIES, type Severity } from "../../config/findings/severity";
import { compareText } from "../../config/text";
import { type Context, type Side, sorted } from "./context";
import { layerSwitches } from "./judge-routing";
import { retirementChanges } from "./lifecycle-stage";
import { orderOf } from "./order";
import { type Action, ACTIONS, type CapacityChange, type Change, isPlanned, type Summary } from "./review-model";

export function summarise(
  changes: readonly Change[],
  context: Context,
  { cost, refused, notes }: Pick<Summary, "cost" | "refused" | "notes">,
): Summary {
  const { before, after, today } = context;
  const { steps, deploy, notes: onOrder } = orderOf(changes, context);
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
    retirements: retirementChanges(before, after, today),
    notCoveredByCredits: notCovered(before, after),
    cost,
    order: steps,
    deploy,
    notes: [...onOrder, ...notes],
  };
}

function countActions(changes: readonly Change[]): Record<Action, number> {
  const count = (action: Action): number => changes.filter((one) => one.action === action).length;
  return Object.fromEntries(ACTIONS.map((action) => [action, count(action)])) as Record<Action, number>;
}

function capacityChanges(before: Side | undefined, after: Side | undefined): Summary["capacity"] {
  const [old, now] = [capacities(before), capacities(after)];
  const rows = [...new Set([...old.keys(), ...now.keys()])].sort(compareText).map((model): CapacityChange => {
    const [was, is] = [old.get(model) ?? 0, now.get(model) ?? 0];
    return { model, before: was, after: is, peak: Math.max(was, is) };
  });
  const sum = (part: "before" | "after" | "peak"): number => rows.reduce((total, row) => total + row[part], 0);
  return {
    models: rows.filter((row) => row.before !== row.after),
    total: { before: sum("before"), after: sum("after"), peak: sum("peak") },
  };
}

function capacities(side: Side | undefined): ReadonlyMap<string, number> {
  return new Map(side?.environment.deployments.map(({ name, capacity }) => [name, capacity.thousands]));
}

function notCovered(before: Side | undefined, after: Side | undefined): Summary["notCoveredByCredits"] {
  const names = (side: Side | undefined): string[] =>
    side?.environment.deployments.flatMap(({ name, directFromAzure }) => (directFromAzure ? [] : [name])) ?? [];
  const [old, now] = [names(before), names(after)];
  return { gained: now.filter((name) => !old.includes(name)), lost: old.filter((name) => !now.includes(name)) };
}
