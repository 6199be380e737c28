/** Waivers of `account.yaml`: findings that somebody has answered for, until a day. */
import type { Diagnostic } from "../diagnostic";
import { isDate } from "../model";
import { nearest } from "../nearest";
import type { AccountFile, ModelsFile } from "../schema";
import type { AsRead, CheckedFile } from "../shape";
import { reportAt, suggest } from "./check";
import type { CheckContext } from "./check";
import { notOneOf } from "./offer";

/** What may be waived: findings on a model's life and on credits, never a mistake in the files. */
export const WAIVABLE_CODES = ["retired", "retiring", "deprecated", "preview", "not-direct-from-azure"];

type Waiver = AsRead<NonNullable<AccountFile["waivers"]>[number]>;

/**
 * Takes the waived findings out, and reports waivers that are wrong, expired or without use.
 * @param findings of the waivers' own environment
 */
export function applyWaivers(
  findings: readonly Diagnostic[],
  account: CheckedFile<AccountFile>,
  models: CheckedFile<ModelsFile> | undefined,
  context: CheckContext,
): Diagnostic[] {
  let left = [...findings];
  for (const [index, waiver] of (account.asRead.waivers ?? []).entries()) {
    if (waiver === undefined || !isSound(waiver, index, account, context)) continue;
    const { code, subject, until } = waiver;
    if (code === undefined || subject === undefined || until === undefined || waiver.reason === undefined) continue;
    const path = ["waivers", index];
    if (until < context.today) {
      const message = `the waiver of ${code} for ${subject} ended on ${until}`;
      const help = "remove it, or decide again and give a later day";
      reportAt(context.report, account.file, [...path, "until"], {
        code: "expired-waiver",
        severity: "warning",
        message,
        help,
      });
      continue;
    }
    const waived = left.filter((finding) => finding.code === code && finding.subject === subject);
    left = left.filter((finding) => !waived.includes(finding));
    const names = models?.asRead.models?.map((entry) => entry?.name);
    if (waived.length > 0 || names === undefined || names.includes(undefined)) continue;
    const known = names.filter((name) => name !== undefined);
    const help = known.includes(subject) ? "remove it" : suggest(nearest(subject, known), "remove it");
    const message = `nothing to waive: no finding ${code} for ${subject} is left`;
    reportAt(context.report, account.file, [...path, "subject"], {
      code: "unused-waiver",
      severity: "warning",
      message,
      help,
    });
  }
  return left;
}

function isSound(
  { code, reason, until }: Waiver,
  index: number,
  { file }: CheckedFile<AccountFile>,
  { report }: CheckContext,
): boolean {
  const path = ["waivers", index];
  const isCodeWrong = code !== undefined && !WAIVABLE_CODES.includes(code);
  const isReasonWrong = reason !== undefined && reason.trim() === "";
  const isDayWrong = until !== undefined && !isDate(until);
  if (isCodeWrong)
    reportAt(
      report,
      file,
      [...path, "code"],
      notOneOf("waiver-code", "a finding that can be waived", code, WAIVABLE_CODES),
    );
  if (isReasonWrong) {
    const help = "say who decided what, for the next reader";
    reportAt(report, file, [...path, "reason"], {
      code: "waiver-reason",
      severity: "error",
      message: "a waiver needs a reason",
      help,
    });
  }
  if (isDayWrong) {
    const message = `${JSON.stringify(until)} is not a day`;
    reportAt(report, file, [...path, "until"], {
      code: "date",
      severity: "error",
      message,
      help: "write a day of the calendar as YYYY-MM-DD",
    });
  }
  return !isCodeWrong && !isReasonWrong && !isDayWrong;
}
