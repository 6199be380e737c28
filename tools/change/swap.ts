/**
 * One model in place of another, a step at a time, each deployed before the next. No plan is kept anywhere: the configuration
 * says which step is next, and the difference from the main branch which one is under way.
 */
import type { EnvironmentFiles } from "../../config/read";
import { type NewModel, planAdd, versionOf } from "./add";
import { layersOf, ModelList, type Plan, type Target, unlistedModel, usersOf } from "./plan";
import { planRemove } from "./remove";
import { planMove } from "./switch";

/** The steps in their order. */
export const SWAP_STEPS = ["add", "move", "remove"] as const;
export type SwapStep = (typeof SWAP_STEPS)[number];

export interface Swap {
  readonly from: string;
  readonly to: NewModel;
  /** Move only these layers. */
  readonly layers: readonly string[];
}

export interface PlannedStep extends Plan {
  readonly step: SwapStep;
}

/**
 * The next step.
 * @returns undefined when nothing is left to do
 * @throws Refused as the single commands do
 */
export function planStep(target: Target, { from, to, layers }: Swap): PlannedStep | undefined {
  const models = new ModelList(target);
  const users = usersOf(from, layersOf(target));
  if (!models.has(from) && users.length === 0) {
    if (!models.has(to.name)) throw unlistedModel(from, models);
    return undefined;
  }
  if (!models.has(to.name)) {
    const then = users.length > 0 ? planMove(target, from, to.name, layers) : undefined;
    return { step: "add", ...planAdd(target, to), ...(then && { then }) };
  }
  if (users.length > 0) return { step: "move", ...planMove(target, from, to.name, layers) };
  return { step: "remove", ...planRemove(target, from) };
}

/**
 * Sees that both models of a step that is under way are known.
 * @param base the environment before it
 * @throws Refused as the first step does
 */
export function requireNames(target: Target, { from, to }: Swap, base: Files): void {
  const models = new ModelList(target);
  if (!models.has(to.name)) versionOf(to, target.catalog);
  const isKnown = models.has(from) || stateOf(base).models.has(from) || usersOf(from, layersOf(target)).length > 0;
  if (!isKnown) throw unlistedModel(from, models);
}

/** What is known of an environment's models and layers in one revision. */
type Files = Pick<EnvironmentFiles, "models" | "llm"> | undefined;

/** The steps of a swap that lie between two states of an environment: more than one where too much was done at once. */
export function stepsBetween(before: Files, after: Files, from: string, to: string): SwapStep[] {
  const [old, now] = [stateOf(before), stateOf(after)];
  const isMoved = [...now.users].some(
    ([layer, models]) => models.has(to) && !models.has(from) && old.users.get(layer)?.has(from),
  );
  const hasHappened: Record<SwapStep, boolean> = {
    add: now.models.has(to) && !old.models.has(to),
    move: isMoved,
    remove: old.models.has(from) && !now.models.has(from),
  };
  return SWAP_STEPS.filter((step) => hasHappened[step]);
}

function stateOf(files: Files) {
  const layers = Object.entries(files?.llm?.asRead.layers ?? {});
  return {
    models: new Set(files?.models?.asRead.models?.map((entry) => entry?.name)),
    users: new Map(layers.map(([name, layer]) => [name, new Set([layer?.model, ...(layer?.fallbacks ?? [])])])),
  };
}
