/** The shapes of an environment's files. */
import type * as z from "zod/mini";
import { account, aks } from "./account/shape";
import { object, version } from "./files/schema-parts";
import { sectionShapes } from "./sections/sections";

export const accountFile = object("The Foundry account and the cluster that uses it.", {
  version,
  account,
  aks,
  ...sectionShapes,
});

export type AccountFile = z.output<typeof accountFile>;
