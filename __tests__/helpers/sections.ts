/** Optional sections of account.yaml, as texts to put after an account file, and what comes of them. */
import type { Diagnostic } from "../../config/findings/diagnostic";
import type { Environment } from "../../config/environment";
import { ACCOUNT, filesWith, findingsWith, load } from "./config";

/** An id as Azure prints them. */
export const PRINCIPAL = "3c9d7e52-1f0a-4b8c-a6d4-5e7f8091a2b3";
export const ISSUER = `https://westus.oic.prod-aks.azure.com/${PRINCIPAL}/2b6e4d10-9a8c-47f3-8e21-6c5d4b3a2f1e/`;
export const IDENTITY = `identity: { name: test-pods, oidcIssuerUrl: "${ISSUER}" }\n`;

/** One group with the role Reader for each principal. */
export function grants(...principals: string[]): string {
  const entries = principals.map((id) => `  - { principalId: ${id}, principalType: Group, role: Reader }\n`);
  return `access:\n${entries.join("")}`;
}

/** A waiver that is sound and has no use. */
export function policyWaiver(rule = "prevent-destroy"): string {
  const address = "azurerm_cognitive_account.foundry";
  return `policy:\n  waivers:\n    - { rule: ${rule}, address: ${address}, reason: tested, until: 2026-12-31 }\n`;
}

export function network(lines: string): string {
  return `network: { ${lines} }\n`;
}

/** One policy of these filters. */
export function raiPolicy(filters: string, name = "strict"): string {
  return `raiPolicies:\n  - { name: ${name}, filters: [${filters}] }\n`;
}

export const HATE = "{ name: Hate, source: Prompt, severity: Low }";

export const WORKSPACE =
  "/subscriptions/5f0c2a9e-7d41-4b6a-9c58-1e2d3f4a5b6c/resourceGroups/logs-rg/providers/Microsoft.OperationalInsights/workspaces/test-logs";

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

/** The environment that an account file with these sections comes to; undefined when it has errors. */
export function resolved(sections: string, account = ACCOUNT): Environment | undefined {
  return load(filesWith({ "account.yaml": account + sections })).environments[0];
}

/** The findings on an account file with these sections. */
export function found(sections: string, account = ACCOUNT): readonly Diagnostic[] {
  return findingsWith({ "account.yaml": account + sections });
}

/** The one error of an account file with these sections. */
export function only(sections: string, account = ACCOUNT): Diagnostic {
  const errors = found(sections, account).filter(({ severity }) => severity === "error");
  expect(errors).toHaveLength(1);
  return errors[0]!;
}
