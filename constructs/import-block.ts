import { TerraformElement } from "cdktf";
import type { Construct } from "constructs";

export interface ImportBlockProps {
  /** Terraform address in the same stack. */
  readonly to: string;
  /** What the provider knows the existing thing by. */
  readonly id: string;
}

/**
 * An import block: Terraform takes over what exists instead of creating it. Touches nothing else in the stack. cdktf's own
 * `importFrom` runs the Terraform binary while synthesising, which must work without one.
 * @see https://developer.hashicorp.com/terraform/language/import
 */
export class ImportBlock extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: ImportBlockProps,
  ) {
    super(scope, id);
  }

  override toTerraform(): object {
    return { import: [{ ...this.props }] };
  }
}
