/** All changes of one environment together. */
import type { CostChange } from "../../config/cost/cost-change";
import { compareText } from "../../config/text";
import { type Context, type Side, sorted } from "./context";
import { layerSwitches } from "./judge-routing";
import { retirementChanges } from "./lifecycle-stage";
import { orderOf } from "./order";
import { type Action, ACTIONS, type CapacityChange, type Change, type Summary, worst } from "./review-model";

export function summarise(
  changes: readonly Change[],
  context: Context,
  cost: CostChange,
  { refused, notes }: Pick<Summary, "refused" | "notes">,
): Summary {
  const { before, after, today } = context;
  const order = orderOf(changes, context);
  return {
    refused,
    actions: countActions(changes),
    outage: sorted(changes.flatMap(({ outage, layers }) => (outage ? layers : []))),
    severity: worst([...changes.map(({ severity }) => severity), ...refused.map(() => "error" as const)]),
    layers: layerSwitches({ before, after }),
    capacity: capacityChanges(before, after),
    retirements: retirementChanges(before, after, today),
    notCoveredByCredits: notCovered(before, after),
    cost,
    order: order.steps,
    notes: [...order.notes, ...notes],
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
