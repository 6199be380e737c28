/** Which step of a swap a change is: a model comes, layers move to it, the old one goes, each deployed before the next. */
import type { Environment } from "../../config/environment";
import { listed } from "../../config/text";
import { type Context, sorted, usersOf } from "./context";

/** Undefined where the change is none, or more than one of them. */
export function swapStep({ before, after }: Pick<Context, "before" | "after">): string | undefined {
  if (before === undefined || after === undefined) return undefined;
  const [old, now] = [before.environment, after.environment];
  const [added, removed] = [namesOnlyIn(now, old), namesOnlyIn(old, now)];
  const left = modelsLeft(old, now);
  if (added.length > 0 && removed.length + left.length === 0 && !added.some((name) => usersOf(now.llm).has(name))) {
    return `as a step of a swap this is the first: layers can move to ${listed(added)} once it is deployed`;
  }
  if (left.length > 0 && added.length + removed.length === 0) return secondStep(left, now);
  if (removed.length > 0 && added.length + left.length === 0 && !removed.some((name) => usersOf(old.llm).has(name))) {
    return `as a step of a swap this is the last: no layer uses ${listed(removed)}`;
  }
  return undefined;
}

function secondStep(left: readonly string[], now: Environment): string {
  const layers = sorted(left.flatMap((model) => [...(usersOf(now.llm).get(model) ?? [])]));
  const then =
    layers.length > 0
      ? `${listed(layers)} still use${layers.length === 1 ? "s" : ""} ${listed(left)}`
      : `${listed(left)} can go once this is deployed, the pods have restarted and nothing calls it`;
  return `as a step of a swap this is the second: ${then}`;
}

/** Models that some layer has used and uses no longer, for another that is deployed. */
function modelsLeft(old: Environment, now: Environment): string[] {
  const deployed = new Set(now.deployments.map(({ name }) => name));
  return sorted(
    old.llm.layers.flatMap((layer) => {
      const next = now.llm.layers.find((one) => one.layer === layer.layer);
      if (next === undefined) return [];
      const models = [next.model, ...next.fallbacks];
      const isReplaced = models.some(
        (model) => deployed.has(model) && ![layer.model, ...layer.fallbacks].includes(model),
      );
      return isReplaced ? [layer.model, ...layer.fallbacks].filter((model) => !models.includes(model)) : [];
    }),
  );
}

function namesOnlyIn(one: Environment, other: Environment): string[] {
  const names = new Set(other.deployments.map(({ name }) => name));
  return one.deployments.flatMap(({ name }) => (names.has(name) ? [] : [name]));
}
