/** Where Terraform keeps the state of an environment's stacks. A leaf: imports only leaves. */
import { textRule, wordRule } from "../../rule";

/** The place; local files unless the configuration says otherwise. */
export type StateBackend =
  | { readonly backend: "local" }
  | { readonly backend: "azurerm"; readonly storageAccount: string; readonly container: string }
  | { readonly backend: "hcp"; readonly organization: string; readonly project: string };

export const STATE_BACKEND = wordRule("state-backend", "a place for state", ["local", "azurerm", "hcp"]);

/** What each backend needs; a key of one means nothing to another. */
const KEYS = {
  local: [],
  azurerm: ["storageAccount", "container"],
  hcp: ["organization", "project"],
} as const satisfies Record<StateBackend["backend"], readonly string[]>;

/** A state as it was read: a key whose value could not be is there. */
interface GivenState {
  readonly backend?: string;
  readonly [key: string]: unknown;
}

/** What a state lacks. */
export function missingKeys(state: GivenState): string[] {
  return keysOf(state)?.filter((key) => !(key in state)) ?? [];
}

/** What a state has that is another backend's. */
export function foreignKeys(state: GivenState): string[] {
  const own = keysOf(state);
  if (own === undefined) return [];
  return Object.values(KEYS)
    .flat()
    .filter((key) => key in state && !own.includes(key));
}

/** Undefined for a backend that there is not. */
function keysOf({ backend }: GivenState): readonly string[] | undefined {
  return backend !== undefined && STATE_BACKEND.accepts(backend) ? KEYS[backend] : undefined;
}

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

/** @see https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/organizations (2026-11-28) */
export const ORGANIZATION = textRule({
  code: "state-backend",
  pattern: "^[A-Za-z0-9_-]+$",
  fault: "cannot be the name of an organization in HCP Terraform",
  help: "use letters, digits, _ and -, as its address https://app.terraform.io/app/<organization> has it",
});

/** @see https://developer.hashicorp.com/terraform/cloud-docs/api-docs/projects (2026-11-28) */
export const PROJECT = textRule({
  code: "state-backend",
  pattern: "^(?=.{3,40}$)[A-Za-z0-9_-]+( [A-Za-z0-9_-]+)*$",
  fault: "cannot be the name of a project in HCP Terraform",
  help: "use 3 to 40 letters, digits, _, - and single spaces, such as Default Project",
});
