/**
 * What azurerm 5 refuses of all that the stacks write: docs/runbooks/move-to-azurerm-5.md moves exactly that. Held against the provider's
 * upgrade guide to 5.0 and its source at 5.2.0 on 2026-11-28. Whoever makes the stacks write another argument looks it up there, and adds
 * it to one of the lists.
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/5.2.0/docs/guides/5.0-upgrade-guide
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import {
  CONTENT_FILTER,
  type ContentFilter,
  FILTER_SOURCE,
  filterFaults,
} from "../../config/sections/rai-policies/rules";
import { isMapping } from "../../policies/elements";
import { completeEnvironment, stackOf } from "../helpers/policies";
import { ROOT } from "../helpers/stack";

/** Arguments that 5 no longer has, or refuses with this value. */
const REFUSED = [
  "azurerm_cognitive_account_rai_policy content_filter[Indirect Attack].severity_threshold",
  "azurerm_cognitive_account_rai_policy content_filter[Jailbreak].severity_threshold",
  "azurerm_cognitive_account_rai_policy content_filter[Protected Material Code].severity_threshold",
  "azurerm_cognitive_account_rai_policy content_filter[Protected Material Text].severity_threshold",
  "azurerm_federated_identity_credential parent_id",
  "azurerm_federated_identity_credential resource_group_name",
];

/** Arguments that 5 takes as 4.55 does; what stands in a map of the user's own is not looked at. */
const TAKEN: Readonly<Record<string, string>> = {
  azurerm_cognitive_account:
    "custom_subdomain_name fqdns identity.type kind local_auth_enabled location name network_acls.bypass network_acls.default_action " +
    "network_acls.ip_rules outbound_network_access_restricted project_management_enabled resource_group_name sku_name tags",
  azurerm_cognitive_account_rai_policy: "base_policy_name cognitive_account_id mode name",
  azurerm_cognitive_deployment:
    "cognitive_account_id model.format model.name model.version name rai_policy_name sku.capacity sku.name version_upgrade_option",
  azurerm_consumption_budget_resource_group:
    "amount filter.dimension.name filter.dimension.values name notification.contact_emails notification.contact_roles " +
    "notification.operator notification.threshold notification.threshold_type resource_group_id time_grain time_period.start_date",
  azurerm_federated_identity_credential: "audience issuer name subject",
  azurerm_management_lock: "lock_level name notes scope",
  azurerm_monitor_action_group:
    "email_receiver.email_address email_receiver.name email_receiver.use_common_alert_schema name resource_group_name short_name tags",
  azurerm_monitor_diagnostic_setting: "enabled_log.category log_analytics_workspace_id name target_resource_id",
  azurerm_monitor_metric_alert:
    "action.action_group_id criteria.aggregation criteria.dimension.name criteria.dimension.operator criteria.dimension.values " +
    "criteria.metric_name criteria.metric_namespace criteria.operator criteria.threshold description frequency name " +
    "resource_group_name scopes severity tags window_size",
  azurerm_resource_group: "location name tags",
  azurerm_role_assignment: "name principal_id principal_type role_definition_name scope",
  azurerm_user_assigned_identity: "location name resource_group_name tags",
  provider:
    "features.cognitive_account.purge_soft_delete_on_destroy features.resource_group.prevent_deletion_if_contains_resources " +
    "resource_provider_registrations resource_providers_to_register",
};

const TAKEN_OF_FILTERS = [
  ...CONTENT_FILTER.words.flatMap((name) =>
    ["block_enabled", "filter_enabled", "name", "source"].map((key) => `content_filter[${name}].${key}`),
  ),
  ...["Hate", "Profanity", "Selfharm", "Sexual", "Violence"].map(
    (name) => `content_filter[${name}].severity_threshold`,
  ),
];

/** Terraform's own arguments, which no provider sees, and the comment. */
const META = ["//", "lifecycle", "depends_on"];

/** The paths of all arguments in a block; a content filter by its name. */
function argumentsOf(block: unknown, at = ""): string[] {
  if (Array.isArray(block))
    return block.some(isMapping) ? block.flatMap((one) => argumentsOf(one, nameIn(one, at))) : [at];
  if (!isMapping(block) || at === "tags") return [at];
  return Object.entries(block)
    .filter(([key]) => !META.includes(key))
    .flatMap(([key, inner]) => argumentsOf(inner, at === "" ? key : `${at}.${key}`));
}

function nameIn(block: unknown, at: string): string {
  return at === "content_filter" && isMapping(block) ? `${at}[${String(block.name)}]` : at;
}

/** A filter looks at one side or both, and tells severities apart or not. */
const SHAPES: readonly Omit<ContentFilter, "name">[] = FILTER_SOURCE.words.flatMap((source) => [
  { source, enabled: true, block: true },
  { source, severity: "Low", enabled: true, block: true },
]);
const isSound = (filter: ContentFilter): boolean => filterFaults(filter).length === 0;

/** The complete example, with every content filter there is. */
function everything(): string[] {
  const complete = completeEnvironment();
  const [policy] = complete.raiPolicies;
  const filters = CONTENT_FILTER.words.map((name) => SHAPES.map((shape) => ({ name, ...shape })).find(isSound)!);
  const { provider, resource } = stackOf({ ...complete, raiPolicies: [{ ...policy!, filters }] }, "foundry-prod")() as {
    provider: { azurerm: unknown };
    resource: Record<string, Record<string, unknown>>;
  };
  const used = [
    ...argumentsOf(provider.azurerm).map((at) => `provider ${at}`),
    ...Object.entries(resource).flatMap(([type, byId]) =>
      Object.values(byId).flatMap((block) => argumentsOf(block).map((at) => `${type} ${at}`)),
    ),
  ];
  return [...new Set(used)].sort();
}

test("what 5 refuses is known, and all else that the stacks write it takes", () => {
  const taken = Object.entries(TAKEN).flatMap(([type, list]) => list.split(" ").map((at) => `${type} ${at}`));
  const ofFilters = TAKEN_OF_FILTERS.map((at) => `azurerm_cognitive_account_rai_policy ${at}`);

  expect(everything()).toEqual([...REFUSED, ...taken, ...ofFilters].sort());
});

test("the page names each of them", () => {
  const page = readFileSync(path.join(ROOT, "docs/runbooks/move-to-azurerm-5.md"), "utf8");
  for (const line of REFUSED) {
    const [type = "", ...rest] = line.split(" ");
    const [, filter, argument] = /^(?:content_filter\[(.*)\]\.)?(\w+)$/.exec(rest.join(" ")) ?? [];
    for (const word of [type, argument, filter]) if (word !== undefined) expect(page).toContain(`\`${word}\``);
  }
});
