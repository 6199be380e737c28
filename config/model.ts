/**
 * What a configuration means once it has been read: the types, the value types, and one predicate per rule.
 * The configuration's checks and the constructs call the same predicates. A leaf: imports only leaves.
 */
import { matcher } from "./matcher";
import type { AccountSections } from "./model-account";

/** How a backend authenticates to a provider. */
export type Auth = "entra-id" | "api-key" | "aws-bearer" | "google-adc";

/** The OpenAI-format API a model speaks. */
export const LLM_APIS = ["chat-completions", "responses"] as const;
export type LlmApi = (typeof LLM_APIS)[number];

/** What `LLM_PROVIDER` may say. */
export const PROVIDERS = ["foundry", "bedrock", "vertex", "direct"] as const;
export type ProviderName = (typeof PROVIDERS)[number];

/** One folder of `config/environments`, read, checked and frozen. Lists are sorted, whatever their order in the file. */
export interface Environment extends AccountSections {
  readonly name: string;
  readonly account: Account;
  readonly aks: Aks;
  readonly deployments: readonly Deployment[];
  readonly llm: LlmConfig;
  readonly cost?: PublishedCosts;
  readonly waivers: readonly Waiver[];
}

/** A finding on a model that somebody has answered for, until a day. */
export interface Waiver {
  readonly code: string;
  /** Name of the model. */
  readonly subject: string;
  readonly reason: string;
  /** Last day, YYYY-MM-DD. */
  readonly until: string;
}

/** The Foundry resource, an Azure Cognitive Services account of kind AIServices. */
export interface Account {
  readonly name: string;
  /** First label of the endpoint's host name; unique in all of Azure. */
  readonly subdomain: string;
  readonly resourceGroup: string;
  readonly createResourceGroup: boolean;
  /** Azure region in its programmatic form, such as `westus`. */
  readonly location: string;
  /** Whether API keys work. Off means Entra ID only, and no key ever in Terraform state. */
  readonly localAuth: boolean;
  readonly projectManagement: boolean;
  readonly preventDestroy: boolean;
  readonly tags: Readonly<Record<string, string>>;
  /** Needed only to adopt existing resources. */
  readonly subscriptionId?: string;
}

/** The cluster whose pods read `llm-config`. */
export interface Aks {
  readonly cluster: string;
  /** kubeconfig context. */
  readonly context: string;
  readonly namespaces: readonly string[];
  readonly serviceAccount: string;
}

/** One model deployment. Its name is the Foundry model name to the letter. */
export interface Deployment {
  readonly name: string;
  readonly format: string;
  readonly version: string;
  readonly capacity: Capacity;
  readonly raiPolicy: string;
  readonly versionUpgradeOption: VersionUpgradeOption;
  /** False when the configuration leaves the version to Azure: it is written, but later changes of it are ignored. */
  readonly isVersionPinned: boolean;
  /** Covered by Azure credits. */
  readonly directFromAzure: boolean;
  /** Undefined when nobody said. */
  readonly apis?: readonly LlmApi[];
}

/** Which deployment serves one layer of the pipeline. */
export interface Layer {
  readonly name: string;
  /** Pipeline stage, such as `L1`. */
  readonly stage: string;
  readonly model: string;
  readonly api: LlmApi;
  /** Undefined when nobody has measured or estimated it. */
  readonly usage?: Usage;
}

/** A low and a high estimate, low at most high. */
export interface Estimate {
  readonly low: number;
  readonly high: number;
}

/** What a layer uses in a month, in millions of tokens (MTok). */
export interface Usage {
  readonly inputMTokPerMonth: Estimate;
  readonly outputMTokPerMonth: Estimate;
  /** Part of the input that Azure reads from its prompt cache, 0 to 1. */
  readonly cachedShare: number;
  /** Part of input and output in requests longer than the limit above which a model has another price, 0 to 1. */
  readonly longContextShare: number;
}

/** A figure and the document that has it. */
export type Published<Figure> = Figure & { readonly source: string };

