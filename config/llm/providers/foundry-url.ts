import type { Account } from "../../model";

/**
 * The OpenAI v1 base URL of a Foundry account, the same for every deployment in it.
 * @see https://learn.microsoft.com/azure/foundry/openai/api-version-lifecycle
 */
export function foundryBaseUrl(account: Pick<Account, "subdomain">): string {
  return `https://${account.subdomain.toLowerCase()}.openai.azure.com/openai/v1/`;
}
