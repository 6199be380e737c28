import { ACCOUNT_ADDRESS, ACCOUNT_ID, BUDGET_ADDRESS } from "../../addresses";
import { type Resource, resourceType } from "../../resource";
import type { Base } from "../section";
import { budgetName, type BudgetSettings } from "./rules";

/** @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/consumption_budget_resource_group#arguments-reference */
const budget = resourceType("azurerm_consumption_budget_resource_group", {
  // The month is part of the name, so that another start is another budget.
  startMonth: "replace",
  amount: "update",
  contacts: "update",
  notices: "update",
});

/** The id of the account's resource group: the one expression that is more than a reference. */
export const GROUP_ID = `\${join("/", slice(split("/", ${ACCOUNT_ADDRESS}.id), 0, 5))}`;

/** Its resource group's id follows from the account's, so a replaced account takes it along. */
export function resources(settings: BudgetSettings, { account }: Base): Resource[] {
  const { amount, startMonth, emails, roles, notices } = settings;
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
      block: {
        name: budgetName(account.name, startMonth),
        resource_group_id: GROUP_ID,
        amount,
        time_grain: "Monthly",
        time_period: { start_date: `${startMonth}-01T00:00:00Z` },
        filter: { dimension: [{ name: "ResourceId", values: [ACCOUNT_ID] }] },
        notification: notices.map(({ percent, basis }) => ({
          operator: "GreaterThanOrEqualTo",
          threshold: percent,
          threshold_type: basis,
          ...(emails.length > 0 && { contact_emails: emails }),
          ...(roles.length > 0 && { contact_roles: roles }),
        })),
        lifecycle: { ignore_changes: ["time_period"] },
      },
      parents: [ACCOUNT_ADDRESS],
    }),
  ];
}
