import { ACCOUNT_ADDRESS, ACCOUNT_ID, raiPolicyAddress } from "../../addresses";
import { type Resource, resourceType } from "../../resource";
import { type ContentFilter, type RaiPolicySettings, UNUSED_SEVERITY } from "./rules";

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
      block: {
        name,
        cognitive_account_id: ACCOUNT_ID,
        base_policy_name: base,
        mode,
        content_filter: filters.map(({ name: filter, source, severity = UNUSED_SEVERITY, enabled, block }) => ({
          name: filter,
          source,
          filter_enabled: enabled,
          block_enabled: block,
          severity_threshold: severity,
        })),
        lifecycle: { create_before_destroy: true },
      },
      parents: [ACCOUNT_ADDRESS],
    }),
  );
}

/** `Hate Prompt: Low, marked only`. */
function filterField({ name, source, severity, enabled, block }: ContentFilter): [string, string] {
  const effect = !enabled ? "off" : block ? "blocked" : "marked only";
  return [`${name} ${source}`, [...(severity ? [severity] : []), effect].join(", ")];
}
