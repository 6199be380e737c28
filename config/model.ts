/**
 * What a configuration means once it has been read: the types and value types that every room knows. Optional sections
 * bring their own. A leaf: imports only leaves.
 */
import type { EndpointName } from "./llm/providers/endpoints";
import type { Auth, LlmApi } from "./llm/rules";
import { CAPACITY, type VersionUpgradeOption } from "./models/rules";

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
  /** APIs that the model speaks, where a source or its entry says. */
  readonly apis?: readonly string[];
  /** Stage of its life in the documentation's words, where a source or its entry says. */
  readonly lifecycle?: string;
  /** Day from which calls fail, YYYY-MM-DD, where a source or its entry says. */
  readonly retirement?: string;
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

/** One layer of the pipeline, with the deployment that serves it at Foundry. */
export interface Layer extends Route {
  /** Pipeline stage, such as `L1`. */
  readonly stage: string;
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

/** Where one provider serves the layers; every configured provider is in the ConfigMap at once. */
export interface Provider {
  readonly name: string;
  /** OpenAI-format base URL, ending in `/`. */
  readonly baseUrl: string;
  /** What of OpenAI's format is served there. */
  readonly endpoint: EndpointName;
  readonly auth: Auth;
  /** Environment variable that holds the key, where a key is used. */
  readonly apiKeyEnv?: string;
  /** Scope of the token, where Entra ID is used. */
  readonly tokenScope?: string;
  /** One per layer. */
  readonly routes: readonly Route[];
}

export interface LlmConfig {
  /** The provider in use. */
  readonly provider: string;
  /** Whether the ConfigMap is marked for Stakater Reloader. */
  readonly reloader: boolean;
  readonly layers: readonly Layer[];
  readonly providers: readonly Provider[];
}

/** Tokens a minute that a deployment may use, in Azure's unit for it: whole thousands. */
export class Capacity {
  /** @param value thousands of tokens a minute, a whole number of at least 1 */
  static thousandTokensPerMinute(value: number): Capacity {
    const fault = CAPACITY.fault(value, "capacity");
    if (fault !== undefined) throw new Error(`${fault.message}: ${fault.help}`);
    return new Capacity(value);
  }

  private constructor(readonly thousands: number) {}

  get tokensPerMinute(): number {
    return this.thousands * 1000;
  }
}
