/** What exists already and is taken over instead of created. A leaf: imports only leaves. */
import type { Address } from "../../addresses";

/** One thing that exists and that Terraform takes over. */
export interface Adoption {
  readonly to: Address;
  /** What Azure or Kubernetes calls it, in the exact case that the provider wants. */
  readonly id: string;
  /** The stack that holds the address. */
  readonly stack: "foundry" | "llm-config";
}

/** One thing of the configuration that may exist already. */
export interface AdoptionTarget extends Adoption {
  /** What `adopt` may call it; the first is the one to show. */
  readonly names: readonly string[];
}

/** What ids of Azure are made of. */
export interface AzureIds {
  /** Id of the resource group. */
  readonly group: string;
  /** Id of the account. */
  readonly account: string;
  readonly accountName: string;
  readonly namespaces: readonly string[];
  /** Id of a role assignment on the account: of the name that is given, else of the one made from what it is for. */
  roleAssignment(name: string | undefined, ...purpose: string[]): string;
}

/** A thing of the Foundry stack. */
export function target(name: string, to: Address, id: string): AdoptionTarget {
  return { names: [name], to, id, stack: "foundry" };
}
