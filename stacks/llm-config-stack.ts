import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { configMapId, llmConfigStackName } from "../config/addresses";
import { configMaps } from "../config/llm/llm-env";
import type { Environment } from "../config/environment";
import { LlmConfigMap } from "../constructs/llm-config-map";
import { addImports } from "./imports";
import { addTerraformSettings } from "./terraform-settings";

export type LlmConfigStackProps = Pick<Environment, "name" | "aks" | "llm"> &
  Partial<Pick<Environment, "state" | "adopt">>;

/** The `llm-config` ConfigMaps of one environment, one per namespace. */
export class LlmConfigStack extends TerraformStack {
  constructor(scope: Construct, environment: LlmConfigStackProps) {
    super(scope, llmConfigStackName(environment.name));
    addTerraformSettings(this, "kubernetes", environment.state);
    // The kubeconfig file itself comes from KUBE_CONFIG_PATH: a path would tie the output to one machine.
    new KubernetesProvider(this, "kubernetes", { configContext: environment.aks.context });
    for (const configMap of configMaps(environment)) {
      new LlmConfigMap(this, configMapId(configMap.namespace), { configMap });
    }
    addImports(this, "llm-config", environment.adopt);
  }
}
