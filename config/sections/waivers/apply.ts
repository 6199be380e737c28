/** Takes findings out that somebody has answered for. */
import type * as z from "zod/mini";
import type { AsRead } from "../../files/shape";
import type { Diagnostic } from "../../findings/diagnostic";
import { named } from "../../findings/characters";
import { nearest, suggest } from "../../findings/nearest";
import { warning } from "../../findings/report";
import { isDate, WAIVER_REASON } from "../../values";
import type { SectionContext } from "../section";
import { WAIVABLE_CODE } from "./rules";
import type { shape } from "./shape";

type Given = AsRead<z.output<typeof shape>>;

/**
 * The findings that are left; reports waivers that have ended or have no use.
 * @param findings of the waivers' own environment
 */
export function applyWaivers(
  findings: readonly Diagnostic[],
  waivers: Given,
  { file, report, today, models }: Pick<SectionContext, "file" | "report" | "today" | "models">,
): Diagnostic[] {
  let left = [...findings];
  for (const [index, waiver] of waivers.entries()) {
    if (waiver === undefined || !isSound(waiver)) continue;
    const { code, subject, until } = waiver;
    if (until < today) {
      const message = `the waiver of ${code} for ${subject} ended on ${until}`;
      const problem = warning("expired-waiver", message, "remove it, or decide again and give a later day");
      report(file.place(["waivers", index, "until"]), problem);
      continue;
    }
    const waived = left.filter((finding) => finding.code === code && finding.subject === subject);
    left = left.filter((finding) => !waived.includes(finding));
    const names = models?.models?.map((entry) => entry?.name);
    if (waived.length > 0 || names === undefined || names.includes(undefined)) continue;
    const known = names.filter((name) => name !== undefined);
    const help = known.includes(subject) ? "remove it" : suggest(nearest(subject, known), "remove it");
    const message = `nothing to waive: no finding ${code} for ${named(subject)} is left`;
    report(file.place(["waivers", index, "subject"]), warning("unused-waiver", message, help));
  }
  return left;
}

/** Whether it keeps every rule; what it breaks has been reported. */
function isSound(waiver: NonNullable<Given[number]>): waiver is Required<NonNullable<Given[number]>> {
  const { code, subject, reason, until } = waiver;
  const isComplete = code !== undefined && subject !== undefined && reason !== undefined && until !== undefined;
  return isComplete && WAIVABLE_CODE.accepts(code) && WAIVER_REASON.accepts(reason) && isDate(until);
}
