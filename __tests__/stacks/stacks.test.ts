import { ACCOUNT_ADDRESS } from "../../config/addresses";
import type { Environment } from "../../config/environment";
import { synthFiles } from "../../stacks/synth";
import { addresses, fixtureEnvironment, type Terraform } from "../helpers/stack";

const FOUNDRY = "stacks/foundry-dev/cdk.tf.json";
const LLM_CONFIG = "stacks/llm-config-dev/cdk.tf.json";

/** What synth writes for the environments, by path. */
function textsOf(...environments: Environment[]): Record<string, string> {
  return Object.fromEntries(synthFiles(environments).map((file) => [file.path, file.text]));
}

function parsed(text: string | undefined): Terraform {
  return JSON.parse(text ?? "null") as Terraform;
}

const fixture = fixtureEnvironment();
const texts = textsOf(fixture);
const foundry = parsed(texts[FOUNDRY]);
const llmConfig = parsed(texts[LLM_CONFIG]);

test("cdktf notes no call stacks, and whoever else wants them gets them", () => {
  const capture = jest.spyOn(Error, "captureStackTrace");
  try {
    textsOf(fixture);
    expect(capture).not.toHaveBeenCalled();
    expect(Error.captureStackTrace).toBe(capture);
  } finally {
    capture.mockRestore();
  }
});

test("an environment is two stacks, cdktf's manifest, the ConfigMap manifest and the policy report", () => {
  expect(Object.keys(texts).sort()).toEqual([
    "manifest.json",
    "manifests/llm-config-dev.yaml",
    "policy-report.json",
    FOUNDRY,
    LLM_CONFIG,
  ]);
});

test.each([
  ["foundry-dev", foundry, { azurerm: { source: "hashicorp/azurerm", version: "4.55.0" } }],
  ["llm-config-dev", llmConfig, { kubernetes: { source: "hashicorp/kubernetes", version: "2.38.0" } }],
])("%s pins provider and Terraform, and keeps its state in the project's root", (name, { terraform }, providers) => {
  expect(terraform).toEqual({
    required_version: ">= 1.5, < 2.0",
    required_providers: providers,
    backend: { local: { path: `../../../terraform.${name}.tfstate` } },
  });
});

test("with state in HCP Terraform each stack is a workspace of the project, and Terraform must know projects", () => {
  const hcp = textsOf({ ...fixture, state: { backend: "hcp", organization: "aucert", project: "foundry" } });

  for (const [file, name] of [
    [FOUNDRY, "foundry-dev"],
    [LLM_CONFIG, "llm-config-dev"],
  ] as const) {
    const { required_providers: providers, ...settings } = parsed(hcp[file]).terraform;
    expect(providers).toEqual(parsed(texts[file]).terraform.required_providers);
    expect(settings).toEqual({
      required_version: ">= 1.6, < 2.0",
      cloud: { organization: "aucert", workspaces: { name, project: "foundry" } },
    });
  }
});

test("azurerm purges no account, deletes no filled resource group, and registers one resource provider", () => {
  expect(foundry.provider).toEqual({
    azurerm: [
      {
        features: [
          {
            cognitive_account: [{ purge_soft_delete_on_destroy: false }],
            resource_group: [{ prevent_deletion_if_contains_resources: true }],
          },
        ],
        resource_provider_registrations: "none",
        resource_providers_to_register: ["Microsoft.CognitiveServices"],
      },
    ],
  });
});

test("kubernetes uses the configured context, and no file of this machine", () => {
  const { aks } = fixture;
  const other = textsOf({ ...fixture, aks: { ...aks, context: "other" } });

  expect(llmConfig.provider).toEqual({ kubernetes: [{ config_context: "aucert-aks" }] });
  expect(parsed(other[LLM_CONFIG]).provider).toEqual({ kubernetes: [{ config_context: "other" }] });
});

test("the Foundry stack is one account and five deployments, at these addresses and nothing else", () => {
  expect(addresses(foundry)).toEqual([
    "azurerm_cognitive_account.foundry",
    "azurerm_cognitive_deployment.DeepSeek-V3_2",
    "azurerm_cognitive_deployment.Kimi-K2_6",
    "azurerm_cognitive_deployment.gpt-5_1-codex",
    "azurerm_cognitive_deployment.gpt-5_3-codex",
    "azurerm_cognitive_deployment.gpt-5_4",
  ]);
});

test("the llm-config stack is one ConfigMap per namespace and nothing else", () => {
  const environment = { ...fixture, aks: { ...fixture.aks, namespaces: ["team-a", "team-b"] } };

  expect(addresses(llmConfig)).toEqual(["kubernetes_config_map_v1.llm-config-default"]);
  expect(addresses(parsed(textsOf(environment)[LLM_CONFIG]))).toEqual([
    "kubernetes_config_map_v1.llm-config-team-a",
    "kubernetes_config_map_v1.llm-config-team-b",
  ]);
});

