import type * as z from "zod/mini";
import { compareText, sortedTexts } from "../../text";
import { type BudgetSettings, DEFAULT_NOTICES } from "./rules";
import type { shape } from "./shape";

/** Lists sorted. */
export function resolve(given: z.output<typeof shape> | undefined): BudgetSettings | undefined {
  if (given === undefined) return undefined;
  const { amount, startMonth, emails = [], roles = [], notices = DEFAULT_NOTICES } = given;
  return {
    amount,
    startMonth,
    emails: sortedTexts(emails),
    roles: sortedTexts(roles),
    notices: [...notices].sort((a, b) => a.percent - b.percent || compareText(a.basis, b.basis)),
  };
}
