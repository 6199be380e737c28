import type { Section } from "../section";
import { adoptable } from "./adopt";
import { check } from "./checks";
import { resolve } from "./resolve";
import { resources } from "./resources";
import type { MonitoringSettings } from "./rules";
import { shape } from "./shape";

/** Undefined: no logs are kept and nobody is told. */
export const monitoring: Section<typeof shape, MonitoringSettings | undefined> = {
  shape,
  check,
  resolve,
  adoptable,
  effect: {
    cost: "Azure bills logs by the GB and alerts by the series",
    blocks: "blocks nothing",
    roles:
      "Monitoring Contributor, which Contributor includes, and for logs Log Analytics Contributor on the workspace",
    page: "docs/runbooks/watch.md",
  },
  resourceProviders: ["Microsoft.Insights"],
  resources,
};
