import { BUDGET_ADDRESS } from "../../addresses";
import { type AdoptionTarget, type AzureIds, target } from "../adopt/rules";
import { budgetName } from "./rules";

export function adoptable(
  { startMonth = "" }: { readonly startMonth?: string },
  { group, accountName }: AzureIds,
): AdoptionTarget[] {
  const id = `${group}/providers/Microsoft.Consumption/budgets/${budgetName(accountName, startMonth)}`;
  return [target("budget", BUDGET_ADDRESS, id)];
}
