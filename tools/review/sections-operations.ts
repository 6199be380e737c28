/** The sections on running the account as resources; `network` is part of the account itself. */
import {
  ACCOUNT_ADDRESS,
  ACTION_GROUP_ADDRESS,
  alertAddress,
  ALERT_IDS,
  BUDGET_ADDRESS,
  DIAGNOSTIC_SETTING_ADDRESS,
  raiPolicyAddress,
} from "../../config/addresses";
import type { Environment } from "../../config/model";
import { actionGroupName, ALERT_THRESHOLDS, alertName } from "../../config/model-operations";
import type {
  AlertSettings,
  BudgetSettings,
  ContentFilter,
  DiagnosticsSettings,
  RaiPolicySettings,
} from "../../config/model-operations";
import { resource } from "./resources";
import type { Resource } from "./resources";

type SectionName = "raiPolicies" | "monitoring" | "budget";

/** Per section the resources that it makes. */
export const OPERATIONS_SECTIONS: Readonly<Record<SectionName, (environment: Environment) => Resource[]>> = {
  raiPolicies: ({ raiPolicies }) => raiPolicies.map(raiPolicyResource),
  monitoring: ({ monitoring, account }) => [
    ...(monitoring?.diagnostics ? [diagnosticsResource(monitoring.diagnostics)] : []),
    ...(monitoring?.alerts ? alertResources(monitoring.alerts, account) : []),
  ],
  budget: ({ budget }) => (budget === undefined ? [] : [budgetResource(budget)]),
};

function raiPolicyResource({ name, base, mode, filters }: RaiPolicySettings): Resource {
  return resource("azurerm_cognitive_account_rai_policy", {
    kind: "section",
    name: `raiPolicies ${name}`,
    address: raiPolicyAddress(name),
    fields: { name, base, mode, filters: Object.fromEntries(filters.map(filterField)) },
    parents: [ACCOUNT_ADDRESS],
  });
}

/** `Hate Prompt: Low, marked only`. */
function filterField({ name, source, severity, enabled, block }: ContentFilter): [string, string] {
  const effect = !enabled ? "off" : block ? "blocked" : "marked only";
  return [`${name} ${source}`, [...(severity ? [severity] : []), effect].join(", ")];
}

function diagnosticsResource({ workspaceId, logCategories }: DiagnosticsSettings): Resource {
  return resource("azurerm_monitor_diagnostic_setting", {
    kind: "section",
    name: "monitoring logs",
    address: DIAGNOSTIC_SETTING_ADDRESS,
    fields: { workspaceId, logCategories: logCategories.join(", ") },
    parents: [ACCOUNT_ADDRESS],
  });
}

function alertResources(settings: AlertSettings, { name, resourceGroup, tags }: Environment["account"]): Resource[] {
  const group = resource("azurerm_monitor_action_group", {
    kind: "section",
    name: "monitoring alerts",
    address: ACTION_GROUP_ADDRESS,
    fields: { name: actionGroupName(name), resourceGroup, emails: settings.emails.join(", "), tags },
  });
  const alerts = ALERT_IDS.map((id) =>
    resource("azurerm_monitor_metric_alert", {
      kind: "section",
      name: `monitoring ${ALERT_THRESHOLDS[id]}`,
      address: alertAddress(id),
      fields: { name: alertName(name, id), resourceGroup, threshold: settings[ALERT_THRESHOLDS[id]], tags },
    }),
  );
  return [group, ...alerts];
}

/** Its resource group's id follows from the account's, so a replaced account takes it along. */
function budgetResource({ amount, startMonth, emails, roles, notices }: BudgetSettings): Resource {
  return resource("azurerm_consumption_budget_resource_group", {
    kind: "section",
    name: "budget",
    address: BUDGET_ADDRESS,
    fields: {
      startMonth,
      amount,
      contacts: [...emails, ...roles].join(", "),
      notices: notices.map(({ percent, basis }) => `${percent} ${basis}`).join(", "),
    },
    parents: [ACCOUNT_ADDRESS],
  });
}
