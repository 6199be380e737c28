import type * as z from "zod/mini";
import { compareText } from "../../text";
import type { Policy } from "./rules";
import type { shape } from "./shape";

/** Lists sorted. */
export function resolve(given: z.output<typeof shape> | undefined): Policy {
  return {
    requiredTags: [...(given?.requiredTags ?? [])].sort(compareText),
    allowedRegions: [...(given?.allowedRegions ?? [])].sort(compareText),
    waivers: [...(given?.waivers ?? [])].sort(
      (a, b) => compareText(a.rule, b.rule) || compareText(a.address, b.address),
    ),
  };
}
