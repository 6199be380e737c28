import { items, list, number, object, oneOf, optional, text, withDefault } from "../../files/schema-parts";
import { EMAIL } from "../../values";
import {
  BUDGET_AMOUNT,
  BUDGET_BASIS,
  BUDGET_MONTH,
  BUDGET_ROLE,
  DEFAULT_BASIS,
  NOTICE_PERCENT,
  NOTICES,
} from "./rules";

export const shape = object("Who is told what the account costs. Has no effect on sponsorship credits.", {
  amount: number("a number", "A month, in the currency of the bill.", BUDGET_AMOUNT),
  startMonth: text("First month, YYYY-MM.", BUDGET_MONTH),
  emails: optional(items("Who is told.", text("E-mail address.", EMAIL))),
  roles: optional(items("Whoever has this role on the resource group is told.", oneOf("Role.", BUDGET_ROLE))),
  notices: optional(
    list(
      "When; at 50, 80 and 100 percent spent and 100 percent forecast unless given.",
      object("One notice.", {
        percent: number("a number", "Of the amount.", NOTICE_PERCENT),
        basis: withDefault(oneOf("Money spent, or the forecast for the month.", BUDGET_BASIS), DEFAULT_BASIS),
      }),
      NOTICES,
    ),
  ),
});
