import { configMapAddress } from "../addresses";
import { type Resource, resourceType } from "../resource";
import { bareConfigMaps, type ConfigMapSource, withHash } from "./llm-env";

/** @see https://registry.terraform.io/providers/hashicorp/kubernetes/2.38.0/docs/resources/config_map_v1#argument-reference */
const configMap = resourceType("kubernetes_config_map_v1", {
  namespace: "replace",
  data: "update",
  annotations: "update",
});

/** The ConfigMaps, one per namespace. */
export function configMapResources(environment: ConfigMapSource): Resource[] {
  return bareConfigMaps(environment).map((one) => {
    const { name, namespace, labels, annotations, data } = one;
    return configMap({
      kind: "configMap",
      name: `${namespace}/${name}`,
      address: configMapAddress(namespace),
      fields: { namespace, data, annotations },
      block: { metadata: { name, namespace, labels, annotations: withHash(one).annotations }, data },
    });
  });
}
