import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { ACCOUNT_ADDRESS, RESOURCE_GROUP_ADDRESS } from "../../config/addresses";
import { fixAddress } from "../../constructs/logical-id";
import { addresses, synthesised, testStack } from "../helpers/stack";

test("minimal: a resource has the address that it is given", () => {
  const { stack, group } = stackWithGroup();
  fixAddress(group, RESOURCE_GROUP_ADDRESS);
  expect(addresses(synthesised(stack))).toEqual(["azurerm_resource_group.foundry"]);
});

test("rejects an address of another type of resource", () => {
  const { group } = stackWithGroup();
  expect(() => fixAddress(group, ACCOUNT_ADDRESS)).toThrow(
    "test/group: azurerm_cognitive_account.foundry is no address of azurerm_resource_group",
  );
});

function stackWithGroup() {
  const stack = testStack();
  return { stack, group: new ResourceGroup(stack, "group", { name: "test-rg", location: "westus" }) };
}
