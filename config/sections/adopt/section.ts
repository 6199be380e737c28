import type { Section } from "../section";
import { check } from "./checks";
import { shape } from "./shape";

/** Resolved last, since it names things of every other section. */
export const adopt: Section<typeof shape, never> = { shape, check };
