/** Capacity of deployments: present, inside the default quota, enough for one long answer. */
import type { AsRead } from "../files/shape";
import { error, warning } from "../findings/report";
import { grouped, plural } from "../text";
import { CAPACITY, CAPACITY_UNIT } from "./rules";
import type { ModelsFile } from "./shape";
import { type ModelContext, placeIn, type Subject } from "./subject";

export function checkCapacity(
  subject: Subject,
  defaults: AsRead<ModelsFile>["defaults"] = {},
  context: ModelContext,
): void {
  const { entry } = subject;
  const isInherited = !("capacity" in entry);
  const value = isInherited ? defaults.capacity : entry.capacity;
  if (value !== undefined) {
    if (CAPACITY.accepts(value)) reportAgainstFacts(value, subject, context);
    return;
  }
  const isUnreadable = !isInherited || "capacity" in defaults;
  if (isUnreadable) return;
  const message = `${entry.name ?? "this model"} has no capacity: Azure would take 1, a thousand tokens a minute`;
  const problem = error("missing-capacity", message, `give capacity in ${CAPACITY_UNIT} here or in defaults`);
  context.report(placeIn(subject, "name"), problem);
}

function reportAgainstFacts(value: number, subject: Subject, { catalog, report }: ModelContext): void {
  const { name } = subject.entry;
  const place = placeIn(subject, "capacity");
  const quota = name === undefined ? undefined : catalog.quotaOf(name);
  if (quota !== undefined && value > quota) {
    const message = `capacity ${grouped(value)} of ${name} is above ${grouped(quota)}, the default quota of quota tier 1 in ${CAPACITY_UNIT}`;
    report(place, warning("capacity-over-quota", message, "ask for quota before deploying, or lower the capacity"));
  }
  const longest = subject.facts.maxOutputTokens;
  if (longest !== undefined && value * 1000 < longest) {
    const message = `capacity ${grouped(value)} of ${name} is below its longest answer, ${plural(longest, "token")}`;
    const help = `Azure counts prompt and maximum output when a request arrives: give at least ${Math.ceil(longest / 1000)}, or have callers limit the output`;
    report(place, warning("capacity-below-answer", message, help));
  }
}
