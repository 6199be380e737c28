import { ConfigMap, type IConfigMap } from "kubernetes-models/v1";
import { parseAllDocuments } from "yaml";
import { renderManifest } from "../../../config/llm/manifest";
import type { Environment } from "../../../config/environment";
import { LlmConfigStack } from "../../../stacks/llm-config-stack";
import { fixtureEnvironment, resources, testStack } from "../../helpers/stack";

/** The five-model environment with other namespaces. */
function inNamespaces(...namespaces: string[]): Environment {
  const environment = fixtureEnvironment();
  return { ...environment, aks: { ...environment.aks, namespaces } };
}

function documentsOf(environment: Environment): unknown[] {
  return parseAllDocuments(renderManifest(environment)).map((document) => document.toJS() as unknown);
}

/** The ConfigMaps of the Kubernetes stack, as documents of a manifest. */
function stackOf(environment: Environment): unknown[] {
  const stack = new LlmConfigStack(testStack(), environment);
  return Object.values(resources(stack).kubernetes_config_map_v1 ?? {}).map((configMap) => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    ...configMap,
  }));
}

test("minimal", () => {
  const { llm, aks } = inNamespaces("default");

  const manifest = renderManifest({ aks, llm: { ...llm, providers: [] } });

  expect(manifest).toMatchInlineSnapshot(`
    "---
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: llm-config
      namespace: default
      labels:
        app.kubernetes.io/component: configuration
        app.kubernetes.io/managed-by: cdktf
        app.kubernetes.io/name: llm-config
        app.kubernetes.io/part-of: foundry
      annotations:
        checksum/config: 7376302b75160b4e414e6a85ff3c3a2a695b80f0b2735582eb7ab5e6869cb91c
    data:
      LLM_CONFIG_SCHEMA: "1"
      LLM_PROVIDER: foundry
    "
  `);
});

test.each([[["default"]], [["team-a", "team-b"]]])("holds what the Kubernetes stack holds, in %j", (namespaces) => {
  const environment = inNamespaces(...namespaces);

  const documents = documentsOf(environment);

  expect(documents).toHaveLength(namespaces.length);
  expect(documents).toEqual(stackOf(environment));
});

test("two namespaces get the same data, each written out", () => {
  const [a, b] = documentsOf(inNamespaces("team-a", "team-b")) as { metadata: object; data: object }[];

  expect(a?.metadata).toMatchObject({ name: "llm-config", namespace: "team-a" });
  expect(b?.metadata).toMatchObject({ name: "llm-config", namespace: "team-b" });
  expect(a?.data).toEqual(b?.data);
  expect(renderManifest(inNamespaces("team-a", "team-b"))).not.toMatch(/[&*]a\d/);
});

test("a value that YAML could take for something else stays text", () => {
  const { llm, aks } = inNamespaces("default");
  const [foundry] = llm.providers;
  const models = ["1.10", "true", "null", "2026-03-05", "a: b", "é\n'\"", "x".repeat(200)];
  const routes = models.map((model, index) => ({
    layer: `l${index}`,
    model,
    api: "responses" as const,
    fallbacks: [],
  }));

  const [document] = documentsOf({ ...inNamespaces(), aks, llm: { ...llm, providers: [{ ...foundry!, routes }] } });

  const { data } = document as { data: Record<string, string> };
  expect(models.map((_, index) => data[`LLM_FOUNDRY_L${index}_MODEL`])).toEqual(models);
});

test("every document is a ConfigMap by Kubernetes' own schema, for two namespaces and two providers", () => {
  const { llm, ...environment } = inNamespaces("team-a", "team-b");
  const bedrock = { ...llm.providers[0]!, name: "bedrock" as const, auth: "aws-bearer" as const, apiKeyEnv: "KEY" };
  const twoProviders = { ...environment, llm: { ...llm, reloader: true, providers: [...llm.providers, bedrock] } };

  const documents = documentsOf(twoProviders);

  expect(documents).toHaveLength(2);
  expect(documents).toEqual(stackOf(twoProviders));
  for (const document of documents) new ConfigMap(document as IConfigMap).validate();
  expect(() => new ConfigMap({ ...(documents[0] as IConfigMap), data: { a: 1 as never } }).validate()).toThrow(
    "must be string",
  );
});

test("marks the ConfigMap for Reloader only when asked to", () => {
  const { llm, aks } = inNamespaces("default");
  const annotation = "reloader.stakater.com/match";
  expect(renderManifest({ aks, llm })).not.toContain(annotation);
  expect(renderManifest({ aks, llm: { ...llm, reloader: true } })).toContain(`${annotation}: "true"`);
});
