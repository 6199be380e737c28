/** Refuses an app whose stacks break a rule. */
import { TerraformStack } from "cdktf";
import type { App } from "cdktf";
import { PolicyError } from "../config/diagnostic";
import type { Policy } from "../config/model-account";
import { plural } from "../config/text";
import { judge } from "./judge";
import type { PolicyReport, Violation } from "./judge";
import { NO_POLICY } from "./rule";
import type { Rule } from "./rule";
import { RULES } from "./rules";

/**
 * Judges every stack of an app, as it stands now, by every rule.
 * @param policyOf settings and waivers that hold for a stack
 * @throws PolicyError with every violation of every stack
 */
export function enforce(
  app: App,
  policyOf: (stack: string) => Policy = () => NO_POLICY,
  rules: readonly Rule[] = RULES,
): PolicyReport {
  const stacks = app.node.findAll().filter((node) => TerraformStack.isStack(node)) as TerraformStack[];
  const report = judge(
    stacks.map((stack) => ({
      name: stack.node.id,
      json: stack.toTerraform() as Record<string, unknown>,
      policy: policyOf(stack.node.id),
    })),
    rules,
  );
  if (report.violations.length > 0) throw new PolicyError(renderViolations(report.violations, rules));
  return report;
}

/** Each violation with its reason and its fix. */
export function renderViolations(violations: readonly Violation[], rules: readonly Rule[]): string {
  const blocks = violations.flatMap(({ rule: id, stack, address, causes }) => {
    const rule = rules.find((one) => one.id === id);
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
