import { AccountBudget, type AccountBudgetProps } from "../../constructs/account-budget";
import type { FoundryAccountProps } from "../../constructs/foundry-account";
import { resources } from "../helpers/stack";
import { ACCOUNT_ID, withAccount } from "./account";

const BUDGET: Omit<AccountBudgetProps, "account"> = {
  accountName: "acme-ai",
  amount: 100,
  startMonth: "2026-12",
  emails: ["a@example.com"],
  roles: [],
  notices: [{ percent: 80, basis: "Actual" }],
};

function budgetWith(props: Partial<AccountBudgetProps>, account: Partial<FoundryAccountProps> = {}) {
  const { stack, account: of } = withAccount(account);
  new AccountBudget(stack, "budget", { ...BUDGET, account: of, ...props });
  return resources(stack).azurerm_consumption_budget_resource_group?.foundry;
}

test.each([false, true])("minimal: counts this account alone, group made here: %s", (createResourceGroup) => {
  expect(budgetWith({}, { createResourceGroup })).toEqual({
    name: "acme-ai-2026-12",
    resource_group_id: '${join("/", slice(split("/", azurerm_cognitive_account.foundry.id), 0, 5))}',
    amount: 100,
    time_grain: "Monthly",
    time_period: { start_date: "2026-12-01T00:00:00Z" },
    filter: { dimension: [{ name: "ResourceId", values: [ACCOUNT_ID] }] },
    notification: [
      {
        operator: "GreaterThanOrEqualTo",
        threshold: 80,
        threshold_type: "Actual",
        contact_emails: ["a@example.com"],
      },
    ],
    lifecycle: { ignore_changes: ["time_period"] },
  });
});

test("another start makes another budget, although changes of the period are ignored", () => {
  expect(budgetWith({ startMonth: "2027-01" })).toMatchObject({
    name: "acme-ai-2027-01",
    time_period: { start_date: "2027-01-01T00:00:00Z" },
  });
});

test.each<[Partial<AccountBudgetProps>, RegExp]>([
  [{ amount: 0 }, /^a budget of 0 is below what Azure takes/],
  [{ startMonth: "2026-13" }, /^"2026-13" is not a month/],
  [{ emails: ["me"] }, /^"me" is not an e-mail address/],
  [{ emails: [] }, /^the budget has nobody to tell/],
  [{ notices: [] }, /^the budget would never tell anybody/],
  [{ notices: [{ percent: 0, basis: "Actual" }] }, /^a notice at 0 percent/],
  [{ notices: [...BUDGET.notices, ...BUDGET.notices] }, /^two notices at 80 percent Actual/],
])("rejects %j", (props, message) => {
  expect(() => budgetWith(props)).toThrow(message);
});
