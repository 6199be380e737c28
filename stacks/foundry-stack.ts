import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { foundryStackName } from "../config/addresses";
import type { Environment } from "../config/environment";
import type { Deployment } from "../config/model";
import { resourceProviders } from "../config/sections/resource-providers";
import type { SectionSettings } from "../config/sections/sections";
import { IDENTITY_OUTPUTS, OUTPUTS } from "../config/terraform";
import { AccountLock } from "../constructs/account-lock";
import { FoundryAccount } from "../constructs/foundry-account";
import { fixLogicalId } from "../constructs/logical-id";
import { ModelDeployment } from "../constructs/model-deployment";
import type { PodIdentity } from "../constructs/pod-identity";
import { addImports } from "./imports";
import { addBudget, addGrants, addIdentity, addMonitoring, addRaiPolicies } from "./section-constructs";
import { addTerraformSettings } from "./terraform-settings";

const DESCRIPTIONS = { ...OUTPUTS, ...IDENTITY_OUTPUTS };

/** What the Foundry stack is made of: nothing of the routing, so that a routing change cannot touch it. */
export type FoundryStackProps = Pick<Environment, "name" | "account" | "deployments"> &
  Partial<Pick<Environment, "adopt"> & SectionSettings>;

/** The Foundry account of one environment, its model deployments, and what the optional sections add. */
export class FoundryStack extends TerraformStack {
  constructor(scope: Construct, props: FoundryStackProps) {
    super(scope, foundryStackName(props.name));
    const { account, lock, network } = props;
    addTerraformSettings(this, "azurerm", props.state);
    this.addProvider(resourceProviders(props));
    const foundry = new FoundryAccount(this, "foundry", { ...account, ...(network && { network }) });
    const filters = addRaiPolicies(this, foundry, props);
    const deployments = props.deployments.map((deployment) =>
      this.addDeployment(foundry, { ...deployment, raiPolicy: filters.nameOf(deployment.raiPolicy) }),
    );
    const pods = addIdentity(this, foundry, props);
    const grants = addGrants(this, foundry, props);
    const logs = addMonitoring(this, foundry, props);
    addBudget(this, foundry, props);
    if (lock !== undefined) {
      const roles = [...(pods ? [pods] : []), ...grants].map(({ role }) => role);
      const after = [...deployments.map(({ resource }) => resource), ...roles, ...filters.resources, ...logs];
      new AccountLock(this, "account:lock", { account: foundry, level: lock, after });
    }
    this.addOutputs(
      foundry,
      deployments.map(({ deploymentName }) => deploymentName),
    );
    if (pods !== undefined) this.addIdentityOutputs(pods);
    addImports(this, "foundry", props.adopt);
  }

  private addProvider(resourceProvidersToRegister: string[]): void {
    new AzurermProvider(this, "azurerm", {
      features: [
        {
          // A purge needs rights on the subscription and cannot be undone; a soft-deleted account can be restored.
          cognitiveAccount: [{ purgeSoftDeleteOnDestroy: false }],
          resourceGroup: [{ preventDeletionIfContainsResources: true }],
        },
      ],
      resourceProviderRegistrations: "none",
      resourceProvidersToRegister,
    });
  }

  private addDeployment(account: FoundryAccount, deployment: Deployment): ModelDeployment {
    return new ModelDeployment(this, deployment.name, { ...deployment, account });
  }

  private addOutputs(account: FoundryAccount, deploymentNames: string[]): void {
    this.addOutput("account_id", account.accountId);
    this.addOutput("endpoint", account.endpoint);
    this.addOutput("openai_base_url", account.openAiBaseUrl);
    this.addOutput("deployment_names", deploymentNames);
    this.addOutput("identity_principal_id", account.identityPrincipalId);
  }

  private addIdentityOutputs({ clientId, tenantId }: PodIdentity): void {
    this.addOutput("client_id", clientId);
    this.addOutput("tenant_id", tenantId);
  }

  private addOutput(name: keyof typeof DESCRIPTIONS, value: string | string[]): void {
    fixLogicalId(new TerraformOutput(this, `output-${name}`, { value, description: DESCRIPTIONS[name] }), name);
  }
}
