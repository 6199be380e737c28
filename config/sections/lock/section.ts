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
  resources,
};
