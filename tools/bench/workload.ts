/** Configurations of any size, and the same thing as plain data for a program that only has to build it. */
import { deploymentId } from "../../config/addresses";
import { configMaps } from "../../config/llm/llm-env";
import type { Environment } from "../../config/environment";

/** How large a configuration is. */
export interface Size {
  readonly environments: number;
  /** Deployments in each environment. */
  readonly deployments: number;
}

const pad = (value: number, length: number): string => String(value).padStart(length, "0");

/**
 * Configuration files by path. The models are invented, so their entries give what the catalogue would.
 * @param capacity of the first model
 */
export function configurationFiles({ environments, deployments }: Size, capacity = 50): Record<string, string> {
  const files: Record<string, string> = {};
  for (let index = 1; index <= environments; index += 1) {
    const name = `env-${pad(index, 3)}`;
    files[`${name}/account.yaml`] = accountText(name);
    files[`${name}/models.yaml`] = modelsText(deployments, capacity);
    files[`${name}/llm-config.yaml`] = routingText();
  }
  return files;
}

function accountText(name: string): string {
  return `version: 1
account:
  name: bench-${name}
  resourceGroup: bench-rg
  location: westus
  tags: { managed-by: cdktf }
aks:
  cluster: bench-${name}
  namespaces: [default]
  serviceAccount: llm-client
`;
}

function modelsText(deployments: number, capacity: number): string {
  const entries = Array.from({ length: deployments }, (_, index) =>
    [
      `  - name: model-${pad(index + 1, 4)}`,
      "    format: OpenAI",
      '    version: "2026-01-01"',
      "    apis: [chat-completions]",
      "    directFromAzure: true",
      `    capacity: ${capacity + (index % 200)}`,
      "",
    ].join("\n"),
  );
  return `version: 1\nmodels:\n${entries.join("")}`;
}

function routingText(): string {
  return `version: 1
provider: foundry
layers:
  generation: { stage: L1, model: model-0001 }
  analysis: { stage: L3, model: model-0002 }
  decision: { stage: L4, model: model-0003 }
  reporting: { stage: L5, model: model-0001 }
`;
}

/** What a bare loop needs to create an environment's resources: every decision is made already. */
export function plainData(environments: readonly Environment[]): object {
  return environments.map(({ name, account, aks, llm, deployments }) => ({
    name,
    account,
    context: aks.context,
    configMaps: configMaps({ aks, llm }),
    deployments: deployments.map((deployment) => ({
      id: deploymentId(deployment.name),
      name: deployment.name,
      format: deployment.format,
      version: deployment.version,
      capacity: deployment.capacity.thousands,
      raiPolicy: deployment.raiPolicy,
      versionUpgradeOption: deployment.versionUpgradeOption,
    })),
  }));
}
