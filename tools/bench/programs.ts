/** Programs that the bench writes to its temporary folder to compare with: texts, because the tools never import cdktf. */

/** Creates the resources of `data.json` and checks nothing. Valid as TypeScript and as JavaScript. */
const LOOP = `
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

/** What the loop takes from which package; deep paths, because a provider's index costs seconds. */
const IMPORTS: readonly (readonly [names: string, from: string])[] = [
  ["App, LocalBackend, TerraformOutput, TerraformStack", "cdktf"],
  ["AzurermProvider", "@cdktf/provider-azurerm/lib/provider"],
  ["CognitiveAccount", "@cdktf/provider-azurerm/lib/cognitive-account"],
  ["CognitiveDeployment", "@cdktf/provider-azurerm/lib/cognitive-deployment"],
  ["KubernetesProvider", "@cdktf/provider-kubernetes/lib/provider"],
  ["ConfigMapV1", "@cdktf/provider-kubernetes/lib/config-map-v1"],
];

/** The bare loop as JavaScript that needs no compiling: `node bare.cjs` beside `data.json`. */
export const BARE_LOOP = [
  ...IMPORTS.map(([names, from]) => `const { ${names} } = require("${from}");`),
  'const environments = require("./data.json");',
  LOOP,
].join("\n");

/** The same as the `main.ts` of a project made with `cdktf init --template=typescript`. */
export const STOCK_MAIN = [
  ...IMPORTS.map(([names, from]) => `import { ${names} } from "${from}";`),
  'import environments from "./data.json";',
  LOOP,
].join("\n");

/** The settings of that template's tsconfig.json that cost time: full type check, libraries left out. */
export const STOCK_TSCONFIG = JSON.stringify({
  compilerOptions: {
    target: "ES2018",
    lib: ["es2018"],
    module: "CommonJS",
    strict: true,
    skipLibCheck: true,
    resolveJsonModule: true,
    esModuleInterop: true,
    declaration: true,
    inlineSourceMap: true,
    inlineSources: true,
  },
});

/** Name of the variable that tells {@link PEAK_PRELOAD} where to write. */
export const PEAK_FILE_ENV = "FOUNDRY_BENCH_PEAK_FILE";

/**
 * Loaded before a program: writes the largest resident size that its process has had, in KiB. Linux counts the parent's
 * memory at the time of the start in `maxRSS` too, so the program's own mark is read where there is one.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
 */
export const PEAK_PRELOAD = `
const fs = require("node:fs");
const peak = () => {
  try {
    return /VmHWM:\\s+(\\d+)/.exec(fs.readFileSync("/proc/self/status", "utf8"))[1];
  } catch {
    return process.resourceUsage().maxRSS;
  }
};
process.on("exit", () => fs.writeFileSync(process.env.${PEAK_FILE_ENV}, String(peak())));
`;
