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
  resourceProviders: ["Microsoft.Insights"],
  resources,
};
