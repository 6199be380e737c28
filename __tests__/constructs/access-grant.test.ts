import { AccessGrant, type AccessGrantProps } from "../../constructs/access-grant";
import { PRINCIPAL } from "../helpers/sections";
import { resources } from "../helpers/stack";
import { ACCOUNT_ID, withAccount } from "./account";

const GRANT: Omit<AccessGrantProps, "account"> = {
  principalId: PRINCIPAL,
  principalType: "Group",
  role: "Reader",
  roleAssignment: PRINCIPAL,
};

function grantWith(props: Partial<AccessGrantProps>) {
  const { stack, account } = withAccount();
  new AccessGrant(stack, "grant", { ...GRANT, account, ...props });
  return resources(stack).azurerm_role_assignment;
}

test("minimal", () => {
  expect(grantWith({})).toEqual({
    [`access-${PRINCIPAL}`]: {
      name: PRINCIPAL,
      scope: ACCOUNT_ID,
      role_definition_name: "Reader",
      principal_id: PRINCIPAL,
      principal_type: "Group",
    },
  });
});

test.each<[Partial<AccessGrantProps>, RegExp]>([
  [{ principalId: "me" }, /^"me" is not the object id of a principal/],
  [{ role: "Owner" as "Reader" }, /^"Owner" is not a role that can be given here: one of Cognitive Services User,/],
])("rejects %j", (props, message) => {
  expect(() => grantWith(props)).toThrow(message);
});

test("rejects a second role of one principal: both would meet at one address", () => {
  const { stack, account } = withAccount();
  new AccessGrant(stack, "one", { ...GRANT, account });

  expect(() => new AccessGrant(stack, "two", { ...GRANT, account, role: "Monitoring Reader" })).toThrow("is taken");
});
