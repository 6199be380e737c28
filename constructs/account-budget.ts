import { ConsumptionBudgetResourceGroup } from "@cdktf/provider-azurerm/lib/consumption-budget-resource-group";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { BUDGET_ADDRESS } from "../config/addresses";
import {
  BUDGET_AMOUNT,
  BUDGET_BASIS,
  BUDGET_MONTH,
  BUDGET_ROLE,
  budgetName,
  type BudgetSettings,
  NOBODY_TO_TELL,
  NOTICE_PERCENT,
  NOTICES,
  repeatedNotices,
  tooManyNotices,
} from "../config/sections/budget/rules";
import { EMAIL } from "../config/values";
import { demand, refuse } from "./demand";
import type { IFoundryAccount } from "./foundry-account";
import { fixAddress } from "./logical-id";

export interface AccountBudgetProps extends BudgetSettings {
  /** The account whose cost is counted. */
  readonly account: IFoundryAccount;
  /** Name of the account: the budget's name begins with it. */
  readonly accountName: string;
}

/**
 * Tells somebody when the account costs more than expected in a month; it never stops anything. Cost data is up to a day
 * old, and there is none for sponsorship subscriptions.
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/consumption_budget_resource_group
 * @see https://learn.microsoft.com/azure/cost-management-billing/costs/understand-cost-mgt-data
 */
export class AccountBudget extends Construct {
  /** @throws Error when amount, month, contacts or notices are not what Azure takes, or two notices are equal */
  constructor(scope: Construct, id: string, props: AccountBudgetProps) {
    super(scope, id);
    rejectBadProps(props);
    const { account, accountName, amount, startMonth, emails, roles, notices } = props;
    const contacts = {
      ...(emails.length > 0 && { contactEmails: [...emails] }),
      ...(roles.length > 0 && { contactRoles: [...roles] }),
    };
    const budget = new ConsumptionBudgetResourceGroup(this, "Resource", {
      name: budgetName(accountName, startMonth),
      resourceGroupId: resourceGroupId(account),
      amount,
      timeGrain: "Monthly",
      timePeriod: { startDate: `${startMonth}-01T00:00:00Z` },
      filter: { dimension: [{ name: "ResourceId", values: [account.accountId] }] },
      notification: notices.map(({ percent, basis }) => ({
        operator: "GreaterThanOrEqualTo",
        threshold: percent,
        thresholdType: basis,
        ...contacts,
      })),
      // Azure moves the period by itself. Another start in the configuration changes the name, and so makes a new budget.
      lifecycle: { ignoreChanges: ["time_period"] },
    });
    fixAddress(budget, BUDGET_ADDRESS);
  }
}

/** The account's id up to its resource group: needs no data source and no subscription id in the configuration. */
function resourceGroupId({ accountId }: IFoundryAccount): string {
  return Fn.join("/", Fn.slice(Fn.split("/", accountId), 0, 5));
}

function rejectBadProps({ amount, startMonth, emails, roles, notices }: AccountBudgetProps): void {
  demand(BUDGET_AMOUNT, amount, "amount");
  demand(BUDGET_MONTH, startMonth, "startMonth");
  for (const email of emails) demand(EMAIL, email, "emails");
  for (const role of roles) demand(BUDGET_ROLE, role, "roles");
  if (emails.length + roles.length === 0) refuse(NOBODY_TO_TELL);
  demand(NOTICES, notices, "notices");
  for (const { percent, basis } of notices) {
    demand(NOTICE_PERCENT, percent, "percent");
    demand(BUDGET_BASIS, basis, "basis");
  }
  refuse(tooManyNotices(notices) ?? repeatedNotices(notices)[0]?.[1]);
}
