import { App } from "cdktf";
import type { Environment } from "../config/model";
import { FoundryStack } from "./foundry-stack";
import { LlmConfigStack } from "./llm-config-stack";

/**
 * The app: two stacks per environment that know nothing of each other, so that each deploys alone.
 * @param outdir where `synth` writes
 */
export function buildApp(environments: readonly Environment[], outdir: string): App {
  const app = new App({ outdir });
  for (const environment of environments) {
    new FoundryStack(app, environment);
    new LlmConfigStack(app, environment);
  }
  return app;
}
