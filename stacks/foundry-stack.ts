import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { accessId, foundryStackName } from "../config/addresses";
import { resourceProviders } from "../config/model-account";
import type { Account, Deployment, Environment } from "../config/model";
import type { AccessGrant as AccessGrantSettings, PodIdentitySettings } from "../config/model-account";
import type { NetworkSettings } from "../config/model-network";
import type { OperationsSections } from "../config/model-operations";
import { AccessGrant } from "../constructs/access-grant";
import { AccountLock } from "../constructs/account-lock";
import { FoundryAccount } from "../constructs/foundry-account";
import { fixLogicalId } from "../constructs/logical-id";
import { ModelDeployment } from "../constructs/model-deployment";
import { PodIdentity } from "../constructs/pod-identity";
import { addImports } from "./imports";
import { addBudget, addMonitoring, addRaiPolicies } from "./operations";
import { addTerraformSettings } from "./terraform-settings";

/** What the Foundry stack is made of: nothing of the routing, so that a routing change cannot touch it. */
export type FoundryStackProps = Pick<Environment, "name" | "account" | "deployments"> &
  Partial<Pick<Environment, "identity" | "access" | "lock" | "state" | "adopt" | keyof OperationsSections>>;

/** The Foundry account of one environment, its model deployments, and what the optional sections add. */
export class FoundryStack extends TerraformStack {
  constructor(scope: Construct, props: FoundryStackProps) {
    super(scope, foundryStackName(props.name));
    const { account, identity, lock } = props;
    addTerraformSettings(this, "azurerm", props.state);
    this.addProvider(resourceProviders(props));
    const foundry = this.addAccount(account, props.network);
    const filters = addRaiPolicies(this, foundry, props);
    const deployments = props.deployments.map((deployment) =>
      this.addDeployment(foundry, { ...deployment, raiPolicy: filters.nameOf(deployment.raiPolicy) }),
    );
    const pods = identity && this.addIdentity(foundry, account, identity);
    const grants = (props.access ?? []).map((grant) => this.addGrant(foundry, grant));
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

  private addAccount(settings: Account, network: NetworkSettings | undefined): FoundryAccount {
    return new FoundryAccount(this, "foundry", { ...settings, ...(network && { network }) });
  }

  private addDeployment(account: FoundryAccount, deployment: Deployment): ModelDeployment {
    return new ModelDeployment(this, deployment.name, { ...deployment, account });
  }

  private addIdentity(
    account: FoundryAccount,
    { location, tags }: Account,
    settings: PodIdentitySettings,
  ): PodIdentity {
    return new PodIdentity(this, "account:identity", {
      ...settings,
      account,
      location,
      tags,
      resourceGroup: account.resourceGroup,
    });
  }

  private addGrant(account: FoundryAccount, grant: AccessGrantSettings): AccessGrant {
    return new AccessGrant(this, `account:${accessId(grant.principalId)}`, { ...grant, account });
  }

  private addOutputs(account: FoundryAccount, deploymentNames: string[]): void {
    this.addOutput("account_id", account.accountId, "Azure resource id of the Foundry account");
    this.addOutput("endpoint", account.endpoint, "Base URL of the account's own API");
    this.addOutput(
      "openai_base_url",
      account.openAiBaseUrl,
      "Base URL of the OpenAI v1 API, the same for every deployment",
    );
    this.addOutput("deployment_names", deploymentNames, "What callers send as model");
    this.addOutput("identity_principal_id", account.identityPrincipalId, "Principal of the account's own identity");
  }

  private addIdentityOutputs({ clientId, tenantId }: PodIdentity): void {
    this.addOutput("client_id", clientId, "Client id of the pods' identity, for the service account's annotation");
    this.addOutput("tenant_id", tenantId, "Entra ID tenant in which the pods sign in");
  }

  private addOutput(name: string, value: string | string[], description: string): void {
    fixLogicalId(new TerraformOutput(this, `output-${name}`, { value, description }), name);
  }
}
