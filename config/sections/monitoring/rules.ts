/** Logs and alerts: what they are, and the rules on them. A leaf: imports only leaves. */
import { RESOURCE_GROUP_NAME } from "../../account/rules";
import type { AlertId } from "../../addresses";
import { quotedName } from "../../findings/characters";
import { filledRule, numberRule, textRule, wordRule } from "../../rule";
import { UUID } from "../../values";

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
export const LOG_CATEGORY = wordRule("log-category", "a kind of log", [
  "Audit",
  "AzureOpenAIRequestUsage",
  "RequestResponse",
  "Trace",
]);
export type LogCategory = (typeof LOG_CATEGORY)["words"][number];
export const DEFAULT_LOG_CATEGORIES: readonly LogCategory[] = ["Audit", "RequestResponse"];

export const LOG_CATEGORIES = filledRule(
  "no kind of log is kept",
  "list some, or remove the key to keep the usual ones",
);

/** The parts of an id and their patterns. Words have the case that the provider's parser wants. */
const WORKSPACE_ID_PARTS: readonly (readonly [what: string, pattern: string])[] = [
  ["subscriptions", "subscriptions"],
  ["the UUID of a subscription", UUID],
  ["resourceGroups", "resourceGroups"],
  ["the name of a resource group", RESOURCE_GROUP_NAME],
  ["providers", "providers"],
  ["Microsoft.OperationalInsights", "Microsoft\\.OperationalInsights"],
  ["workspaces", "workspaces"],
  ["the name of a workspace", "[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]"],
];

/** What of an id is wrong. */
function wrongParts(id: string): string {
  const [before, ...parts] = id.split("/");
  if (before !== "") return "it does not begin with /";
  const wrong = WORKSPACE_ID_PARTS.flatMap(([what, pattern], index) => {
    const part = parts[index];
    if (part === undefined) return [`${what} is missing`];
    return new RegExp(`^${pattern}$`, "u").test(part) ? [] : [`${quotedName(part)} stands where ${what} belongs`];
  });
  return wrong.length > 0 ? wrong.join(", ") : "it goes on after the name";
}

export const WORKSPACE_ID = textRule({
  code: "workspace-id",
  pattern: `^${WORKSPACE_ID_PARTS.map(([, pattern]) => `/${pattern}`).join("")}$`,
  fault: (_, id) => `is not the id of a Log Analytics workspace: ${wrongParts(id)}`,
  help: "write what az monitor log-analytics workspace show --query id prints, with this case: /subscriptions/<uuid>/resourceGroups/<group>/providers/Microsoft.OperationalInsights/workspaces/<name>",
});

export const ALERT_EMAILS = filledRule("alerts would reach nobody", "list at least one address");

/** Something that can be counted. */
export const THRESHOLD = numberRule({
  code: "alert-threshold",
  keywords: { type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
  fault: (value, key) => ({
    message: `${key} must be a whole number of at least 1, not ${value}`,
    help: "the alert is raised when the count is above it",
  }),
});

/** What Azure keeps the things under: fixed by the configuration, so that they can be found and adopted. */
export const DIAGNOSTIC_SETTING_NAME = "foundry";

export function actionGroupName(account: string): string {
  return `${account}-alerts`;
}

export function alertName(account: string, alert: string): string {
  return `${account}-${alert}`;
}

/** One metric alert on the account. */
interface AlertRule {
  readonly description: string;
  /** 0 critical to 4 verbose. */
  readonly severity: number;
  readonly metric: "ModelRequests" | "TotalTokens";
  /** ISO 8601 durations: what is summed, and how often. */
  readonly window: "PT5M" | "PT1H";
  readonly frequency: "PT1M" | "PT5M";
  /** Every combination of values is a series of its own, with the threshold for itself. */
  readonly dimensions: readonly {
    readonly name: string;
    readonly operator: string;
    readonly values: readonly string[];
  }[];
}

const EACH_DEPLOYMENT = { name: "ModelDeploymentName", operator: "Include", values: ["*"] };

/**
 * `ModelRequests` and `TotalTokens` count the calls to the models of every publisher; the metrics that begin with
 * AzureOpenAI count those of OpenAI alone.
 * @see https://learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-cognitiveservices-accounts-metrics
 */
export const ALERT_RULES: Readonly<Record<AlertId, AlertRule>> = {
  throttling: {
    description: "A deployment answers 429: its rate limit is used up. Raise its capacity, or slow the callers down.",
    severity: 2,
    metric: "ModelRequests",
    window: "PT5M",
    frequency: "PT1M",
    dimensions: [EACH_DEPLOYMENT, { name: "StatusCode", operator: "Include", values: ["429"] }],
  },
  "server-errors": {
    description: "A deployment answers with server errors. Look at Azure's status page; move its layers if it lasts.",
    severity: 1,
    metric: "ModelRequests",
    window: "PT5M",
    frequency: "PT1M",
    dimensions: [EACH_DEPLOYMENT, { name: "StatusCode", operator: "StartsWith", values: ["5"] }],
  },
  tokens: {
    description:
      "The deployments together use more tokens than expected. Tokens are what is paid for: find the caller.",
    severity: 2,
    metric: "TotalTokens",
    window: "PT1H",
    frequency: "PT5M",
    dimensions: [],
  },
};

/** What a phone shows as the sender: at most 12 characters. */
export const ACTION_GROUP_SHORT_NAME = "foundry";
