import { CognitiveAccount } from "@cdktf/provider-azurerm/lib/cognitive-account";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { Construct } from "constructs";
import { ACCOUNT_ADDRESS, RESOURCE_GROUP_ADDRESS } from "../config/addresses";
import { ACCOUNT_KIND, ACCOUNT_NAME, RESOURCE_GROUP, SUBDOMAIN } from "../config/account/rules";
import { foundryBaseUrl } from "../config/llm/providers/foundry-url";
import type { NetworkSettings } from "../config/sections/network/rules";
import { demand, demandTags } from "./demand";
import { fixAddress } from "./logical-id";
import { networkRules } from "./network-rules";

export interface FoundryAccountProps {
  /** Name of the account: 2 to 64 letters, digits, `_`, `.` or `-`. */
  readonly name: string;
  /** Resource group that holds the account. */
  readonly resourceGroup: string;
  /** Azure region, such as `westus`. */
  readonly location: string;
  /**
   * First label of the endpoint's host name; unique in all of Azure.
   * @default - the account's name
   */
  readonly subdomain?: string;
  /**
   * Create the resource group instead of using an existing one.
   * @default false
   */
  readonly createResourceGroup?: boolean;
  /**
   * Allow API keys. While they are allowed, the provider reads them into Terraform state.
   * @default false
   */
  readonly localAuth?: boolean;
  /**
   * Foundry projects. Switching it off again replaces the account.
   * @default false
   */
  readonly projectManagement?: boolean;
  /**
   * Make Terraform refuse to destroy the account, and the resource group if it is created here.
   * @default true
   */
  readonly preventDestroy?: boolean;
  /**
   * Who may call, and what the account may fetch.
   * @default - every address may call, with a token; nothing outgoing is restricted
   */
  readonly network?: NetworkSettings;
  /** @default - no tags */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A Foundry account that deployments can be added to. */
export interface IFoundryAccount {
  /** Azure resource id; a token. */
  readonly accountId: string;
}

/**
 * The Foundry resource: an Azure Cognitive Services account of kind AIServices, without a network of its own.
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/cognitive_account
 */
export class FoundryAccount extends Construct implements IFoundryAccount {
  readonly accountId: string;
  /** The resource group that holds the account; a token when it is created here. */
  readonly resourceGroup: string;
  /** Base URL of the account's own API; a token. */
  readonly endpoint: string;
  /** Base URL of the OpenAI v1 API, the same for every deployment. */
  readonly openAiBaseUrl: string;
  /** Principal of the system-assigned identity; a token. */
  readonly identityPrincipalId: string;

  constructor(scope: Construct, id: string, props: FoundryAccountProps) {
    super(scope, id);
    const subdomain = props.subdomain ?? props.name;
    demand(ACCOUNT_NAME, props.name, "name");
    demand(SUBDOMAIN, subdomain, "subdomain");
    demand(RESOURCE_GROUP, props.resourceGroup, "resourceGroup");
    demandTags(props.tags);
    const tags = { ...props.tags };
    const preventDestroy = props.preventDestroy ?? true;
    this.resourceGroup = this.resourceGroupName(props, tags, preventDestroy);
    const account = new CognitiveAccount(this, "Resource", {
      name: props.name,
      resourceGroupName: this.resourceGroup,
      location: props.location,
      kind: ACCOUNT_KIND,
      skuName: "S0",
      customSubdomainName: subdomain,
      identity: { type: "SystemAssigned" },
      localAuthEnabled: props.localAuth ?? false,
      projectManagementEnabled: props.projectManagement ?? false,
      ...networkRules(props.network),
      tags,
      lifecycle: { preventDestroy },
    });
    fixAddress(account, ACCOUNT_ADDRESS);
    this.accountId = account.id;
    this.endpoint = account.endpoint;
    this.openAiBaseUrl = foundryBaseUrl({ subdomain });
    this.identityPrincipalId = account.identity.principalId;
  }

  private resourceGroupName(props: FoundryAccountProps, tags: Record<string, string>, preventDestroy: boolean): string {
    if (!props.createResourceGroup) return props.resourceGroup;
    const group = new ResourceGroup(this, "ResourceGroup", {
      name: props.resourceGroup,
      location: props.location,
      tags,
      lifecycle: { preventDestroy },
    });
    fixAddress(group, RESOURCE_GROUP_ADDRESS);
    return group.name;
  }
}
