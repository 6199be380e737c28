/** What is used of Graphviz: its own types are where this project's way of resolving modules does not look. */
declare module "@viz-js/viz" {
  export function instance(): Promise<{ renderJSON(graph: object): object }>;
}
