/** Capacity of deployments: present, whole, inside the default quota, enough for one long answer. */
import { grouped, plural } from "../text";
import { isCapacity, MAX_CAPACITY } from "../model";
import type { ModelsFile } from "../schema";
import type { CheckedFile } from "../shape";
import { reportAt, reportEntry } from "./check";
import type { CheckContext, Problem, Subject } from "./check";

const UNIT = "thousands of tokens a minute";

export function checkDefaultCapacity({ file, asRead }: CheckedFile<ModelsFile>, { report }: CheckContext): void {
  const value = asRead.defaults?.capacity;
  const problem = value === undefined ? undefined : invalid(value);
  if (problem !== undefined) reportAt(report, file, ["defaults", "capacity"], problem);
}

export function checkCapacity(subject: Subject, { asRead }: CheckedFile<ModelsFile>, context: CheckContext): void {
  const { entry } = subject;
  const isInherited = !("capacity" in entry);
  const value = isInherited ? asRead.defaults?.capacity : entry.capacity;
  if (value === undefined) {
    const isUnreadable = !isInherited || "capacity" in (asRead.defaults ?? {});
    if (!isUnreadable) reportEntry(context.report, subject, "name", missing(entry.name));
    return;
  }
  const problem = invalid(value);
  if (problem === undefined) reportAgainstFacts(value, subject, context);
  else if (!isInherited) reportEntry(context.report, subject, "capacity", problem);
}

function missing(name: string | undefined): Problem {
  const message = `${name ?? "this model"} has no capacity: Azure would take 1, a thousand tokens a minute`;
  return { code: "missing-capacity", severity: "error", message, help: `give capacity in ${UNIT} here or in defaults` };
}

function invalid(value: number): Problem | undefined {
  if (isCapacity(value)) return undefined;
  const message = `capacity must be a whole number of ${UNIT}, from 1 to ${grouped(MAX_CAPACITY)}, not ${value}`;
  const help = Number.isInteger(value) ? "250 means 250,000 tokens a minute" : `write ${Math.max(1, Math.ceil(value))}`;
  return { code: "capacity", severity: "error", message, help };
}

function reportAgainstFacts(value: number, subject: Subject, { catalog, report }: CheckContext): void {
  const { name } = subject.entry;
  const quota = name === undefined ? undefined : catalog.quotaOf(name);
  if (quota !== undefined && value > quota) {
    reportEntry(report, subject, "capacity", {
      code: "capacity-over-quota",
      severity: "warning",
      message: `capacity ${grouped(value)} of ${name} is above ${grouped(quota)}, the default quota of quota tier 1 in ${UNIT}`,
      help: "ask for quota before deploying, or lower the capacity",
    });
  }
  const longest = subject.facts.maxOutputTokens;
  if (longest !== undefined && value * 1000 < longest) {
    reportEntry(report, subject, "capacity", {
      code: "capacity-below-answer",
      severity: "warning",
      message: `capacity ${grouped(value)} of ${name} is below its longest answer, ${plural(longest, "token")}`,
      help: `Azure counts prompt and maximum output when a request arrives: give at least ${Math.ceil(longest / 1000)}, or have callers limit the output`,
    });
  }
}
