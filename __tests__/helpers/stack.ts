/** Synthesises constructs in memory. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App, TerraformStack } from "cdktf";
import { loadCatalog } from "../../config/catalog/catalog";
import { loadConfiguration } from "../../config/load";
import type { Environment } from "../../config/environment";
import { configDirectory, folderSource } from "../../config/files/source";

export const ROOT = path.resolve(__dirname, "../..");

type Block = Record<string, unknown>;

/** Terraform JSON as far as tests look into it. */
export interface Terraform {
  readonly provider: Record<string, Block[]>;
  readonly resource: Record<string, Record<string, Block>>;
  readonly output: Record<string, { readonly value: unknown; readonly description: string }>;
  readonly terraform: Block;
}

/** An empty stack in an app of its own; nothing stays on disk. */
export function testStack(): TerraformStack {
  const outdir = mkdtempSync(path.join(tmpdir(), "foundry-test-"));
  const app = new App({ outdir });
  rmSync(outdir, { recursive: true });
  return new TerraformStack(app, "test");
}

export function synthesised(stack: TerraformStack): Terraform {
  stack.prepareStack();
  return JSON.parse(JSON.stringify(stack.toTerraform())) as Terraform;
}

/** The resources by type and logical id, as Terraform sees them: without cdktf's own notes. */
export function resources(stack: TerraformStack): Terraform["resource"] {
  return JSON.parse(
    JSON.stringify(synthesised(stack).resource, (key, value: unknown) => (key === "//" ? undefined : value)),
  );
}

/** Terraform addresses of everything in the stack, sorted. */
export function addresses(terraform: Pick<Terraform, "resource">): string[] {
  return Object.entries(terraform.resource)
    .flatMap(([type, byId]) => Object.keys(byId).map((id) => `${type}.${id}`))
    .sort();
}

/** The committed environments, whatever they are. */
export function committedEnvironments(): readonly Environment[] {
  return environmentsIn(configDirectory({ cwd: process.cwd(), env: {} }));
}

/** Where the environment is that tests look into: five models for ever, whatever becomes of the committed list. */
export const FIXTURES = "__tests__/fixtures/environments";

export function fixtureEnvironment(): Environment {
  return environmentsIn(FIXTURES)[0]!;
}

function environmentsIn(folder: string): readonly Environment[] {
  const source = folderSource(path.join(ROOT, folder), ROOT);
  return loadConfiguration(source, { catalog: loadCatalog(), today: "2026-11-22" }).environments;
}
