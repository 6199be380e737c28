import type { Section } from "../section";
import { check } from "./checks";
import { resolve } from "./resolve";
import type { Policy } from "./rules";
import { shape } from "./shape";

export const policy: Section<typeof shape, Policy> = { shape, check, resolve };
