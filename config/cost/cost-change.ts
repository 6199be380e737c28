/** The difference between the monthly costs of two environments, per layer and in total. */
import { addUp, type Cost, type LayerCost, missingIn, type MonthlyCost, unique } from "./monthly-cost";
import type { Estimate } from "../model";

/** After less before, USD a month; negative when it becomes cheaper. */
export type CostChange =
  | { readonly kind: "known"; readonly usd: Estimate }
  | { readonly kind: "unknown"; readonly missing: readonly string[] };

/** A layer that is on at least one side; undefined where it is not. */
export interface LayerChange {
  readonly layer: string;
  readonly before: LayerCost | undefined;
  readonly after: LayerCost | undefined;
  readonly change: CostChange;
}

/** What changes from one environment to another. */
export interface CostChanges {
  /** Layers of both sides, those of `before` first. */
  readonly layers: readonly LayerChange[];
  /** Known when the change of every layer is: a layer that stays as it is may be unknown. */
  readonly total: CostChange;
}

const NOTHING: Cost = { kind: "known", usd: { low: 0, high: 0 } };

/** The difference per layer and in total. Of a layer of unknown volumes the caller has to know that its price is the same. */
export function costChanges(before: MonthlyCost, after: MonthlyCost): CostChanges {
  const names = new Set([...before.layers, ...after.layers].map(({ layer }) => layer));
  const layers = [...names].map((layer): LayerChange => {
    const old = before.layers.find((one) => one.layer === layer);
    const now = after.layers.find((one) => one.layer === layer);
    return { layer, before: old, after: now, change: changeOf(old, now) };
  });
  return { layers, total: sumOfChanges(layers.map(({ change }) => change)) };
}

function changeOf(before: LayerCost | undefined, after: LayerCost | undefined): CostChange {
  const [old, now] = [before?.cost ?? NOTHING, after?.cost ?? NOTHING];
  if (old.kind === "known" && now.kind === "known") {
    return { kind: "known", usd: { low: now.usd.low - old.usd.low, high: now.usd.high - old.usd.high } };
  }
  if (isSame(before, after)) return { kind: "known", usd: { low: 0, high: 0 } };
  return { kind: "unknown", missing: unique([...missingIn(old), ...missingIn(now)]) };
}

/** The same volumes, known or not, of the same model at the same price. */
function isSame(before: LayerCost | undefined, after: LayerCost | undefined): boolean {
  const basis = (one?: LayerCost): string => JSON.stringify([one?.model, one?.usage, one?.cost]);
  return basis(before) === basis(after);
}

function sumOfChanges(changes: readonly CostChange[]): CostChange {
  const missing = unique(changes.flatMap((change) => (change.kind === "unknown" ? change.missing : [])));
  if (missing.length > 0) return { kind: "unknown", missing };
  return { kind: "known", usd: addUp(changes.flatMap((change) => (change.kind === "known" ? [change.usd] : []))) };
}