const deployments = Object.values(foundry.resource.azurerm_cognitive_deployment ?? {});

interface DeploymentBlock {
  name: string;
  model: { format: string; name: string; version: string };
  sku: object;
}

describe.each(deployments.map((block) => [block.name as string, block as unknown as DeploymentBlock]))(
  "deployment %s",
  (name, block) => {
    test("is named after its model to the letter", () => {
      expect(block.name).toBe(block.model.name);
    });

    test("is GlobalStandard with a capacity, and writes no tier", () => {
      expect(block.sku).toEqual({ name: "GlobalStandard", capacity: name === "Kimi-K2.6" ? 300 : 250 });
    });

    test("writes version, content filter and upgrade option, without which no plan settles", () => {
      expect(block).toMatchObject({
        model: { version: expect.stringMatching(/./) as string },
        rai_policy_name: "Microsoft.DefaultV2",
        version_upgrade_option: "OnceCurrentVersionExpired",
      });
    });

    test("belongs to the account", () => {
      expect(block).toMatchObject({ cognitive_account_id: "${azurerm_cognitive_account.foundry.id}" });
    });
  },
);

test("the five deployments have their versions and formats", () => {
  const models = (deployments as unknown as DeploymentBlock[]).map(({ model }) => Object.values(model).join(" "));

  expect(models).toEqual([
    "DeepSeek DeepSeek-V3.2 1",
    "MoonshotAI Kimi-K2.6 2026-04-20",
    "OpenAI gpt-5.1-codex 2025-11-13",
    "OpenAI gpt-5.3-codex 2026-02-24",
    "OpenAI gpt-5.4 2026-03-05",
  ]);
});

test("the Foundry stack has five outputs", () => {
  const values = Object.fromEntries(Object.entries(foundry.output).map(([name, { value }]) => [name, value]));

  expect(values).toEqual({
    account_id: "${azurerm_cognitive_account.foundry.id}",
    endpoint: "${azurerm_cognitive_account.foundry.endpoint}",
    openai_base_url: "https://aucert-ai.openai.azure.com/openai/v1/",
    deployment_names: ["DeepSeek-V3.2", "Kimi-K2.6", "gpt-5.1-codex", "gpt-5.3-codex", "gpt-5.4"],
    identity_principal_id: "${azurerm_cognitive_account.foundry.identity[0].principal_id}",
  });
});

test("every output says what it is", () => {
  const undescribed = Object.entries(foundry.output).filter(([, { description }]) => !description);

  expect(undescribed).toEqual([]);
});

test.each([false, true])("no key is read or put out, with localAuth %s", (localAuth) => {
  const rule = "local-auth-off" as const;
  const waiver = { rule, address: ACCOUNT_ADDRESS, reason: "for this test", until: "2027-01-01" };
  const policy = { ...fixture.policy, waivers: localAuth ? [waiver] : [] };
  const all = Object.values(textsOf({ ...fixture, account: { ...fixture.account, localAuth }, policy })).join("\n");

  expect(all).not.toMatch(/primary_access_key|secondary_access_key/);
});

test("neither stack knows the other", () => {
  const manifest = JSON.parse(texts["manifest.json"] ?? "null") as {
    stacks: Record<string, { dependencies: string[] }>;
  };

  expect(Object.values(manifest.stacks).map(({ dependencies }) => dependencies)).toEqual([[], []]);
  expect(texts[FOUNDRY]).not.toMatch(/terraform_remote_state|llm-config|kubernetes/);
  expect(texts[LLM_CONFIG]).not.toMatch(/\$\{|terraform_remote_state|azurerm|foundry-dev/);
});

test("routing and namespaces leave the Foundry stack byte-identical, the account's region the llm-config stack", () => {
  const { aks, llm, account } = fixture;
  const rerouted = textsOf({ ...fixture, aks: { ...aks, namespaces: ["a"] }, llm: { ...llm, provider: "direct" } });
  const moved = textsOf({ ...fixture, account: { ...account, location: "swedencentral" } });

  expect(rerouted[FOUNDRY]).toBe(texts[FOUNDRY]);
  expect(rerouted[LLM_CONFIG]).not.toBe(texts[LLM_CONFIG]);
  expect(moved[LLM_CONFIG]).toBe(texts[LLM_CONFIG]);
  expect(moved[FOUNDRY]).not.toBe(texts[FOUNDRY]);
});

test("environments in one app do not touch each other", () => {
  const prod = { ...fixture, name: "prod" };

  const both = textsOf(fixture, prod);

  expect(both).toMatchObject({
    [FOUNDRY]: texts[FOUNDRY],
    [LLM_CONFIG]: texts[LLM_CONFIG],
    "stacks/foundry-prod/cdk.tf.json": textsOf(prod)["stacks/foundry-prod/cdk.tf.json"],
  });
  expect(Object.keys(both)).toHaveLength(8);
});
