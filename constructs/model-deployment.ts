import { CognitiveDeployment } from "@cdktf/provider-azurerm/lib/cognitive-deployment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { deploymentAddress } from "../config/addresses";
import { DEFAULT_RAI_POLICY, DEFAULT_VERSION_UPGRADE_OPTION, isDeploymentName, SKU } from "../config/model";
import type { Capacity, VersionUpgradeOption } from "../config/model";
import type { IFoundryAccount } from "./foundry-account";
import { fixAddress } from "./logical-id";

export interface ModelDeploymentProps {
  readonly account: IFoundryAccount;
  /** Foundry model name to the letter; also the name of the deployment. */
  readonly name: string;
  /** Publisher as Azure spells it, such as `OpenAI`. */
  readonly format: string;
  /** Model version, such as `2026-03-05`. Never left to Azure: a plan would never settle. */
  readonly version: string;
  /** Rate limit. */
  readonly capacity: Capacity;
  /**
   * Content filter.
   * @default "Microsoft.DefaultV2"
   */
  readonly raiPolicy?: string;
  /**
   * What Azure does when a newer version appears or this one retires.
   * @default "OnceCurrentVersionExpired"
   */
  readonly versionUpgradeOption?: VersionUpgradeOption;
  /**
   * Whether Terraform moves the deployment back after Azure has upgraded it. Set to false where Azure may choose the version.
   * @default true
   */
  readonly isVersionPinned?: boolean;
}

/**
 * One GlobalStandard deployment of a model: pay per token, Microsoft routes to any region, $0 when idle.
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/4.55.0/docs/resources/cognitive_deployment
 */
export class ModelDeployment extends Construct {
  /** What callers send as `model`. */
  readonly deploymentName: string;
  /** The deployment, for what must come after it. */
  readonly resource: ITerraformDependable;

  /** @throws Error when the name cannot be a deployment's, the version is empty, or the address is taken */
  constructor(scope: Construct, id: string, props: ModelDeploymentProps) {
    super(scope, id);
    rejectBadProps(props);
    const deployment = new CognitiveDeployment(this, "Resource", {
      name: props.name,
      cognitiveAccountId: props.account.accountId,
      model: { format: props.format, name: props.name, version: props.version },
      sku: { name: SKU, capacity: props.capacity.thousands },
      raiPolicyName: props.raiPolicy ?? DEFAULT_RAI_POLICY,
      versionUpgradeOption: props.versionUpgradeOption ?? DEFAULT_VERSION_UPGRADE_OPTION,
      ...(props.isVersionPinned === false && { lifecycle: { ignoreChanges: ["model[0].version"] } }),
    });
    fixAddress(deployment, deploymentAddress(props.name));
    this.deploymentName = props.name;
    this.resource = deployment;
  }
}

function rejectBadProps({ name, format, version, versionUpgradeOption, isVersionPinned }: ModelDeploymentProps): void {
  if (!isDeploymentName(name)) {
    throw new Error(`deployment name ${JSON.stringify(name)}: use 2 to 64 letters, digits, ".", "_" or "-"`);
  }
  if (format === "" || version === "") {
    throw new Error(`${name}: format and version must be given: without them every plan shows a change`);
  }
  if (versionUpgradeOption === "OnceNewDefaultVersionAvailable" && isVersionPinned !== false) {
    throw new Error(
      `${name}: a pinned version and OnceNewDefaultVersionAvailable contradict each other; set isVersionPinned to false`,
    );
  }
}
