import { CognitiveDeployment } from "@cdktf/provider-azurerm/lib/cognitive-deployment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { deploymentAddress } from "../config/addresses";
import type { Capacity } from "../config/model";
import {
  DEPLOYMENT_NAME,
  MODEL_FORMAT,
  MODEL_VERSION,
  pinFault,
  SKU,
  VERSION_UPGRADE_OPTION,
  type VersionUpgradeOption,
} from "../config/models/rules";
import { demand, refuse } from "./demand";
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
  /** Content filter. Never left to Azure, as the version. */
  readonly raiPolicy: string;
  /** What Azure does when a newer version appears or this one retires. */
  readonly versionUpgradeOption: VersionUpgradeOption;
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

  /** @throws Error when a value breaks the rule on it, or the address is taken */
  constructor(scope: Construct, id: string, props: ModelDeploymentProps) {
    super(scope, id);
    rejectBadProps(props);
    const deployment = new CognitiveDeployment(this, "Resource", {
      name: props.name,
      cognitiveAccountId: props.account.accountId,
      model: { format: props.format, name: props.name, version: props.version },
      sku: { name: SKU, capacity: props.capacity.thousands },
      raiPolicyName: props.raiPolicy,
      versionUpgradeOption: props.versionUpgradeOption,
      ...(props.isVersionPinned === false && { lifecycle: { ignoreChanges: ["model[0].version"] } }),
    });
    fixAddress(deployment, deploymentAddress(props.name));
    this.deploymentName = props.name;
    this.resource = deployment;
  }
}

function rejectBadProps({ name, format, version, versionUpgradeOption, isVersionPinned }: ModelDeploymentProps): void {
  demand(DEPLOYMENT_NAME, name, "name");
  demand(MODEL_FORMAT, format, "format");
  demand(MODEL_VERSION, version, "version");
  demand(VERSION_UPGRADE_OPTION, versionUpgradeOption, "versionUpgradeOption");
  if (isVersionPinned !== false) refuse(pinFault(name, version, versionUpgradeOption));
}
