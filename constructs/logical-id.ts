/** Fixed Terraform addresses for cdktf elements. */
import { type TerraformElement, type TerraformResource, TerraformStack } from "cdktf";
import type { Address } from "../config/addresses";

const taken = new WeakMap<TerraformStack, Set<string>>();

/**
 * Gives a resource its fixed address.
 * @throws Error when the address is one of another type of resource, or taken in the stack
 */
export function fixAddress(resource: TerraformResource, address: Address): void {
  const [type, id = ""] = address.split(".");
  if (type !== resource.terraformResourceType) {
    throw new Error(`${resource.node.path}: ${address} is no address of ${resource.terraformResourceType}`);
  }
  fixLogicalId(resource, id);
}

/**
 * Gives an element a fixed logical id.
 * @throws Error when another element of the same kind in the stack has it: cdktf would silently keep only one of the two
 */
export function fixLogicalId(element: TerraformElement, id: string): void {
  const stack = TerraformStack.of(element);
  const kind = "terraformResourceType" in element ? String(element.terraformResourceType) : "output";
  const address = `${kind}.${id}`;
  const addresses = taken.get(stack) ?? new Set<string>();
  if (addresses.has(address)) {
    throw new Error(
      `${element.node.path}: the Terraform address ${address} is taken in stack ${stack.node.id}; choose another name`,
    );
  }
  taken.set(stack, addresses.add(address));
  element.overrideLogicalId(id);
}
