/** The `llm-config` ConfigMap as data: what the Kubernetes stack and the manifest both hold. A leaf. */
import { createHash } from "node:crypto";
import type { Aks, LlmConfig, Provider, Route } from "../model";

export const CONFIG_MAP_NAME = "llm-config";

/** What the ConfigMaps of an environment are made from. */
export interface ConfigMapSource {
  readonly aks: Aks;
  readonly llm: LlmConfig;
}

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

/** @see https://github.com/stakater/Reloader (pods opt in with `reloader.stakater.com/search: "true"`) */
const RELOADER_ANNOTATION = "reloader.stakater.com/match";

/** Version of the key contract; `docs/llm-config.md` documents it. */
export const LLM_CONFIG_SCHEMA = "1";

/** Most that Kubernetes takes as the data of one ConfigMap. @see https://kubernetes.io/docs/concepts/configuration/configmap/ */
export const MAX_DATA_BYTES = 1024 * 1024;

/** The ConfigMaps of an environment, one per namespace. */
export function configMaps(environment: ConfigMapSource): ConfigMap[] {
  return bareConfigMaps(environment).map(withHash);
}

export function withHash(one: ConfigMap): ConfigMap {
  return { ...one, annotations: { [HASH_ANNOTATION]: contentHash(one.data), ...one.annotations } };
}

/** The same without the hash, which says nothing that the data does not say. */
export function bareConfigMaps(environment: ConfigMapSource): ConfigMap[] {
  const data = llmEnv(environment.llm);
  const annotations: Record<string, string> = environment.llm.reloader ? { [RELOADER_ANNOTATION]: "true" } : {};
  return environment.aks.namespaces.map((namespace) => ({
    name: CONFIG_MAP_NAME,
    namespace,
    labels: LABELS,
    annotations,
    data,
  }));
}

/**
 * The ConfigMap's data: every configured provider at once, so that changing `LLM_PROVIDER` alone moves all calls. From it
 * and a layer's name a reader can work out every other key. All keys are valid environment-variable names.
 */
export function llmEnv(llm: LlmConfig): Record<string, string> {
  const entries: [string, string][] = [
    ["LLM_CONFIG_SCHEMA", LLM_CONFIG_SCHEMA],
    ["LLM_PROVIDER", llm.provider],
    ...llm.providers.flatMap(providerEntries),
  ];
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Bytes that Kubernetes counts against the limit. */
export function dataBytes(data: Readonly<Record<string, string>>): number {
  return Object.entries(data).reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
}

/** What the keys of a provider begin with. */
export function providerPrefix(provider: string): string {
  return `LLM_${keyPart(provider)}`;
}

/** What the keys of a layer at a provider begin with. */
export function layerPrefix(provider: string, layer: string): string {
  return `${providerPrefix(provider)}_${keyPart(layer)}`;
}

function providerEntries({ name, baseUrl, auth, apiKeyEnv, tokenScope, routes }: Provider): [string, string][] {
  const prefix = providerPrefix(name);
  return present([
    [`${prefix}_BASE_URL`, baseUrl],
    [`${prefix}_AUTH`, auth],
    [`${prefix}_API_KEY_ENV`, apiKeyEnv],
    [`${prefix}_TOKEN_SCOPE`, tokenScope],
    ...routes.flatMap((route) => routeEntries(layerPrefix(name, route.layer), route)),
  ]);
}

function routeEntries(prefix: string, route: Route): [string, string | undefined][] {
  return [
    [`${prefix}_MODEL`, route.model],
    [`${prefix}_API`, route.api],
    [`${prefix}_FALLBACKS`, route.fallbacks.length > 0 ? route.fallbacks.join(",") : undefined],
    [`${prefix}_CONTEXT_TOKENS`, route.contextTokens?.toString()],
    [`${prefix}_MAX_OUTPUT_TOKENS`, route.maxOutputTokens?.toString()],
  ];
}

function present(entries: readonly (readonly [string, string | undefined])[]): [string, string][] {
  return entries.flatMap(([key, value]): [string, string][] => (value === undefined ? [] : [[key, value]]));
}

/** A provider's or layer's name as it stands in a key. */
function keyPart(name: string): string {
  return name.toUpperCase().replace(/-/g, "_");
}

function contentHash(data: Readonly<Record<string, string>>): string {
  return createHash("sha256").update(JSON.stringify(data)).digest("hex");
}
