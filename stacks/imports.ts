/** Import blocks of what an environment adopts. */
import type { TerraformStack } from "cdktf";
import type { Adoption } from "../config/sections/adopt/rules";
import { ImportBlock } from "../constructs/import-block";

/** Adds those that belong to the stack. */
export function addImports(stack: TerraformStack, kind: Adoption["stack"], adopt: readonly Adoption[] = []): void {
  for (const { to, id } of adopt.filter((adoption) => adoption.stack === kind)) {
    new ImportBlock(stack, `import:${to}`, { to, id });
  }
}
