/** Optional sections of account.yaml that no resource shows: compared as the mappings they are, so that none is left out. */
import type { Environment } from "../../config/environment";
import type { Fields, Value } from "../../config/resource";
import { sections } from "../../config/sections/sections";
import { compareText } from "../../config/text";
import { fieldChanges } from "./fields";
import type { Action, FieldChange } from "./review-model";

/** A change of a section that no resource shows. */
export interface SectionChange {
  readonly name: string;
  readonly action: Action;
  readonly fields: readonly FieldChange[];
}

/**
 * Compares what is neither a resource nor routing: the cluster, the subscription, and sections without resources. They come and
 * go with their environment without a word.
 * @param imported addresses whose import is a change of its own
 */
export function diffSections(
  before: Environment | undefined,
  after: Environment | undefined,
  imported: readonly string[],
): SectionChange[] {
  if (before === undefined || after === undefined) return [];
  const [old, now] = [plainSections(before, []), plainSections(after, imported)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort(compareText);
  return names.flatMap((name) => {
    const fields = fieldChanges(flattenDeep(old[name], name), flattenDeep(now[name], name));
    if (fields.length === 0) return [];
    const action = old[name] === undefined ? "create" : now[name] === undefined ? "delete" : "update";
    return [{ name, action, fields }];
  });
}

/** Compared as resources, as routing, or by the keys below. */
const ELSEWHERE: readonly string[] = [
  "name",
  "account",
  "aks",
  "deployments",
  "llm",
  "adopt",
  ...sections.flatMap(([name, section]) => ((section.resources ?? section.onAccount) ? [name] : [])),
];

function plainSections(environment: Environment, imported: readonly string[]): Readonly<Record<string, unknown>> {
  const { cluster, context, serviceAccount } = environment.aks;
  const { subscriptionId } = environment.account;
  const adopt = Object.fromEntries(
    environment.adopt.flatMap(({ to, id }) => (imported.includes(to) ? [] : [[to, id]])),
  ) as Fields;
  const rest = Object.entries(environment).filter(([name, value]) => !ELSEWHERE.includes(name) && !isEmpty(value));
  return {
    aks: { cluster, context, serviceAccount },
    ...(subscriptionId !== undefined && { subscriptionId }),
    ...(!isEmpty(adopt) && { adopt }),
    ...Object.fromEntries(rest),
  };
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
}

/** Nested mappings and lists as fields with paths, such as `waivers.preview Kimi-K2.6.until`. */
function flattenDeep(value: unknown, path: string): Fields {
  if (value === undefined || value === null) return {};
  if (typeof value !== "object") return { [path]: value as Value };
  const entries = Array.isArray(value) ? named(value) : Object.entries(value);
  const inner = entries.map(([key, one]) => flattenDeep(one, `${path}.${key}`));
  return Object.assign({}, ...inner) as Fields;
}

/** The items of a list by what tells them apart, so that their order and their number do not matter. */
function named(list: readonly unknown[]): [string, unknown][] {
  const seen = new Map<string, number>();
  const sorted = [...list].sort((a, b) => compareText(JSON.stringify(a), JSON.stringify(b)));
  return sorted.map((item) => {
    const texts = typeof item === "object" && item !== null ? Object.values(item) : [item];
    const key = texts.slice(0, 2).map(String).join(" ");
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return [count === 1 ? key : `${key} (${count})`, item];
  });
}
