/** Synthesises environments into Terraform JSON and manifests. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { foundryStackName, llmConfigStackName } from "../config/addresses";
import { renderManifest } from "../config/llm/manifest";
import type { Environment } from "../config/environment";
import { ToolError } from "../config/findings/diagnostic";
import { columns, jsonText, plural } from "../config/text";
import type { PolicyReport } from "../policies/judge";
import { buildApp } from "./app";
import { type OutputFile, readTree, replaceOutput } from "./output";

/** What the policies found, for audits: every rule, every waiver with its reason and last day. */
const POLICY_REPORT = "policy-report.json";

/** Everything a synth of these environments writes, without writing any of it. */
export function synthFiles(environments: readonly Environment[]): OutputFile[] {
  return build(environments).files;
}

function build(environments: readonly Environment[]): { files: OutputFile[]; report: PolicyReport } {
  const scratch = mkdtempSync(path.join(tmpdir(), "foundry-synth-"));
  try {
    const report = withoutCallStacks(() => {
      const app = buildApp(environments, scratch);
      app.synth();
      return app.policyReport;
    });
    const manifests = environments.map((environment) => ({
      path: manifestPath(environment),
      text: renderManifest(environment),
    }));
    const audit = { path: POLICY_REPORT, text: jsonText(report) };
    return { files: [...readTree(scratch), ...manifests, audit], report };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * cdktf asks for the whole call stack of every token, for the text of its own errors: at a hundred environments a fifth of the
 * memory, and a tenth to a third of the time. What is thrown meanwhile keeps its stack.
 */
function withoutCallStacks<T>(action: () => T): T {
  const { captureStackTrace } = Error;
  Error.captureStackTrace = () => undefined;
  try {
    return action();
  } finally {
    Error.captureStackTrace = captureStackTrace;
  }
}

/**
 * Writes the output of these environments below `outdir`, replacing that of an earlier synth.
 * @returns the summary for the terminal
 * @throws PolicyError when what would be built breaks a policy
 */
export function synth(environments: readonly Environment[], outdir: string): string {
  const { files, report } = build(environments);
  try {
    replaceOutput(outdir, files);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ToolError("cannot-write", `cannot write to ${outdir}: ${reason}`, { cause });
  }
  return [summary(environments, files, outdir), ...waiverLines(report)].join("\n");
}

/** Nothing when there is no waiver. */
function waiverLines({ waived, unusedWaivers }: PolicyReport): string[] {
  return [
    ...(waived.length > 0
      ? [`${plural(waived.length, "policy violation")} waived: ${POLICY_REPORT} has the reasons`]
      : []),
    ...unusedWaivers.map(({ rule, address }) => `unused waiver of ${rule} for ${address}: remove it`),
  ];
}

function manifestPath({ name }: Pick<Environment, "name">): string {
  return `manifests/${llmConfigStackName(name)}.yaml`;
}

function summary(environments: readonly Environment[], files: readonly OutputFile[], outdir: string): string {
  const rows = environments.flatMap(({ name, deployments, aks }) => [
    [foundryStackName(name), `1 account, ${plural(deployments.length, "deployment")}`],
    [llmConfigStackName(name), `${plural(aks.namespaces.length, "ConfigMap")}, also in ${manifestPath({ name })}`],
  ]);
  const lines = columns(rows).map((line) => `  ${line}`);
  const total = `${plural(rows.length, "stack")}, ${plural(files.length, "file")} in ${outdir}`;
  return [...lines, total].join("\n");
}
