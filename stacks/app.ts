import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { App, type TerraformStack } from "cdktf";
import type { Environment } from "../config/environment";
import { enforce } from "../policies/enforce";
import type { PolicyReport } from "../policies/judge";
import { FoundryStack } from "./foundry-stack";
import { LlmConfigStack } from "./llm-config-stack";

/**
 * An app that holds the files it has synthesised against the policies: aspects have run, so what is judged is to the letter
 * what Terraform would read.
 */
class GuardedApp extends App {
  private found: PolicyReport | undefined;

  constructor(
    private readonly environments: readonly Environment[],
    outdir: string,
  ) {
    super({ outdir });
  }

  /** @throws PolicyError with every violation of every stack */
  override synth(): void {
    super.synth();
    this.found = enforce(this, this.environments, (stack) => this.written(stack));
  }

  /** What the policies found in the last synth. */
  get policyReport(): PolicyReport {
    if (this.found === undefined) throw new Error("the app has not been synthesised");
    return this.found;
  }

  /** A stack's Terraform JSON, and under `file` the names of whatever else lies in its folder: Terraform reads that, too. */
  private written(stack: TerraformStack): Record<string, unknown> {
    const file = path.join(this.outdir, this.manifest.forStack(stack).synthesizedStackPath);
    const json = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
    const others = readdirSync(path.dirname(file)).filter((name) => name !== path.basename(file));
    return others.length === 0 ? json : { ...json, file: Object.fromEntries(others.map((name) => [name, {}])) };
  }
}

/**
 * The app: two stacks per environment that know nothing of each other, so that each deploys alone. Its `synth` fails on
 * every violation of a policy.
 * @param outdir where `synth` writes, before the policies are asked: a scratch folder
 */
export function buildApp(environments: readonly Environment[], outdir: string): GuardedApp {
  const app = new GuardedApp(environments, outdir);
  for (const environment of environments) {
    new FoundryStack(app, environment);
    new LlmConfigStack(app, environment);
  }
  return app;
}
