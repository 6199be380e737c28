/** Refuses an app whose stacks break a rule. */
import { type App, TerraformStack } from "cdktf";
import { foundryStackName, llmConfigStackName } from "../config/addresses";
import type { Environment } from "../config/environment";
import { PolicyError } from "../config/findings/diagnostic";
import { plural } from "../config/text";
import { judge, type PolicyReport } from "./judge";
import type { Violation } from "./judge-element";
import { RULES } from "./rules";

/**
 * Judges every stack of an app by every rule.
 * @param environments what the stacks must come to
 * @param jsonOf a stack's Terraform JSON; made anew from the constructs unless it can be had for less
 * @throws PolicyError with every violation of every stack
 */
export function enforce(
  app: App,
  environments: readonly Environment[],
  jsonOf: (stack: TerraformStack) => Readonly<Record<string, unknown>> = (stack) => stack.toTerraform(),
): PolicyReport {
  const stacks = app.node.findAll().filter((node) => TerraformStack.isStack(node)) as TerraformStack[];
  const report = judge(
    stacks.map((stack) => ({
      name: stack.node.id,
      json: jsonOf(stack),
      environment: environments.find(({ name }) =>
        [foundryStackName(name), llmConfigStackName(name)].includes(stack.node.id),
      ),
    })),
  );
  if (report.violations.length > 0) throw new PolicyError(renderViolations(report.violations));
  return report;
}

/** Each violation with its reason and its fix. */
function renderViolations(violations: readonly Violation[]): string {
  const blocks = violations.flatMap(({ rule: id, stack, address, causes }) => {
    const rule = RULES.find((one) => one.id === id);
    return causes.map((cause) =>
      [
        `error[${id}]: ${address} ${cause}`,
        `  --> stack ${stack}`,
        `  = why: ${rule?.reason}`,
        `  = help: ${rule?.fix}`,
      ].join("\n"),
    );
  });
  return [...blocks, plural(violations.length, "policy violation")].join("\n\n");
}
