/** Checks on the section `raiPolicies`, and what the model list may refer to. */
import { RAI_POLICIES } from "../model";
import {
  CONTENT_FILTERS,
  FILTER_SEVERITIES,
  FILTER_SOURCES,
  filterKind,
  isRaiPolicyName,
  RAI_POLICY_MODES,
} from "../model-operations";
import { isNearlySame } from "../nearest";
import type { Path } from "../parse";
import type { AccountFile, ModelsFile } from "../schema";
import type { AsRead, CheckedFile } from "../shape";
import { quoted, reportAt } from "./check";
import type { CheckContext } from "./check";
import { Complaints } from "./complain";

type Policy = AsRead<NonNullable<AccountFile["raiPolicies"]>[number]>;
type Filter = NonNullable<NonNullable<Policy["filters"]>[number]>;

/**
 * The content filters that a model may name: the built-in ones and those declared.
 * @returns undefined when the declared ones could not be read
 */
export function knownRaiPolicies(account: CheckedFile<AccountFile> | undefined): readonly string[] | undefined {
  if (account === undefined) return undefined;
  const { asRead } = account;
  if (!("raiPolicies" in asRead)) return RAI_POLICIES;
  const names = asRead.raiPolicies?.map((policy) => policy?.name);
  return names?.every((name) => name !== undefined) ? [...RAI_POLICIES, ...names] : undefined;
}

export function checkRaiPolicies(
  { file, asRead }: CheckedFile<AccountFile>,
  models: CheckedFile<ModelsFile> | undefined,
  context: CheckContext,
): void {
  const complaints = new Complaints(file, context);
  const used = models && usedPolicies(models);
  const known = [...RAI_POLICIES, ...(asRead.raiPolicies ?? []).flatMap((policy) => policy?.name ?? [])];
  const seen = new Map<string, string>();
  for (const [index, policy] of (asRead.raiPolicies ?? []).entries()) {
    if (policy === undefined) continue;
    const path = ["raiPolicies", index];
    const { name } = policy;
    if (name !== undefined) checkName(name, path, seen, complaints);
    complaints.word([...path, "base"], "unknown-rai-policy", "a built-in policy", policy.base, RAI_POLICIES);
    complaints.word([...path, "mode"], "rai-policy-mode", "a mode of a policy", policy.mode, RAI_POLICY_MODES);
    checkFilters(policy.filters, [...path, "filters"], complaints);
    if (used === undefined || name === undefined || !isRaiPolicyName(name) || isMeant(name, used, known)) continue;
    reportAt(context.report, file, [...path, "name"], {
      code: "unused-rai-policy",
      severity: "warning",
      message: `no model uses the content filter policy ${name}`,
      help: `write raiPolicy: ${name} in models.yaml, for a model or in defaults, or remove the policy`,
    });
  }
}

/** Whether a model names the policy, or misspells it: that is a finding of its own. */
function isMeant(name: string, used: ReadonlySet<string>, known: readonly string[]): boolean {
  return used.has(name) || [...used].some((other) => !known.includes(other) && isNearlySame(other, name));
}

/** Every policy that the model list names; undefined when one could not be read. */
function usedPolicies({ asRead }: CheckedFile<ModelsFile>): Set<string> | undefined {
  const places = [asRead.defaults, ...(asRead.models ?? [undefined])];
  const isRead = places.slice(1).every((entry) => entry !== undefined && isGiven(entry)) && isGiven(asRead.defaults);
  return isRead ? new Set(places.flatMap((place) => place?.raiPolicy ?? [])) : undefined;
}

function isGiven(place: { readonly raiPolicy?: string | undefined } | undefined): boolean {
  return place === undefined || !("raiPolicy" in place) || place.raiPolicy !== undefined;
}

function checkName(name: string, path: Path, seen: Map<string, string>, complaints: Complaints): void {
  const at = [...path, "name"];
  const other = seen.get(name.toLowerCase());
  if (!isRaiPolicyName(name)) {
    const help = "use 2 to 64 letters, digits, hyphens and underscores, beginning with a letter";
    complaints.error(at, "rai-policy-name", `${quoted(name)} cannot be the name of a content filter policy`, help);
  } else if (other !== undefined) {
    const message =
      other === name ? `the policy ${name} is declared twice` : `${name} and ${other} are one name to Azure`;
    complaints.error(at, "rai-policy-name", message, "keep one, or rename one");
  }
  seen.set(name.toLowerCase(), name);
}

function checkFilters(filters: Policy["filters"], path: Path, complaints: Complaints): void {
  complaints.filled(path, filters, "the policy holds no filter", `list at least one: ${CONTENT_FILTERS.join(", ")}`);
  const seen = new Set<string>();
  for (const [index, filter] of (filters ?? []).entries()) {
    if (filter === undefined) continue;
    const { name, source } = filter;
    complaints.word([...path, index, "name"], "unknown-content-filter", "a content filter", name, CONTENT_FILTERS);
    complaints.word([...path, index, "source"], "filter-source", "a side to filter", source, FILTER_SOURCES);
    complaints.word([...path, index, "severity"], "filter-severity", "a severity", filter.severity, FILTER_SEVERITIES);
    checkKind(filter, [...path, index], complaints);
    const key = `${name} ${source}`;
    if (name !== undefined && source !== undefined && seen.has(key)) {
      const message = `${name} is set twice for the ${source.toLowerCase()}`;
      complaints.error([...path, index, "name"], "duplicate-content-filter", message, "keep one");
    }
    seen.add(key);
  }
}

/** What depends on the filter: on which side it can look, and whether it tells severities apart. */
function checkKind(filter: Filter, path: Path, complaints: Complaints): void {
  const { name, source, severity } = filter;
  const kind = filterKind(name ?? "");
  if (name === undefined || kind === undefined) return;
  const isSource = FILTER_SOURCES.some((known) => known === source);
  if (isSource && !kind.sources.some((known) => known === source)) {
    const message = `${name} does not look at the ${source?.toLowerCase()}`;
    complaints.error([...path, "source"], "filter-source", message, `write source: ${kind.sources.join(" or ")}`);
  }
  if (severity !== undefined && !kind.hasSeverity) {
    const help = "remove severity; enabled and block are all it has";
    complaints.error([...path, "severity"], "filter-severity", `${name} takes no severity: it is on or off`, help);
  }
  if (kind.hasSeverity && !("severity" in filter)) {
    const help = `add severity: ${FILTER_SEVERITIES.join(", ")} (Low filters most)`;
    complaints.error([...path, "name"], "filter-severity", `${name} needs a severity`, help);
  }
}
