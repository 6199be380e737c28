import type { ConfigMap } from "../../config/llm/llm-env";
import { LlmConfigMap } from "../../constructs/llm-config-map";
import { addresses, resources, synthesised, testStack } from "../helpers/stack";

const MINIMAL: ConfigMap = { name: "llm-config", namespace: "default", labels: {}, annotations: {}, data: {} };

/** All ConfigMaps' blocks by logical id, of one from minimal props with some varied. */
function configMapsWith(configMap: Partial<ConfigMap>) {
  const stack = testStack();
  new LlmConfigMap(stack, "any-id", { configMap: { ...MINIMAL, ...configMap } });
  return resources(stack).kubernetes_config_map_v1 ?? {};
}

function creating(configMap: Partial<ConfigMap>) {
  return () => configMapsWith(configMap);
}

test("minimal", () => {
  const stack = testStack();

  new LlmConfigMap(stack, "any-id", { configMap: MINIMAL });

  expect(resources(stack)).toEqual({
    kubernetes_config_map_v1: {
      "llm-config-default": {
        metadata: { name: "llm-config", namespace: "default", labels: {}, annotations: {} },
        data: {},
      },
    },
  });
});

test("writes labels, annotations and data as they are", () => {
  const configMap = {
    labels: { "app.kubernetes.io/name": "llm-config" },
    annotations: { "checksum/config": "abc" },
    data: { LLM_PROVIDER: "foundry" },
  };

  const { "llm-config-default": written } = configMapsWith(configMap);

  expect(written).toEqual({
    metadata: {
      name: "llm-config",
      namespace: "default",
      labels: { "app.kubernetes.io/name": "llm-config" },
      annotations: { "checksum/config": "abc" },
    },
    data: { LLM_PROVIDER: "foundry" },
  });
});

test("each namespace has an address of its own", () => {
  const stack = testStack();

  new LlmConfigMap(stack, "one", { configMap: { ...MINIMAL, namespace: "team-a" } });
  new LlmConfigMap(stack, "two", { configMap: { ...MINIMAL, namespace: "team-b" } });

  expect(addresses(synthesised(stack))).toEqual([
    "kubernetes_config_map_v1.llm-config-team-a",
    "kubernetes_config_map_v1.llm-config-team-b",
  ]);
});

test("rejects a second ConfigMap for one namespace", () => {
  const stack = testStack();
  new LlmConfigMap(stack, "one", { configMap: MINIMAL });

  expect(() => new LlmConfigMap(stack, "two", { configMap: MINIMAL })).toThrow(
    new Error(
      "test/two/Resource: the Terraform address kubernetes_config_map_v1.llm-config-default is taken in stack test; choose another name",
    ),
  );
});

test.each(["", "Default", "team_a", "a.b", "a".repeat(64)])("rejects %j as namespace", (namespace) => {
  expect(creating({ namespace })).toThrow(
    `${JSON.stringify(namespace)} cannot be a Kubernetes namespace: use at most 63 lower-case letters, digits and hyphens`,
  );
});

test.each(["-team", "team-"])("rejects %j as namespace, and says what is wrong at its ends", (namespace) => {
  expect(creating({ namespace })).toThrow(/^"-?team-?" cannot be .*with a letter or digit at both ends$/);
});

test.each(["", "1KEY", "LLM-PROVIDER", "llm_provider", "LLM.PROVIDER", "LLM PROVIDER"])(
  "rejects %j as key: it is no environment variable",
  (key) => {
    expect(creating({ data: { LLM_PROVIDER: "foundry", [key]: "x" } })).toThrow(
      new Error(`ConfigMap key ${JSON.stringify(key)}: envFrom takes only valid environment-variable names`),
    );
  },
);
