/** Thousands of tokens a minute before, after and while the change runs. */
import { compareText } from "../../config/text";
import type { Side } from "./context";
import type { CapacityChange, Summary } from "./review-model";

export function capacityChanges(before: Side | undefined, after: Side | undefined): Summary["capacity"] {
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
