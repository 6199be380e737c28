import type * as z from "zod/mini";
import { compareText } from "../../text";
import type { ContentFilter, RaiPolicySettings } from "./rules";
import type { shape } from "./shape";

/** Policies sorted by name, their filters by name, then source. */
export function resolve(given: z.output<typeof shape> | undefined): readonly RaiPolicySettings[] {
  return (given ?? [])
    .map((policy) => ({ ...policy, filters: policy.filters.map(filter).sort(bySide) }))
    .sort((a, b) => compareText(a.name, b.name));
}

function filter({ severity, ...rest }: z.output<typeof shape>[number]["filters"][number]): ContentFilter {
  return { ...rest, ...(severity !== undefined && { severity }) };
}

function bySide(a: ContentFilter, b: ContentFilter): number {
  return compareText(a.name, b.name) || compareText(a.source, b.source);
}
