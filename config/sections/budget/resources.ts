import { ACCOUNT_ADDRESS, BUDGET_ADDRESS } from "../../addresses";
import { type Resource, resourceType } from "../../resource";
import type { BudgetSettings } from "./rules";

/** @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/consumption_budget_resource_group#arguments-reference */
const budget = resourceType("azurerm_consumption_budget_resource_group", {
  // The month is part of the name, so that another start is another budget.
  startMonth: "replace",
  amount: "update",
  contacts: "update",
  notices: "update",
});

/** Its resource group's id follows from the account's, so a replaced account takes it along. */
export function resources({ amount, startMonth, emails, roles, notices }: BudgetSettings): Resource[] {
  return [
    budget({
      name: "budget",
      address: BUDGET_ADDRESS,
      fields: {
        startMonth,
        amount,
        contacts: [...emails, ...roles].join(", "),
        notices: notices.map(({ percent, basis }) => `${percent} ${basis}`).join(", "),
      },
      parents: [ACCOUNT_ADDRESS],
    }),
  ];
}
