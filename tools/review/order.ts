/** The order of deploys that gets from one configuration to the other without an outage. */
import { foundryStackName, llmConfigStackName } from "../../config/addresses";
import { type Context, layersUsing, usersOf } from "./context";

import type { Change } from "./review-model";

export interface Order {
  /** Each step is deployed before the next; empty when none is needed. */
  readonly steps: readonly string[];
  /** What is wrong with doing it all at once. */
  readonly notes: readonly string[];
}

const AT_ONCE = "this adds a model, moves a layer to it and removes the old model at once";

/** For an environment that is there on both sides. */
export function orderOf(changes: readonly Change[], context: Context): Order {
  const { name, before, after } = context;
  if (before === undefined || after === undefined) return { steps: [], notes: [] };
  const now = usersOf(after.environment.llm);
  const old = usersOf(before.environment.llm);
  const deployments = changes.filter(({ kind }) => kind === "deployment");
  const created = deployments.filter((one) => one.action === "create" && now.has(one.name));
  const removed = deployments.filter((one) => one.action === "delete" && (old.has(one.name) || now.has(one.name)));
  const stuck = removed.filter((one) => now.has(one.name));
  const moved = changes.filter(({ kind, fields }) => kind === "layer" && fields.some(isModel));
  if (created.length + removed.length === 0) return { steps: [], notes: [] };
  const stuckLayers = layersUsing({ ...context, before: undefined }, ...stuck.map((one) => one.name));
  const switches = [
    ...(moved.length > 0 ? [`switch ${namesOf(moved)}`] : []),
    ...(stuck.length > 0 ? [`move ${stuckLayers.join(", ")} away from ${namesOf(stuck)}`] : []),
  ];
  const steps = [
    ...(created.length > 0 ? [`add ${namesOf(created)}: deploy ${foundryStackName(name)}`] : []),
    ...(switches.length > 0
      ? [`${switches.join(", ")}: deploy ${llmConfigStackName(name)} and restart the pods of these layers`]
      : []),
    ...(removed.length > 0
      ? [`remove ${namesOf(removed)}: deploy ${foundryStackName(name)} again, in a pull request of its own`]
      : []),
  ];
  const isSwap = created.length > 0 && moved.length > 0 && removed.length > 0;
  return { steps: steps.length > 1 ? steps : [], notes: isSwap ? [AT_ONCE] : [] };
}

function isModel({ field }: { readonly field: string }): boolean {
  return field === "model" || field === "fallbacks";
}

function namesOf(changes: readonly Change[]): string {
  return changes.map(({ name }) => name).join(", ");
}
