/** Content filter policies of the account's own: what they are, and the rules on them. A leaf: imports only leaves. */
import type { CodeOf } from "../../findings/codes";
import { type Fault, filledRule, textRule, wordRule } from "../../rule";

/**
 * Content filters that every account has.
 * @see https://learn.microsoft.com/azure/foundry/openai/concepts/default-safety-policies
 */
export const BUILT_IN_POLICY = wordRule("unknown-rai-policy", "a built-in policy", [
  "Microsoft.DefaultV2",
  "Microsoft.Default",
]);
export type BuiltInPolicy = (typeof BUILT_IN_POLICY)["words"][number];

/** A content filter policy of the account's own, which deployments refer to by name. */
export interface RaiPolicySettings {
  readonly name: string;
  /** The built-in policy that it starts from. */
  readonly base: BuiltInPolicy;
  readonly mode: RaiPolicyMode;
  /** Sorted by name, then source. */
  readonly filters: readonly ContentFilter[];
}

/** One filter of a policy. */
export interface ContentFilter {
  readonly name: ContentFilterName;
  readonly source: FilterSource;
  /** From which severity on; only where the filter tells severities apart. */
  readonly severity?: FilterSeverity;
  /** Off: the content is not even looked at. */
  readonly enabled: boolean;
  /** Off: what is found is only annotated. */
  readonly block: boolean;
}

/** The provider wants a severity for every filter; Azure looks at none where a filter is only on or off. */
export const UNUSED_SEVERITY = "Medium";

export const FILTER_SOURCE = wordRule("filter-source", "a side to filter", ["Prompt", "Completion"]);
export type FilterSource = (typeof FILTER_SOURCE)["words"][number];

/** `Low` filters most. */
export const FILTER_SEVERITY = wordRule("filter-severity", "a severity", ["Low", "Medium", "High"]);
export type FilterSeverity = (typeof FILTER_SEVERITY)["words"][number];

/** `Asynchronous_filter` sends the answer on while it is being judged; `Default` holds it back. */
export const RAI_POLICY_MODE = wordRule("rai-policy-mode", "a mode of a policy", ["Default", "Asynchronous_filter"]);
export type RaiPolicyMode = (typeof RAI_POLICY_MODE)["words"][number];

interface FilterKind {
  readonly sources: readonly FilterSource[];
  readonly hasSeverity: boolean;
}

const GRADED: FilterKind = { sources: FILTER_SOURCE.words, hasSeverity: true };
const PROMPT_SWITCH: FilterKind = { sources: ["Prompt"], hasSeverity: false };
const COMPLETION_SWITCH: FilterKind = { sources: ["Completion"], hasSeverity: false };

/**
 * The filters by the names that Azure's API takes, to the letter.
 * @see https://learn.microsoft.com/rest/api/aiservices/accountmanagement/rai-policies/create-or-update
 * @see https://learn.microsoft.com/azure/foundry/openai/concepts/content-filter
 */
const FILTER_KINDS = {
  Hate: GRADED,
  "Indirect Attack": PROMPT_SWITCH,
  Jailbreak: PROMPT_SWITCH,
  Profanity: { sources: FILTER_SOURCE.words, hasSeverity: false },
  "Protected Material Code": COMPLETION_SWITCH,
  "Protected Material Text": COMPLETION_SWITCH,
  Selfharm: GRADED,
  Sexual: GRADED,
  Violence: GRADED,
} as const satisfies Record<string, FilterKind>;

export type ContentFilterName = keyof typeof FILTER_KINDS;
export const CONTENT_FILTER = wordRule(
  "unknown-content-filter",
  "a content filter",
  Object.keys(FILTER_KINDS) as ContentFilterName[],
);

/** What is known of a filter; undefined when there is none of the name. Case counts. */
function filterKind(name: string): FilterKind | undefined {
  return CONTENT_FILTER.accepts(name) ? FILTER_KINDS[name] : undefined;
}

/** A filter as far as it is known. */
export interface PartialFilter {
  readonly name?: string | undefined;
  readonly source?: string | undefined;
  readonly severity?: string | undefined;
}

/** What is wrong with a filter, at which of its keys. */
export interface FilterFault extends Fault {
  readonly key: keyof PartialFilter;
  readonly code: CodeOf<"error">;
}

/** What depends on the filter: on which side it can look, and whether it tells severities apart. */
export function filterFaults(filter: PartialFilter): FilterFault[] {
  const { name = "", source, severity } = filter;
  const kind = filterKind(name);
  if (kind === undefined) return [];
  const faults: FilterFault[] = [];
  if (source !== undefined && FILTER_SOURCE.accepts(source) && !kind.sources.includes(source)) {
    const message = `${name} does not look at the ${source.toLowerCase()}`;
    faults.push({ key: "source", code: "filter-source", message, help: `write source: ${kind.sources.join(" or ")}` });
  }
  if (severity !== undefined && !kind.hasSeverity) {
    const message = `${name} takes no severity: it is on or off`;
    const help = "remove severity; enabled and block are all it has";
    faults.push({ key: "severity", code: "filter-severity", message, help });
  }
  if (kind.hasSeverity && !("severity" in filter)) {
    const help = `add severity: ${FILTER_SEVERITY.words.join(", ")} (Low filters most)`;
    faults.push({ key: "name", code: "filter-severity", message: `${name} needs a severity`, help });
  }
  return faults;
}

/** Filters that set again what one before them has set for the same side, each with its position. */
export function repeatedFilters(filters: readonly (PartialFilter | undefined)[]): [number, FilterFault][] {
  const seen = new Set<string>();
  return filters.flatMap((filter, index): [number, FilterFault][] => {
    const { name, source } = filter ?? {};
    if (name === undefined || source === undefined) return [];
    const isKnown = seen.has(`${name} ${source}`);
    seen.add(`${name} ${source}`);
    const message = `${name} is set twice for the ${source.toLowerCase()}`;
    return isKnown ? [[index, { key: "name", code: "duplicate-content-filter", message, help: "keep one" }]] : [];
  });
}

/** A name that is also a Terraform identifier, so that the address shows it unchanged; built-in ones have a dot. */
export const RAI_POLICY_NAME = textRule({
  code: "rai-policy-name",
  pattern: "^[A-Za-z][A-Za-z0-9_-]{1,63}$",
  fault: "cannot be the name of a content filter policy",
  help: "use 2 to 64 letters, digits, hyphens and underscores, beginning with a letter",
});

export const FILTERS = filledRule(
  "the policy holds no filter",
  `list at least one: ${CONTENT_FILTER.words.join(", ")}`,
);
