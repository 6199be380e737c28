/** `aucert-foundry synth`: what the parser knows of it. `main.ts` runs it, so that no other command loads cdktf. */
import { ENV_OPTION } from "./args";
import type { Command } from "./command";

export const SYNTH = {
  name: "synth",
  summary: "write Terraform JSON and Kubernetes manifests for every environment",
  options: {
    env: {
      ...ENV_OPTION,
      multiple: true,
      help: "write only this environment's (may be repeated; default: FOUNDRY_ENV, else all)",
    },
    "dry-run": { type: "boolean", help: "say what would be written, write nothing" },
  },
} as const satisfies Omit<Command, "run">;