/** Figures that the organisation has published; computed costs are held against them. */
export interface PublishedCosts {
  /** What all layers together are expected to cost. */
  readonly monthlyEstimateUsd?: Published<Estimate> | undefined;
  readonly creditsUsd?: Published<{ readonly amount: number }> | undefined;
  /** Monthly cost above which self-hosting pays. */
  readonly selfHostingAboveUsdPerMonth?: Published<{ readonly amount: number }> | undefined;
  /** A node pool with GPUs, busy or idle. */
  readonly gpuNodePoolUsdPerHour?: Published<Estimate> | undefined;
}

/** Where one provider serves the layers; every configured provider is in the ConfigMap at once. */
export interface Provider {
  readonly name: ProviderName;
  /** OpenAI-format base URL, ending in `/`. */
  readonly baseUrl: string;
  readonly auth: Auth;
  /** Environment variable that holds the key, where a key is used. */
  readonly apiKeyEnv?: string;
  /** Scope of the token, where Entra ID is used. */
  readonly tokenScope?: string;
  /** One per layer. */
  readonly routes: readonly Route[];
}

/** The model that serves a layer at one provider. */
export interface Route {
  readonly layer: string;
  readonly model: string;
  readonly api: LlmApi;
  /** Models to try, in this order, when the first does not answer. */
  readonly fallbacks: readonly string[];
  /** Prompt and answer together, in tokens, where a source says. */
  readonly contextTokens?: number;
  /** Longest answer in tokens, where a source says. */
  readonly maxOutputTokens?: number;
}

export interface LlmConfig {
  /** The provider in use. */
  readonly provider: ProviderName;
  /** Whether the ConfigMap is marked for Stakater Reloader. */
  readonly reloader: boolean;
  readonly layers: readonly Layer[];
  readonly providers: readonly Provider[];
}

/** Kind of the account: Foundry models of every publisher. */
export const ACCOUNT_KIND = "AIServices";

/** The only SKU here: pay per token, routed to any region, $0 when idle. */
export const SKU = "GlobalStandard";

export const VERSION_UPGRADE_OPTIONS = [
  "OnceCurrentVersionExpired",
  "OnceNewDefaultVersionAvailable",
  "NoAutoUpgrade",
] as const;
/** @see https://learn.microsoft.com/azure/foundry/foundry-models/how-to/model-lifecycle-retirement */
export type VersionUpgradeOption = (typeof VERSION_UPGRADE_OPTIONS)[number];

export const DEFAULT_VERSION_UPGRADE_OPTION: VersionUpgradeOption = "OnceCurrentVersionExpired";
export const DEFAULT_RAI_POLICY = "Microsoft.DefaultV2";

/**
 * Content filters that every account has.
 * @see https://learn.microsoft.com/azure/foundry/openai/concepts/default-safety-policies
 */
export const RAI_POLICIES: readonly string[] = ["Microsoft.DefaultV2", "Microsoft.Default"];

/** Stages of a model's life in the words of Microsoft's documentation. */
export const LIFECYCLES: readonly string[] = ["GA", "Preview", "Legacy", "Deprecated", "Retired"];

/** Tokens a minute that a deployment may use, in Azure's unit for it: whole thousands. */
export class Capacity {
  /** @param value thousands of tokens a minute, a whole number of at least 1 */
  static thousandTokensPerMinute(value: number): Capacity {
    if (!isCapacity(value)) {
      throw new Error(`capacity must be a whole number of thousands of tokens a minute, at least 1, not ${value}`);
    }
    return new Capacity(value);
  }

  private constructor(readonly thousands: number) {}

  get tokensPerMinute(): number {
    return this.thousands * 1000;
  }
}

/** Most that Azure's 32-bit field holds. */
export const MAX_CAPACITY = 0x7fffffff;

/** A whole number of thousands of tokens a minute that Azure's 32-bit field holds. */
export function isCapacity(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= MAX_CAPACITY;
}

