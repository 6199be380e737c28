import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import { Construct } from "constructs";
import { configMapAddress } from "../config/addresses";
import type { ConfigMap } from "../config/llm-env";
import { isNamespace } from "../config/model";
import { fixAddress } from "./logical-id";

export interface LlmConfigMapProps {
  /** Name, namespace, labels, annotations and data: the same object that the manifest is written from. */
  readonly configMap: ConfigMap;
}

/**
 * The `llm-config` ConfigMap in one namespace.
 * @see https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs/resources/config_map_v1
 */
export class LlmConfigMap extends Construct {
  /** @throws Error when the namespace or a key of the data is not one Kubernetes takes */
  constructor(scope: Construct, id: string, { configMap }: LlmConfigMapProps) {
    super(scope, id);
    const { name, namespace, labels, annotations, data } = configMap;
    if (!isNamespace(namespace)) {
      throw new Error(
        `namespace ${JSON.stringify(namespace)}: use at most 63 lower-case letters, digits and hyphens, with a letter or digit at both ends`,
      );
    }
    const badKey = Object.keys(data).find((key) => !/^[A-Z_][A-Z0-9_]*$/.test(key));
    if (badKey !== undefined) {
      throw new Error(`ConfigMap key ${JSON.stringify(badKey)}: envFrom takes only valid environment-variable names`);
    }
    const resource = new ConfigMapV1(this, "Resource", {
      metadata: { name, namespace, labels: { ...labels }, annotations: { ...annotations } },
      data: { ...data },
    });
    fixAddress(resource, configMapAddress(namespace));
  }
}
