/** All that Terraform may read in the stacks of an environment, block by block: what the configuration comes to. */
import {
  ACCOUNT_ADDRESS,
  ACCOUNT_ID,
  foundryStackName,
  LOCK_ADDRESS,
  localStatePath,
  POD_IDENTITY_ADDRESS,
  reference,
  remoteStateKey,
} from "./addresses";
import type { Environment } from "./environment";
import { foundryBaseUrl } from "./llm/providers/foundry-url";
import type { Block, Json } from "./resource";
import { resourcesOf } from "./resources";
import { UNDER_LOCK } from "./sections/lock/rules";
import { resourceProviders } from "./sections/resource-providers";
import type { StateBackend } from "./sections/state/rules";
import { IDENTITY_OUTPUTS, OUTPUTS, PROVIDERS, TERRAFORM_VERSIONS, TERRAFORM_VERSIONS_OF_HCP } from "./terraform";

/** By kind and address, as in `resource azurerm_resource_group.foundry`. */
export type StackBlocks = ReadonlyMap<string, Block>;

/** @param stack name of one of the environment's two stacks */
export function stackBlocks(stack: string, environment: Environment): StackBlocks {
  const isFoundry = stack === foundryStackName(environment.name);
  const provider = isFoundry ? "azurerm" : "kubernetes";
  const adopted = environment.adopt.filter((one) => (one.stack === "foundry") === isFoundry);
  return new Map<string, Block>([
    ["terraform terraform", terraformBlock(stack, provider, environment)],
    [`provider provider.${provider}`, isFoundry ? azurerm(environment) : { config_context: environment.aks.context }],
    ...resourceBlocks(environment, isFoundry),
    ...(isFoundry ? outputBlocks(environment) : []),
    ...adopted.map(({ to, id }): [string, Block] => [`import import.${to}`, { to, id }]),
  ]);
}

function terraformBlock(stack: string, provider: keyof typeof PROVIDERS, { state }: Environment): Block {
  return {
    required_version: state.backend === "hcp" ? TERRAFORM_VERSIONS_OF_HCP : TERRAFORM_VERSIONS,
    required_providers: { [provider]: PROVIDERS[provider] },
    ...stateBlock(stack, state),
  };
}

function stateBlock(stack: string, state: StateBackend): Block {
  switch (state.backend) {
    case "local":
      return { backend: { local: { path: localStatePath(stack) } } };
    case "azurerm": {
      const signIn = { use_azuread_auth: true, use_oidc: true };
      const container = { storage_account_name: state.storageAccount, container_name: state.container };
      return { backend: { azurerm: { ...container, key: remoteStateKey(stack), ...signIn } } };
    }
    case "hcp":
      return {
        cloud: { organization: state.organization, workspaces: { name: stack, project: state.project } },
      };
  }
}

function azurerm(environment: Environment): Block {
  return {
    features: {
      cognitive_account: { purge_soft_delete_on_destroy: false },
      resource_group: { prevent_deletion_if_contains_resources: true },
    },
    resource_provider_registrations: "none",
    resource_providers_to_register: resourceProviders(environment),
  };
}

function resourceBlocks(environment: Environment, isFoundry: boolean): [string, Block][] {
  const own = resourcesOf(environment).filter(({ kind }) => (kind === "configMap") !== isFoundry);
  const before = own.filter(({ type }) => UNDER_LOCK.includes(type)).map(({ address }) => address);
  return own.map(({ address, block }) => [
    `resource ${address}`,
    address === LOCK_ADDRESS ? { ...block, depends_on: before } : block,
  ]);
}

function outputBlocks({ account, deployments, identity }: Environment): [string, Block][] {
  const values: Record<keyof typeof OUTPUTS, Json> = {
    account_id: ACCOUNT_ID,
    endpoint: reference(ACCOUNT_ADDRESS, "endpoint"),
    openai_base_url: foundryBaseUrl(account),
    deployment_names: deployments.map(({ name }) => name),
    identity_principal_id: reference(ACCOUNT_ADDRESS, "identity[0].principal_id"),
  };
  const pods: Record<keyof typeof IDENTITY_OUTPUTS, Json> = {
    client_id: reference(POD_IDENTITY_ADDRESS, "client_id"),
    tenant_id: reference(POD_IDENTITY_ADDRESS, "tenant_id"),
  };
  const described: Readonly<Record<string, string>> = { ...OUTPUTS, ...IDENTITY_OUTPUTS };
  return Object.entries({ ...values, ...(identity && pods) }).map(([name, value]) => [
    `output output.${name}`,
    { value, description: described[name] ?? "" },
  ]);
}
