/** Synthesises environments into Terraform JSON and manifests. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { renderManifest } from "../config/manifest";
import type { Environment } from "../config/model";
import { ToolError } from "../config/diagnostic";
import { plural } from "../config/text";
import { buildApp } from "./app";
import { readTree, replaceOutput } from "./output";
import type { OutputFile } from "./output";

/** Everything a synth of these environments writes, without writing any of it. */
export function synthFiles(environments: readonly Environment[]): OutputFile[] {
  const scratch = mkdtempSync(path.join(tmpdir(), "foundry-synth-"));
  try {
    buildApp(environments, scratch).synth();
    const manifests = environments.map((environment) => ({
      path: `manifests/llm-config-${environment.name}.yaml`,
      text: renderManifest(environment),
    }));
    return [...readTree(scratch), ...manifests];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * Writes the output of these environments below `outdir`, replacing that of an earlier synth.
 * @returns the summary for the terminal
 */
export function synth(environments: readonly Environment[], outdir: string): string {
  const files = synthFiles(environments);
  try {
    replaceOutput(outdir, files);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ToolError("cannot-write", `cannot write to ${outdir}: ${reason}`, { cause });
  }
  return summary(environments, files, outdir);
}

function summary(environments: readonly Environment[], files: readonly OutputFile[], outdir: string): string {
  const rows = environments.flatMap(({ name, deployments, aks }) => [
    [`foundry-${name}`, `1 account, ${plural(deployments.length, "deployment")}`],
    [`llm-config-${name}`, `${plural(aks.namespaces.length, "ConfigMap")}, also in manifests/llm-config-${name}.yaml`],
  ]);
  const width = Math.max(...rows.map(([stack = ""]) => stack.length));
  const lines = rows.map(([stack = "", content]) => `  ${stack.padEnd(width)}  ${content}`);
  const total = `${plural(rows.length, "stack")}, ${plural(files.length, "file")} in ${outdir}`;
  return [...lines, total].join("\n");
}
