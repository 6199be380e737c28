import type * as z from "zod/mini";
import { compareText } from "../../text";
import type { Policy, PolicyWaiver } from "./rules";
import type { shape } from "./shape";

/** Lists sorted. */
export function resolve(given: z.output<typeof shape> | undefined): Policy {
  return {
    requiredTags: [...(given?.requiredTags ?? [])].sort(compareText),
    allowedRegions: [...(given?.allowedRegions ?? [])].sort(compareText),
    waivers: [...(given?.waivers ?? [])].sort(compareWaivers),
  };
}

/** The first of those for one rule and address is the one that counts: it holds the longest. */
function compareWaivers(a: PolicyWaiver, b: PolicyWaiver): number {
  return (
    compareText(a.rule, b.rule) ||
    compareText(a.address, b.address) ||
    compareText(b.until, a.until) ||
    compareText(a.reason, b.reason)
  );
}
