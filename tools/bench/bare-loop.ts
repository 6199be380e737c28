/** The program that synth is compared with: a text that the bench writes to its folder, because the tools never import cdktf. */

/** Creates the resources of `data.json` and checks nothing. Deep paths, because a provider's index costs seconds. */
export const BARE_LOOP = `
const { App, LocalBackend, TerraformOutput, TerraformStack } = require("cdktf");
const { AzurermProvider } = require("@cdktf/provider-azurerm/lib/provider");
const { CognitiveAccount } = require("@cdktf/provider-azurerm/lib/cognitive-account");
const { CognitiveDeployment } = require("@cdktf/provider-azurerm/lib/cognitive-deployment");
const { KubernetesProvider } = require("@cdktf/provider-kubernetes/lib/provider");
const { ConfigMapV1 } = require("@cdktf/provider-kubernetes/lib/config-map-v1");
const environments = require("./data.json");

const app = new App();
for (const { name, account, deployments, context, configMaps } of environments) {
  const foundry = new TerraformStack(app, "foundry-" + name);
  new LocalBackend(foundry, { path: "../../../terraform.foundry-" + name + ".tfstate" });
  new AzurermProvider(foundry, "azurerm", {
    features: [
      {
        cognitiveAccount: [{ purgeSoftDeleteOnDestroy: false }],
        resourceGroup: [{ preventDeletionIfContainsResources: true }],
      },
    ],
    resourceProviderRegistrations: "none",
    resourceProvidersToRegister: ["Microsoft.CognitiveServices"],
  });
  const resource = new CognitiveAccount(foundry, "foundry", {
    name: account.name,
    resourceGroupName: account.resourceGroup,
    location: account.location,
    kind: "AIServices",
    skuName: "S0",
    customSubdomainName: account.subdomain,
    identity: { type: "SystemAssigned" },
    localAuthEnabled: account.localAuth,
    projectManagementEnabled: account.projectManagement,
    tags: account.tags,
    lifecycle: { preventDestroy: account.preventDestroy },
  });
  for (const { id, name, format, version, capacity, raiPolicy, versionUpgradeOption } of deployments) {
    const deployment = new CognitiveDeployment(foundry, name, {
      name,
      cognitiveAccountId: resource.id,
      model: { format, name, version },
      sku: { name: "GlobalStandard", capacity },
      raiPolicyName: raiPolicy,
      versionUpgradeOption,
    });
    deployment.overrideLogicalId(id);
  }
  new TerraformOutput(foundry, "account_id", { value: resource.id });
  new TerraformOutput(foundry, "endpoint", { value: resource.endpoint });
  new TerraformOutput(foundry, "deployment_names", { value: deployments.map((one) => one.name) });
  const llmConfig = new TerraformStack(app, "llm-config-" + name);
  new LocalBackend(llmConfig, { path: "../../../terraform.llm-config-" + name + ".tfstate" });
  new KubernetesProvider(llmConfig, "kubernetes", { configContext: context });
  for (const { name, namespace, labels, annotations, data } of configMaps) {
    new ConfigMapV1(llmConfig, name + "-" + namespace, { metadata: { name, namespace, labels, annotations }, data });
  }
}
app.synth();
`;
