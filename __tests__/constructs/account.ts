/** An account for the constructs that hang on one. */
import { FoundryAccount, type FoundryAccountProps } from "../../constructs/foundry-account";
import { testStack } from "../helpers/stack";

/** The account's id, as what refers to it has it. */
export const ACCOUNT_ID = "${azurerm_cognitive_account.foundry.id}";

/** A stack with nothing but an account, some of whose props are varied. */
export function withAccount(props: Partial<FoundryAccountProps> = {}) {
  const stack = testStack();
  const settings = { name: "acme-ai", resourceGroup: "acme-rg", location: "westus", ...props };
  return { stack, account: new FoundryAccount(stack, "foundry", settings) };
}
