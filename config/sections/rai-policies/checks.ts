import type * as z from "zod/mini";
import type { Path } from "../../files/parse";
import type { AsRead } from "../../files/shape";
import { isNearlySame } from "../../findings/nearest";
import { error, warning } from "../../findings/report";
import type { ModelsFile } from "../../models/shape";
import type { SectionContext } from "../section";
import { BUILT_IN_POLICY, filterFaults, RAI_POLICY_NAME, repeatedFilters } from "./rules";
import type { shape } from "./shape";

type Given = AsRead<z.output<typeof shape>>;
type Context = Pick<SectionContext, "file" | "report" | "models">;

export function check(given: Given | undefined, context: Context): void {
  const used = context.models && usedPolicies(context.models);
  const known = [...BUILT_IN_POLICY.words, ...(given ?? []).flatMap((policy) => policy?.name ?? [])];
  const seen = new Map<string, string>();
  for (const [index, policy] of (given ?? []).entries()) {
    if (policy === undefined) continue;
    const { name, filters = [] } = policy;
    checkFilters(filters, ["raiPolicies", index, "filters"], context);
    if (name === undefined) continue;
    const place = context.file.place(["raiPolicies", index, "name"]);
    const other = seen.get(name.toLowerCase());
    seen.set(name.toLowerCase(), name);
    if (!RAI_POLICY_NAME.accepts(name)) continue;
    if (other !== undefined) {
      const message =
        other === name ? `the policy ${name} is declared twice` : `${name} and ${other} are one name to Azure`;
      context.report(place, error("rai-policy-name", message, "keep one, or rename one"));
    }
    if (used === undefined || isMeant(name, used, known)) continue;
    const message = `no model uses the content filter policy ${name}`;
    const help = `write raiPolicy: ${name} in models.yaml, for a model or in defaults, or remove the policy`;
    context.report(place, warning("unused-rai-policy", message, help));
  }
}

function checkFilters(
  filters: NonNullable<NonNullable<Given[number]>["filters"]>,
  path: Path,
  { file, report }: Context,
): void {
  const faults = filters.flatMap((filter, index) => filterFaults(filter ?? {}).map((fault) => [index, fault] as const));
  for (const [index, { key, code, message, help }] of [...faults, ...repeatedFilters(filters)]) {
    report(file.place([...path, index, key]), error(code, message, help));
  }
}

/** Whether a model names the policy, or misspells it: that is a finding of its own. */
function isMeant(name: string, used: ReadonlySet<string>, known: readonly string[]): boolean {
  return used.has(name) || [...used].some((other) => !known.includes(other) && isNearlySame(other, name));
}

/** Every policy that the model list names; undefined when one could not be read. */
function usedPolicies({ defaults, models = [undefined] }: AsRead<ModelsFile>): Set<string> | undefined {
  const isRead = models.every((entry) => entry !== undefined && isGiven(entry)) && isGiven(defaults);
  return isRead ? new Set([defaults, ...models].flatMap((place) => place?.raiPolicy ?? [])) : undefined;
}

function isGiven(place: { readonly raiPolicy?: string | undefined } | undefined): boolean {
  return place === undefined || !("raiPolicy" in place) || place.raiPolicy !== undefined;
}
