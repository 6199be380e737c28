import { ACCOUNT_ADDRESS, raiPolicyAddress } from "../../addresses";
import { type Resource, resourceType } from "../../resource";
import type { ContentFilter, RaiPolicySettings } from "./rules";

/** @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/cognitive_account_rai_policy#arguments-reference */
const raiPolicy = resourceType("azurerm_cognitive_account_rai_policy", {
  name: "replace",
  base: "replace",
  mode: "update",
  filters: "update",
});

export function resources(policies: readonly RaiPolicySettings[]): Resource[] {
  return policies.map(({ name, base, mode, filters }) =>
    raiPolicy({
      name: `raiPolicies ${name}`,
      address: raiPolicyAddress(name),
      fields: { name, base, mode, filters: Object.fromEntries(filters.map(filterField)) },
      parents: [ACCOUNT_ADDRESS],
    }),
  );
}

/** `Hate Prompt: Low, marked only`. */
function filterField({ name, source, severity, enabled, block }: ContentFilter): [string, string] {
  const effect = !enabled ? "off" : block ? "blocked" : "marked only";
  return [`${name} ${source}`, [...(severity ? [severity] : []), effect].join(", ")];
}
