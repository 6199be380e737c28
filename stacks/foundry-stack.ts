import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { foundryStackName } from "../config/addresses";
import { RESOURCE_PROVIDERS } from "../config/model";
import type { Account, Deployment, Environment } from "../config/model";
import { FoundryAccount } from "../constructs/foundry-account";
import { fixLogicalId } from "../constructs/logical-id";
import { ModelDeployment } from "../constructs/model-deployment";
import { addTerraformSettings } from "./terraform-settings";

/** What the Foundry stack is made of: nothing of the routing, so that a routing change cannot touch it. */
export type FoundryStackProps = Pick<Environment, "name" | "account" | "deployments">;

/** The Foundry account of one environment and its model deployments. */
export class FoundryStack extends TerraformStack {
  constructor(scope: Construct, { name, account, deployments }: FoundryStackProps) {
    super(scope, foundryStackName(name));
    addTerraformSettings(this, "azurerm");
    this.addProvider();
    const foundry = this.addAccount(account);
    const names = deployments.map((deployment) => this.addDeployment(foundry, deployment));
    this.addOutputs(foundry, names);
  }

  private addProvider(): void {
    new AzurermProvider(this, "azurerm", {
      features: [
        {
          // A purge needs rights on the subscription and cannot be undone; a soft-deleted account can be restored.
          cognitiveAccount: [{ purgeSoftDeleteOnDestroy: false }],
          resourceGroup: [{ preventDeletionIfContainsResources: true }],
        },
      ],
      resourceProviderRegistrations: "none",
      resourceProvidersToRegister: [...RESOURCE_PROVIDERS],
    });
  }

  private addAccount({ name, subdomain, ...settings }: Account): FoundryAccount {
    return new FoundryAccount(this, "foundry", { ...settings, name, subdomain });
  }

  private addDeployment(account: FoundryAccount, deployment: Deployment): string {
    return new ModelDeployment(this, deployment.name, { ...deployment, account }).deploymentName;
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

  private addOutput(name: string, value: string | string[], description: string): void {
    fixLogicalId(new TerraformOutput(this, `output-${name}`, { value, description }), name);
  }
}
