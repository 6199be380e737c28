import type { Section } from "../section";
import { adoptable } from "./adopt";
import { check } from "./checks";
import { resources } from "./resources";
import type { LockLevel } from "./rules";
import { shape } from "./shape";

/** Undefined: no lock. */
export const lock: Section<typeof shape, LockLevel | undefined> = {
  shape,
  check,
  resolve: (level) => level,
  adoptable,
  effect: {
    cost: "costs nothing",
    blocks: "Azure refuses to delete the account or anything on it until the lock has gone",
    roles: "User Access Administrator or Owner",
    page: "docs/runbooks/remove-a-model.md",
  },
  resources,
};