/**
 * A name that Azure takes for a deployment. Azure publishes no rule; this one is what it has been seen to accept.
 * @see https://learn.microsoft.com/rest/api/aiservices/accountmanagement/deployments/create-or-update
 */
export const DEPLOYMENT_NAME_PATTERN = "^[A-Za-z0-9._-]{2,64}$";
export const isDeploymentName = matcher(DEPLOYMENT_NAME_PATTERN);

/** Publisher and version of a model: no rule is published; these are the characters that known ones have. */
export const isModelFormat = matcher("^[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}$");
export const isModelVersion = matcher("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$");

/** @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftcognitiveservices */
export const ACCOUNT_NAME_PATTERN = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}[A-Za-z0-9]$";
export const isAccountName = matcher(ACCOUNT_NAME_PATTERN);

/** @see https://learn.microsoft.com/azure/ai-services/cognitive-services-custom-subdomains */
export const SUBDOMAIN_PATTERN = "^[A-Za-z0-9][A-Za-z0-9-]{0,62}[A-Za-z0-9]$";
export const isSubdomain = matcher(SUBDOMAIN_PATTERN);

/** @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftresources */
export const RESOURCE_GROUP_PATTERN = "^[\\p{L}\\p{N}_().-]{0,89}[\\p{L}\\p{N}_()-]$";
export const isResourceGroupName = matcher(RESOURCE_GROUP_PATTERN);

/** A Kubernetes namespace: an RFC 1123 label. @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
export const NAMESPACE_PATTERN = "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$";
export const isNamespace = matcher(NAMESPACE_PATTERN);

/** A Kubernetes service account: an RFC 1123 subdomain of at most 253 characters. */
export const SERVICE_ACCOUNT_PATTERN =
  "^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$";
export const isServiceAccountName = matcher(SERVICE_ACCOUNT_PATTERN);

/** A layer's name; upper-cased and with `_` for `-` it is part of environment-variable names. */
export const LAYER_NAME_PATTERN = "^(?=.{1,63}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$";
export const isLayerName = matcher(LAYER_NAME_PATTERN);

/** The name of an environment variable that holds a key. */
export const ENV_NAME_PATTERN = "^[A-Z_][A-Z0-9_]{0,127}$";
export const isEnvName = matcher(ENV_NAME_PATTERN);

/** @see https://docs.aws.amazon.com/general/latest/gr/bedrock.html */
export const isAwsRegion = matcher("^[a-z]{2}(-[a-z]+)+-[0-9]{1,2}$");

/** @see https://cloud.google.com/vertex-ai/docs/general/locations */
export const isVertexLocation = matcher("^(global|us|eu|[a-z]+(-[a-z]+)+[0-9]{1,2})$");

/** @see https://cloud.google.com/resource-manager/docs/creating-managing-projects */
export const isGoogleProject = matcher("^[a-z][a-z0-9-]{4,28}[a-z0-9]$");

/** A model's name at another provider: no rule is common to them; these are the characters known ones have. */
export const isProviderModelName = matcher("^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,199}$");

/** An HTTPS address without credentials, query or fragment. */
export function isBaseUrl(text: string): boolean {
  if (!isLiteralText(text) || !URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return protocol === "https:" && username + password + search + hash === "";
}

export const STAGE_PATTERN = "^L[1-9][0-9]*$";
export const isStage = matcher(STAGE_PATTERN);

/** A folder below `config/environments`; it is part of stack, file and state names. */
export const ENVIRONMENT_NAME_PATTERN = "^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$";
export const isEnvironmentName = matcher(ENVIRONMENT_NAME_PATTERN);

export const UUID_PATTERN = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";
export const isUuid = matcher(UUID_PATTERN);

/** A day of the calendar as YYYY-MM-DD. */
export function isDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Text that Terraform takes as it stands: JSON strings holding `${` or `%{` would be evaluated as templates. */
export function isLiteralText(text: string): boolean {
  return !/[$%]\{/.test(text);
}
