/**
 * What the sections on running the account mean (content filters, monitoring, budget), and one predicate per rule on
 * them. A leaf: imports only leaves.
 */
import type { AlertId } from "./addresses";
import { matcher } from "./matcher";
import type { NetworkSettings } from "./model-network";

/** The optional sections on running the account. */
export interface OperationsSections {
  /** Undefined: every address may call, with a token. */
  readonly network?: NetworkSettings;
  /** Sorted by name. */
  readonly raiPolicies: readonly RaiPolicySettings[];
  /** Undefined: no logs are kept and nobody is told. */
  readonly monitoring?: MonitoringSettings;
  /** Undefined: nobody is told what the account costs. */
  readonly budget?: BudgetSettings;
}

/** A content filter policy of the account's own, which deployments refer to by name. */
export interface RaiPolicySettings {
  readonly name: string;
  /** The built-in policy that it starts from. */
  readonly base: string;
  readonly mode: RaiPolicyMode;
  /** Sorted by name, then source. */
  readonly filters: readonly ContentFilter[];
}

/** One filter of a policy. */
export interface ContentFilter {
  readonly name: ContentFilterName;
  readonly source: FilterSource;
  /** From which severity on; only where the filter tells severities apart. */
  readonly severity?: FilterSeverity;
  /** Off: the content is not even looked at. */
  readonly enabled: boolean;
  /** Off: what is found is only annotated. */
  readonly block: boolean;
}

export const FILTER_SOURCES = ["Prompt", "Completion"] as const;
export type FilterSource = (typeof FILTER_SOURCES)[number];

/** `Low` filters most. */
export const FILTER_SEVERITIES = ["Low", "Medium", "High"] as const;
export type FilterSeverity = (typeof FILTER_SEVERITIES)[number];

/** `Asynchronous_filter` sends the answer on while it is being judged; `Default` holds it back. */
export const RAI_POLICY_MODES = ["Default", "Asynchronous_filter"] as const;
export type RaiPolicyMode = (typeof RAI_POLICY_MODES)[number];

interface FilterKind {
  readonly sources: readonly FilterSource[];
  readonly hasSeverity: boolean;
}

const GRADED: FilterKind = { sources: FILTER_SOURCES, hasSeverity: true };
const PROMPT_SWITCH: FilterKind = { sources: ["Prompt"], hasSeverity: false };
const COMPLETION_SWITCH: FilterKind = { sources: ["Completion"], hasSeverity: false };

/**
 * The filters by the names that Azure's API takes, to the letter.
 * @see https://learn.microsoft.com/rest/api/aiservices/accountmanagement/rai-policies/create-or-update
 * @see https://learn.microsoft.com/azure/foundry/openai/concepts/content-filter
 */
const FILTER_KINDS = {
  Hate: GRADED,
  "Indirect Attack": PROMPT_SWITCH,
  Jailbreak: PROMPT_SWITCH,
  Profanity: { sources: FILTER_SOURCES, hasSeverity: false },
  "Protected Material Code": COMPLETION_SWITCH,
  "Protected Material Text": COMPLETION_SWITCH,
  Selfharm: GRADED,
  Sexual: GRADED,
  Violence: GRADED,
} as const satisfies Record<string, FilterKind>;

export type ContentFilterName = keyof typeof FILTER_KINDS;
export const CONTENT_FILTERS = Object.keys(FILTER_KINDS) as ContentFilterName[];

/** What is known of a filter; undefined when there is none of the name. Case counts. */
export function filterKind(name: string): FilterKind | undefined {
  return Object.hasOwn(FILTER_KINDS, name) ? FILTER_KINDS[name as ContentFilterName] : undefined;
}

/** A name that is also a Terraform identifier, so that the address shows it unchanged; built-in ones have a dot. */
export const RAI_POLICY_NAME_PATTERN = "^[A-Za-z][A-Za-z0-9_-]{1,63}$";
export const isRaiPolicyName = matcher(RAI_POLICY_NAME_PATTERN);

/** What is kept, and who is told of what. At least one of the two is there. */
export interface MonitoringSettings {
  readonly diagnostics?: DiagnosticsSettings;
  readonly alerts?: AlertSettings;
}

/** Logs of the account, sent to a Log Analytics workspace that exists. */
export interface DiagnosticsSettings {
  /** Azure resource id of the workspace. */
  readonly workspaceId: string;
  /** Sorted. */
  readonly logCategories: readonly LogCategory[];
}

/** Who is told, and from which values on. */
export interface AlertSettings {
  /** Sorted. */
  readonly emails: readonly string[];
  /** Answers with status 429 of one deployment within 5 minutes. */
  readonly throttledCalls: number;
  /** Answers with one 5xx status of one deployment within 5 minutes. */
  readonly serverErrors: number;
  /** Tokens of all deployments together within an hour, prompts and answers. */
  readonly tokensPerHour: number;
}

