import type { Section } from "../section";
import type { Waiver } from "./rules";
import { shape } from "./shape";

export const waivers: Section<typeof shape, readonly Waiver[]> = { shape, resolve: (given) => given ?? [] };
