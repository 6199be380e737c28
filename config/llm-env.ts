/** The `llm-config` ConfigMap as data: what the Kubernetes stack and the manifest both hold. A leaf. */
import { createHash } from "node:crypto";
import type { Account, Environment, LlmConfig, Provider } from "./model";

export const CONFIG_MAP_NAME = "llm-config";

/** One ConfigMap, ready for the provider and for `kubectl apply -f`. */
export interface ConfigMap {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, string>>;
}

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
const LABELS = {
  "app.kubernetes.io/component": "configuration",
  "app.kubernetes.io/managed-by": "cdktf",
  "app.kubernetes.io/name": CONFIG_MAP_NAME,
  "app.kubernetes.io/part-of": "foundry",
};

/** Changes exactly when the data changes: copied to a pod template it makes pods restart. */
const HASH_ANNOTATION = "checksum/config";

/**
 * The OpenAI v1 base URL of a Foundry account, the same for every deployment in it.
 * @see https://learn.microsoft.com/azure/foundry/openai/api-version-lifecycle
 */
export function foundryBaseUrl(account: Pick<Account, "subdomain">): string {
  return `https://${account.subdomain.toLowerCase()}.openai.azure.com/openai/v1/`;
}

/** The ConfigMaps of an environment, one per namespace. */
export function configMaps(environment: Pick<Environment, "aks" | "llm">): ConfigMap[] {
  const data = llmEnv(environment.llm);
  const annotations = { [HASH_ANNOTATION]: contentHash(data) };
  return environment.aks.namespaces.map((namespace) => ({
    name: CONFIG_MAP_NAME,
    namespace,
    labels: LABELS,
    annotations,
    data,
  }));
}

/**
 * The ConfigMap's data. From `LLM_PROVIDER` and a layer's name a reader can work out every other key it needs.
 * All keys are valid environment-variable names.
 */
export function llmEnv(llm: LlmConfig): Record<string, string> {
  const entries: [string, string][] = [["LLM_PROVIDER", llm.provider], ...llm.providers.flatMap(providerEntries)];
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function providerEntries(provider: Provider): [string, string][] {
  const prefix = `LLM_${keyPart(provider.name)}`;
  return [
    [`${prefix}_BASE_URL`, provider.baseUrl],
    [`${prefix}_AUTH`, provider.auth],
    ...provider.routes.flatMap(({ layer, model, api }): [string, string][] => [
      [`${prefix}_${keyPart(layer)}_MODEL`, model],
      [`${prefix}_${keyPart(layer)}_API`, api],
    ]),
  ];
}

/** A provider's or layer's name as it stands in a key. */
export function keyPart(name: string): string {
  return name.toUpperCase().replace(/-/g, "_");
}

function contentHash(data: Readonly<Record<string, string>>): string {
  return createHash("sha256").update(JSON.stringify(data)).digest("hex");
}
