import type { Section } from "../section";
import { adoptable } from "./adopt";
import { check } from "./checks";
import { resolve } from "./resolve";
import { resources } from "./resources";
import type { BudgetSettings } from "./rules";
import { shape } from "./shape";

/** Undefined: nobody is told what the account costs. */
export const budget: Section<typeof shape, BudgetSettings | undefined> = {
  shape,
  check,
  resolve,
  adoptable,
  effect: {
    cost: "costs nothing",
    blocks: "blocks nothing: it only tells, and nothing of what credits pay",
    roles: "Cost Management Contributor, which Contributor includes",
    page: "docs/runbooks/watch.md",
  },
  resourceProviders: ["Microsoft.Consumption"],
  resources,
};
