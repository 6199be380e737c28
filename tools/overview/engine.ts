import type { LayoutEngine } from "./pictures/graph-layout";

/** Graphviz, loaded when asked for: no other command waits for it. */
export async function layoutEngine(): Promise<LayoutEngine> {
  const { instance } = await import("@viz-js/viz");
  return instance();
}
