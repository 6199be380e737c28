/** Optional sections of account.yaml, as texts to put after an account file. */

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
