/** Fixed Terraform addresses for cdktf elements. */
import { TerraformStack } from "cdktf";
import type { TerraformElement } from "cdktf";

const taken = new WeakMap<TerraformStack, Set<string>>();

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
