/** The sections of account.yaml on running the account, as texts to put after an account file. */

export const WORKSPACE =
  "/subscriptions/5f0c2a9e-7d41-4b6a-9c58-1e2d3f4a5b6c/resourceGroups/logs-rg/providers/Microsoft.OperationalInsights/workspaces/test-logs";

export function network(lines: string): string {
  return `network: { ${lines} }\n`;
}

/** One policy of these filters. */
export function raiPolicy(filters: string, name = "strict"): string {
  return `raiPolicies:\n  - { name: ${name}, filters: [${filters}] }\n`;
}

export const HATE = "{ name: Hate, source: Prompt, severity: Low }";

export function logs(workspaceId = WORKSPACE, more = ""): string {
  return `monitoring: { logs: { workspaceId: "${workspaceId}"${more} } }\n`;
}

export function alerts(settings: string): string {
  return `monitoring: { alerts: { ${settings} } }\n`;
}

/** A sound budget, with one of its keys replaced. */
export function budget(changed: Readonly<Record<string, string | undefined>> = {}): string {
  const settings = { amount: "100", startMonth: "2026-12", emails: "[a@example.com]", ...changed };
  const lines = Object.entries(settings).filter(([, value]) => value !== undefined);
  return `budget:\n${lines.map(([key, value]) => `  ${key}: ${value}\n`).join("")}`;
}
