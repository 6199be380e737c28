/** The ConfigMaps as Kubernetes YAML, for `kubectl apply -f` and GitOps. */
import { stringify } from "yaml";
import { type ConfigMap, configMaps, type ConfigMapSource } from "./llm-env";

/** @returns one YAML document per namespace */
export function renderManifest(environment: ConfigMapSource): string {
  return configMaps(environment)
    .map((configMap) => `---\n${stringify(toKubernetes(configMap), { lineWidth: 0, aliasDuplicateObjects: false })}`)
    .join("");
}

function toKubernetes({ name, namespace, labels, annotations, data }: ConfigMap): object {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace, labels, annotations }, data };
}
