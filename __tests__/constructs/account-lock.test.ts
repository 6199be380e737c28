import { AccessGrant } from "../../constructs/access-grant";
import { AccountLock } from "../../constructs/account-lock";
import { PRINCIPAL } from "../helpers/sections";
import { resources } from "../helpers/stack";
import { ACCOUNT_ID, withAccount } from "./account";

test("minimal: waits for what could not go while it is there", () => {
  const { stack, account } = withAccount();
  const { role } = new AccessGrant(stack, "grant", {
    account,
    principalId: PRINCIPAL,
    principalType: "Group",
    role: "Reader",
    roleAssignment: PRINCIPAL,
  });
  new AccountLock(stack, "lock", { account, level: "CanNotDelete", after: [role] });

  expect(resources(stack).azurerm_management_lock).toEqual({
    foundry: {
      name: "foundry-cannot-delete",
      scope: ACCOUNT_ID,
      lock_level: "CanNotDelete",
      notes: expect.stringContaining("Take lock out of account.yaml") as string,
      depends_on: [`azurerm_role_assignment.access-${PRINCIPAL}`],
    },
  });
});
