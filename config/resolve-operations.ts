/** The sections on running the account to what they mean: defaults filled in, lists sorted. */
import { DEFAULT_LOG_CATEGORIES, DEFAULT_NOTICES } from "./model-operations";
import type {
  BudgetBasis,
  BudgetRole,
  BudgetSettings,
  ContentFilter,
  ContentFilterName,
  FilterSeverity,
  FilterSource,
  LogCategory,
  MonitoringSettings,
  OperationsSections,
  RaiPolicyMode,
  RaiPolicySettings,
} from "./model-operations";
import type { NetworkSettings } from "./model-network";
import type { AccountFile } from "./schema";
import { compareText } from "./text";

type Section<Key extends keyof AccountFile> = NonNullable<AccountFile[Key]>;

export function resolveOperations({ network, raiPolicies, monitoring, budget }: AccountFile): OperationsSections {
  const settings = network && resolveNetwork(network);
  return {
    ...(settings && Object.keys(settings).length > 0 && { network: settings }),
    raiPolicies: (raiPolicies ?? []).map(resolveRaiPolicy).sort((a, b) => compareText(a.name, b.name)),
    ...(monitoring && { monitoring: resolveMonitoring(monitoring) }),
    ...(budget && { budget: resolveBudget(budget) }),
  };
}

function resolveNetwork({ allowedIps, restrictOutbound, outboundHosts }: Section<"network">): NetworkSettings {
  return {
    ...(allowedIps && { allowedIps: sorted(allowedIps) }),
    ...(restrictOutbound && { outboundHosts: sorted(outboundHosts ?? []) }),
  };
}

function resolveRaiPolicy({ name, base, mode, filters }: Section<"raiPolicies">[number]): RaiPolicySettings {
  return {
    name,
    base,
    mode: mode as RaiPolicyMode,
    filters: filters.map(resolveFilter).sort((a, b) => compareText(a.name, b.name) || compareText(a.source, b.source)),
  };
}

function resolveFilter({
  name,
  source,
  severity,
  ...switches
}: Section<"raiPolicies">[number]["filters"][number]): ContentFilter {
  return {
    ...switches,
    name: name as ContentFilterName,
    source: source as FilterSource,
    ...(severity !== undefined && { severity: severity as FilterSeverity }),
  };
}

function resolveMonitoring({ logs, alerts }: Section<"monitoring">): MonitoringSettings {
  const logCategories = sorted((logs?.categories as LogCategory[] | undefined) ?? DEFAULT_LOG_CATEGORIES);
  return {
    ...(logs && { diagnostics: { workspaceId: logs.workspaceId, logCategories } }),
    ...(alerts && { alerts: { ...alerts, emails: sorted(alerts.emails) } }),
  };
}

function resolveBudget({ amount, startMonth, emails, roles, notices }: Section<"budget">): BudgetSettings {
  return {
    amount,
    startMonth,
    emails: sorted(emails ?? []),
    roles: sorted((roles ?? []) as BudgetRole[]),
    notices: (notices ?? DEFAULT_NOTICES)
      .map(({ percent, basis }) => ({ percent, basis: basis as BudgetBasis }))
      .sort((a, b) => a.percent - b.percent || compareText(a.basis, b.basis)),
  };
}

function sorted<T extends string>(texts: readonly T[]): T[] {
  return [...texts].sort(compareText);
}
