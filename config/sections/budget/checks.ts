import type * as z from "zod/mini";
import type { AsRead } from "../../files/shape";
import { error, note, listedTwice, reportRepeated } from "../../findings/report";
import type { Fault, Rule } from "../../rule";
import { EMAIL } from "../../values";
import type { SectionContext } from "../section";
import { BUDGET_MONTH, BUDGET_ROLE, MAX_NOTICES, NOBODY_TO_TELL, repeatedNotices, tooManyNotices } from "./rules";
import type { shape } from "./shape";

type Given = AsRead<z.output<typeof shape>>;
type Context = Pick<SectionContext, "file" | "report" | "today">;

export function check(given: Given | undefined, context: Context): void {
  if (given === undefined) return;
  if (given.startMonth !== undefined && BUDGET_MONTH.accepts(given.startMonth)) checkStart(given.startMonth, context);
  checkContacts(given, context);
  checkNotices(given.notices ?? [], context);
}

/** A budget can only be made in its first month, or before it and not more than a year. */
function checkStart(startMonth: string, { file, report, today }: Context): void {
  const place = file.place(["budget", "startMonth"]);
  const thisMonth = today.slice(0, 7);
  if (startMonth > `${Number(thisMonth.slice(0, 4)) + 1}${thisMonth.slice(4)}`) {
    const message = `the budget would start in ${startMonth}, but Azure takes a start at most 12 months ahead`;
    report(place, error("budget-start", message, "write this month or one of the next twelve"));
  }
  if (startMonth >= thisMonth) return;
  const message = `the budget started in ${startMonth}: fine where it exists, but Azure makes no new one with a start in the past`;
  const help = "leave it while the budget exists; to make one, write the current month";
  report(place, note("budget-past-start", message, help));
}

function checkContacts(given: Given, { file, report }: Context): void {
  const { emails = [], roles = [] } = given;
  // A list that could not be read may hold somebody.
  const isRead = (["emails", "roles"] as const).every((key) => !(key in given) || given[key] !== undefined);
  if (isRead && emails.length + roles.length === 0) {
    report(file.place(["budget"], "key"), error("budget-contact", NOBODY_TO_TELL.message, NOBODY_TO_TELL.help));
  }
  const once = (key: "emails" | "roles", rule: Rule<string>): void =>
    reportRepeated(
      given[key] ?? [],
      (text) => rule.accepts(text),
      (index, value) => report(file.place(["budget", key, index]), listedTwice(rule.code, value)),
    );
  once("emails", EMAIL);
  once("roles", BUDGET_ROLE);
}

function checkNotices(notices: NonNullable<Given["notices"]>, { file, report }: Context): void {
  const complain = (at: readonly (string | number)[], { message, help }: Fault): void =>
    report(file.place(["budget", "notices", ...at]), error("budget-notice", message, help));
  const tooMany = tooManyNotices(notices);
  if (tooMany !== undefined) complain([MAX_NOTICES], tooMany);
  for (const [index, fault] of repeatedNotices(notices)) complain([index, "percent"], fault);
}
