/** The list of all optional sections of account.yaml; everything that goes through sections goes through it. */
import type * as z from "zod/mini";
import { optional } from "../files/schema-parts";
import { access } from "./access/section";
import { adopt } from "./adopt/section";
import { budget } from "./budget/section";
import { cost } from "./cost/section";
import { identity } from "./identity/section";
import { lock } from "./lock/section";
import { monitoring } from "./monitoring/section";
import { network } from "./network/section";
import { policy } from "./policy/section";
import { raiPolicies } from "./rai-policies/section";
import type { Section } from "./section";
import { state } from "./state/section";
import { waivers } from "./waivers/section";

/** By key, in the order of the editors' schema. What makes resources stands after what their ids need. */
const SECTIONS = {
  identity,
  access,
  lock,
  state,
  adopt,
  policy,
  network,
  raiPolicies,
  monitoring,
  budget,
  waivers,
  cost,
};

type Sections = typeof SECTIONS;
export type SectionName = keyof Sections;

/** A section whoever it is. */
export type AnySection = Section<z.ZodMiniType, unknown>;

/** Every section with its key. */
export const sections = Object.entries(SECTIONS) as [SectionName, AnySection][];

/** Their shapes, each of which may be left out. */
export const sectionShapes = Object.fromEntries(sections.map(([name, { shape }]) => [name, optional(shape)])) as {
  readonly [Name in SectionName]: z.ZodMiniOptional<Sections[Name]["shape"]>;
};

/** What they mean once they are right. */
export type SectionSettings = {
  readonly [Name in Exclude<SectionName, "adopt">]: Sections[Name] extends Section<z.ZodMiniType, infer Settings>
    ? Settings
    : never;
};
