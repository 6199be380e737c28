import type { Section } from "../section";
import { adoptable } from "./adopt";
import { check } from "./checks";
import { resolve } from "./resolve";
import { resources } from "./resources";
import type { RaiPolicySettings } from "./rules";
import { shape } from "./shape";

export const raiPolicies: Section<typeof shape, readonly RaiPolicySettings[]> = {
  shape,
  check,
  resolve,
  adoptable,
  effect: {
    cost: "costs nothing",
    blocks: "blocks what its filters catch, once a model uses it",
    page: "docs/runbooks/watch.md",
  },
  resources,
};
