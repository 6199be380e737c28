import { TerraformBackend, type TerraformRemoteState } from "cdktf";
import type { Construct } from "constructs";

export interface HcpWorkspaceProps {
  /** Organization in HCP Terraform; it exists. */
  readonly organization: string;
  /** Project of the workspace. Terraform makes it if it is missing. */
  readonly project: string;
  /** The workspace, which holds the state of one stack. Terraform makes it if it is missing. */
  readonly workspace: string;
}

/**
 * A stack's state, lock and runs in HCP Terraform. The sign-in is the machine's own. cdktf's `CloudBackend` runs the Terraform binary
 * while synthesising, which must work without one.
 * @see https://developer.hashicorp.com/terraform/cli/cloud/settings
 */
export class HcpWorkspace extends TerraformBackend {
  constructor(
    scope: Construct,
    private readonly props: HcpWorkspaceProps,
  ) {
    super(scope, "backend", "cloud");
  }

  override toTerraform() {
    const { organization, project, workspace: name } = this.props;
    return { terraform: { cloud: { organization, workspaces: { name, project } } } };
  }

  /** @throws Error always: no stack reads another's state */
  override getRemoteStateDataSource(): TerraformRemoteState {
    throw new Error("the stacks know nothing of each other");
  }
}
