import type { Section } from "../section";
import { check } from "./checks";
import { resolve } from "./resolve";
import type { StateBackend } from "./rules";
import { shape } from "./shape";

export const state: Section<typeof shape, StateBackend> = { shape, check, resolve };
