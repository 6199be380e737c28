/** Checks on the section `budget`. */
import {
  BUDGET_BASES,
  BUDGET_ROLES,
  isBudgetAmount,
  isBudgetMonth,
  isNoticePercent,
  MAX_NOTICES,
} from "../model-operations";
import type { AccountFile } from "../schema";
import type { AsRead, CheckedFile } from "../shape";
import { quoted, reportAt } from "./check";
import type { CheckContext } from "./check";
import { Complaints } from "./complain";
import { checkEmails } from "./monitoring";

type Budget = AsRead<NonNullable<AccountFile["budget"]>>;

export function checkBudget({ file, asRead }: CheckedFile<AccountFile>, context: CheckContext): void {
  const { budget } = asRead;
  if (budget === undefined) return;
  const complaints = new Complaints(file, context);
  const { amount, startMonth } = budget;
  if (amount !== undefined && !isBudgetAmount(amount)) {
    const message = `a budget of ${amount} is below what Azure takes`;
    complaints.error(["budget", "amount"], "budget-amount", message, "write at least 1, in the currency of the bill");
  }
  if (startMonth !== undefined && !isBudgetMonth(startMonth)) {
    const help = "write YYYY-MM, such as 2026-12; the earliest is 2017-06";
    complaints.error(["budget", "startMonth"], "budget-start", `${quoted(startMonth)} is not a month`, help);
  } else if (startMonth !== undefined) {
    reportDistantStart(startMonth, { file, context, complaints });
  }
  checkContacts(budget, complaints);
  checkNotices(budget.notices, complaints);
}

/** A budget can only be made in its first month, or before it and not more than a year. */
function reportDistantStart(
  startMonth: string,
  {
    file,
    context,
    complaints,
  }: { complaints: Complaints; context: CheckContext } & Pick<CheckedFile<AccountFile>, "file">,
): void {
  const path = ["budget", "startMonth"];
  const thisMonth = context.today.slice(0, 7);
  if (startMonth > `${Number(thisMonth.slice(0, 4)) + 1}${thisMonth.slice(4)}`) {
    const message = `the budget would start in ${startMonth}, but Azure takes a start at most 12 months ahead`;
    complaints.error(path, "budget-start", message, "write this month or one of the next twelve");
  }
  if (startMonth >= thisMonth) return;
  reportAt(context.report, file, path, {
    code: "budget-past-start",
    severity: "note",
    message: `the budget started in ${startMonth}: fine where it exists, but Azure makes no new one with a start in the past`,
    help: "leave it while the budget exists; to make one, write the current month",
  });
}

function checkContacts(budget: Budget, complaints: Complaints): void {
  const { emails, roles } = budget;
  // A list that could not be read may hold somebody.
  const isRead = (["emails", "roles"] as const).every((key) => !(key in budget) || budget[key] !== undefined);
  if (isRead && (emails ?? []).length + (roles ?? []).length === 0) {
    complaints.error(
      ["budget"],
      "budget-contact",
      "the budget has nobody to tell",
      "give emails, roles or both",
      "key",
    );
  }
  checkEmails(["budget", "emails"], emails ?? [], complaints);
  for (const [index, role] of (roles ?? []).entries()) {
    complaints.word(["budget", "roles", index], "budget-contact", "a role that can be told", role, BUDGET_ROLES);
  }
  const known = (roles ?? []).map((role) => (BUDGET_ROLES.some((one) => one === role) ? role : undefined));
  complaints.texts(["budget", "roles"], "budget-contact", known, () => undefined);
}

function checkNotices(notices: Budget["notices"], complaints: Complaints): void {
  const path = ["budget", "notices"];
  complaints.filled(
    path,
    notices,
    "the budget would never tell anybody",
    "list some, or remove the key to get the usual four",
  );
  if (notices !== undefined && notices.length > MAX_NOTICES) {
    const message = `${notices.length} notices, but a budget takes ${MAX_NOTICES}`;
    complaints.error([...path, MAX_NOTICES], "budget-notice", message, "remove some");
  }
  const seen = new Set<string>();
  for (const [index, notice] of (notices ?? []).entries()) {
    if (notice === undefined) continue;
    const { percent, basis = "Actual" } = notice;
    complaints.word([...path, index, "basis"], "budget-notice", "a basis of a notice", notice.basis, BUDGET_BASES);
    if (percent !== undefined && !isNoticePercent(percent)) {
      const message = `a notice at ${percent} percent: use a whole number from 1 to 1000`;
      complaints.error([...path, index, "percent"], "budget-notice", message, "write 80 for 80 percent of the amount");
    }
    if (seen.has(`${percent} ${basis}`)) {
      const message = `two notices at ${percent} percent ${basis}: Azure keeps one, and every plan would show a change`;
      complaints.error([...path, index, "percent"], "budget-notice", message, "keep one, or make them differ");
    }
    seen.add(`${percent} ${basis}`);
  }
}