export const DEFAULT_THRESHOLDS = { throttledCalls: 20, serverErrors: 5, tokensPerHour: 1_000_000 } as const;
export type ThresholdName = keyof typeof DEFAULT_THRESHOLDS;

/** Which setting each alert is raised by. */
export const ALERT_THRESHOLDS: Readonly<Record<AlertId, ThresholdName>> = {
  throttling: "throttledCalls",
  "server-errors": "serverErrors",
  tokens: "tokensPerHour",
};

/** @see https://learn.microsoft.com/azure/azure-monitor/reference/supported-logs/microsoft-cognitiveservices-accounts-logs */
export const LOG_CATEGORIES = ["Audit", "AzureOpenAIRequestUsage", "RequestResponse", "Trace"] as const;
export type LogCategory = (typeof LOG_CATEGORIES)[number];
export const DEFAULT_LOG_CATEGORIES: readonly LogCategory[] = ["Audit", "RequestResponse"];

/** An id whose segments have the case that the provider's parser wants. */
export const WORKSPACE_ID_PATTERN =
  "^/subscriptions/[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}/resourceGroups/[\\p{L}\\p{N}_().-]{0,89}[\\p{L}\\p{N}_()-]" +
  "/providers/Microsoft\\.OperationalInsights/workspaces/[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$";
export const isWorkspaceId = matcher(WORKSPACE_ID_PATTERN);

/** An address as people write them; the receiving end decides. */
export const EMAIL_PATTERN = "^[A-Za-z0-9._+-]{1,64}@([A-Za-z0-9-]{1,63}\\.)+[A-Za-z]{2,63}$";
export const isEmail = matcher(EMAIL_PATTERN);

/** Something that can be counted: whole and at least 1. */
export function isThreshold(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}

/** What the account may cost in a month before somebody is told. Nothing is ever switched off. */
export interface BudgetSettings {
  /** A month, in the currency of the bill; at least 1. */
  readonly amount: number;
  /** First month, YYYY-MM. */
  readonly startMonth: string;
  /** Sorted. */
  readonly emails: readonly string[];
  /** Everybody who has one of these roles on the resource group; sorted. */
  readonly roles: readonly BudgetRole[];
  /** Sorted by percentage, then basis; no two the same. */
  readonly notices: readonly BudgetNotice[];
}

/** When somebody is told. */
export interface BudgetNotice {
  /** Of the amount: a whole number from 1 to 1000. */
  readonly percent: number;
  readonly basis: BudgetBasis;
}

/** What has been spent, or what the month is expected to come to. */
export const BUDGET_BASES = ["Actual", "Forecasted"] as const;
export type BudgetBasis = (typeof BUDGET_BASES)[number];

export const BUDGET_ROLES = ["Owner", "Contributor", "Reader"] as const;
export type BudgetRole = (typeof BUDGET_ROLES)[number];

export const DEFAULT_NOTICES: readonly BudgetNotice[] = [
  { percent: 50, basis: "Actual" },
  { percent: 80, basis: "Actual" },
  { percent: 100, basis: "Actual" },
  { percent: 100, basis: "Forecasted" },
];

/** @see https://learn.microsoft.com/rest/api/consumption/budgets/create-or-update */
export const MAX_NOTICES = 5;

/** The provider takes 0 as well, which would tell somebody of nothing. */
export function isNoticePercent(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 1000;
}

export function isBudgetAmount(value: number): boolean {
  return Number.isFinite(value) && value >= 1;
}

/** Azure's budgets begin in June 2017. */
const FIRST_MONTH = "2017-06";
const isMonthForm = matcher("^20[0-9]{2}-(0[1-9]|1[0-2])$");

/** A month as YYYY-MM, from the first that Azure takes. */
export function isBudgetMonth(text: string): boolean {
  return isMonthForm(text) && text >= FIRST_MONTH;
}

/** What Azure keeps the things under: fixed by the configuration, so that they can be found and adopted. */
export const DIAGNOSTIC_SETTING_NAME = "foundry";

export function actionGroupName(account: string): string {
  return `${account}-alerts`;
}

export function alertName(account: string, alert: string): string {
  return `${account}-${alert}`;
}

/**
 * Holds the month, so that another start is another budget: Azure cannot move the start of one. At most 63 characters, of
 * which an account's name may have others than a budget's.
 */
export function budgetName(account: string, startMonth: string): string {
  return `${account.replace(/[^A-Za-z0-9_-]/g, "-").slice(0, 55)}-${startMonth}`;
}

/** Resource providers that these sections need. */
export function operationsProviders({ monitoring, budget }: Partial<OperationsSections>): string[] {
  return [...(monitoring ? ["Microsoft.Insights"] : []), ...(budget ? ["Microsoft.Consumption"] : [])];
}
