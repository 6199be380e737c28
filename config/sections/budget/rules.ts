/** Who is told what the account costs: the settings, and the rules on them. A leaf: imports only leaves. */
import { type Fault, filledRule, numberRule, textRule, wordRule } from "../../rule";

/** What the account may cost in a month before somebody is told. Nothing is ever switched off. */
export interface BudgetSettings {
  /** A month, in the currency of the bill; at least 1. */
  readonly amount: number;
  /** First month, YYYY-MM. */
  readonly startMonth: string;
  /** Sorted. */
  readonly emails: readonly string[];
  /** Everybody who has one of these roles on the resource group; sorted. */
  readonly roles: readonly BudgetRole[];
  /** Sorted by percentage, then basis; no two the same. */
  readonly notices: readonly BudgetNotice[];
}

/** When somebody is told. */
export interface BudgetNotice {
  /** Of the amount: a whole number from 1 to 1000. */
  readonly percent: number;
  readonly basis: BudgetBasis;
}

export const BUDGET_AMOUNT = numberRule({
  code: "budget-amount",
  keywords: { minimum: 1 },
  fault: (amount) => ({
    message: `a budget of ${amount} is below what Azure takes`,
    help: "write at least 1, in the currency of the bill",
  }),
});

/** A month as YYYY-MM. Azure's budgets begin in June 2017. */
export const BUDGET_MONTH = textRule({
  code: "budget-start",
  pattern: "^20[0-9]{2}-(0[1-9]|1[0-2])$",
  test: (month) => month >= "2017-06",
  fault: "is not a month",
  help: "write YYYY-MM, such as 2026-12; the earliest is 2017-06",
});

/** What has been spent, or what the month is expected to come to. */
export const BUDGET_BASIS = wordRule("budget-notice", "a basis of a notice", ["Actual", "Forecasted"]);
export type BudgetBasis = (typeof BUDGET_BASIS)["words"][number];

/** What a notice is about unless it says otherwise. */
export const DEFAULT_BASIS: BudgetBasis = "Actual";

export const BUDGET_ROLE = wordRule("budget-contact", "a role that can be told", ["Owner", "Contributor", "Reader"]);
export type BudgetRole = (typeof BUDGET_ROLE)["words"][number];

/** The provider takes 0 as well, which would tell somebody of nothing. */
export const NOTICE_PERCENT = numberRule({
  code: "budget-notice",
  keywords: { type: "integer", minimum: 1, maximum: 1000 },
  fault: (percent) => ({
    message: `a notice at ${percent} percent: use a whole number from 1 to 1000`,
    help: "write 80 for 80 percent of the amount",
  }),
});

export const NOTICES = filledRule(
  "the budget would never tell anybody",
  "list some, or remove the key to get the usual four",
);

export const DEFAULT_NOTICES: readonly BudgetNotice[] = [
  { percent: 50, basis: "Actual" },
  { percent: 80, basis: "Actual" },
  { percent: 100, basis: "Actual" },
  { percent: 100, basis: "Forecasted" },
];

/** @see https://learn.microsoft.com/rest/api/consumption/budgets/create-or-update */
export const MAX_NOTICES = 5;

export const NOBODY_TO_TELL: Fault = { message: "the budget has nobody to tell", help: "give emails, roles or both" };

export function tooManyNotices({ length }: readonly unknown[]): Fault | undefined {
  if (length <= MAX_NOTICES) return undefined;
  return { message: `${length} notices, but a budget takes ${MAX_NOTICES}`, help: "remove some" };
}

/** Notices that equal one before them, each with its position: Azure keeps one of the two, and no plan settles. */
export function repeatedNotices(
  notices: readonly ({ readonly percent?: number; readonly basis?: string } | undefined)[],
): [number, Fault][] {
  const seen = new Set<string>();
  return notices.flatMap((notice, index): [number, Fault][] => {
    if (notice?.percent === undefined) return [];
    const { percent, basis = DEFAULT_BASIS } = notice;
    const isKnown = seen.has(`${percent} ${basis}`);
    seen.add(`${percent} ${basis}`);
    const message = `two notices at ${percent} percent ${basis}: Azure keeps one, and every plan would show a change`;
    return isKnown ? [[index, { message, help: "keep one, or make them differ" }]] : [];
  });
}

/**
 * Holds the month, so that another start is another budget: Azure cannot move the start of one. At most 63 characters, of
 * which an account's name may have others than a budget's.
 */
export function budgetName(account: string, startMonth: string): string {
  return `${account.replace(/[^A-Za-z0-9_-]/g, "-").slice(0, 55)}-${startMonth}`;
}
