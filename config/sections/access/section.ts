import type { Section } from "../section";
import { adoptable } from "./adopt";
import { check } from "./checks";
import { resolve } from "./resolve";
import { resources } from "./resources";
import type { AccessGrant } from "./rules";
import { shape } from "./shape";

export const access: Section<typeof shape, readonly AccessGrant[]> = {
  shape,
  check,
  resolve,
  adoptable,
  effect: {
    cost: "costs nothing",
    blocks: "blocks nothing",
    roles: "Role Based Access Control Administrator",
    page: "docs/runbooks/pod-identity.md",
  },
  resources,
};
