/** Where Terraform keeps the state of an environment's stacks. A leaf: imports only leaves. */
import { textRule, wordRule } from "../../rule";

/** The place; local files unless the configuration says otherwise. */
export type StateBackend =
  | { readonly backend: "local" }
  | { readonly backend: "azurerm"; readonly storageAccount: string; readonly container: string };

/** Keys that only the azurerm backend has, and needs. */
export const REMOTE_KEYS = ["storageAccount", "container"] as const;

/** What a state lacks; a key that could not be read is there. */
export function missingKeys(state: { readonly backend?: string; readonly [key: string]: unknown }) {
  return state.backend === "azurerm" ? REMOTE_KEYS.filter((key) => !(key in state)) : [];
}

export const STATE_BACKEND = wordRule("state-backend", "a place for state", ["local", "azurerm"]);

/** @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftstorage */
export const STORAGE_ACCOUNT = textRule({
  code: "state-backend",
  pattern: "^[a-z0-9]{3,24}$",
  fault: "cannot be the name of a storage account",
  help: "use 3 to 24 lower-case letters and digits",
});

/** @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftstorage */
export const CONTAINER = textRule({
  code: "state-backend",
  pattern: "^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$",
  fault: "cannot be the name of a container",
  help: "use 3 to 63 lower-case letters, digits and single hyphens, with a letter or digit at both ends",
});
