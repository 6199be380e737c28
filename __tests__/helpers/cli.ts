/** Runs the CLI in this process, on a temporary folder or the project itself. */
import { addCommand } from "../../tools/cli/add-command";
import { benchCommand } from "../../tools/cli/bench-command";
import { catalogCommand } from "../../tools/cli/catalog-command";
import { costCommand } from "../../tools/cli/cost-command";
import { explainCommand } from "../../tools/cli/explain-command";
import { lockCommand } from "../../tools/cli/lock-command";
import { modelsCommand } from "../../tools/cli/models-command";
import { newEnvironmentCommand } from "../../tools/cli/new-environment-command";
import { overviewCommand } from "../../tools/cli/overview-command";
import { preflightCommand } from "../../tools/cli/preflight-command";
import { removeCommand } from "../../tools/cli/remove-command";
import { reviewCommand } from "../../tools/cli/review-command";
import { run } from "../../tools/cli/run-command";
import { schemasCommand } from "../../tools/cli/schemas-command";
import { showEnvCommand } from "../../tools/cli/show-env-command";
import { smokeCommand } from "../../tools/cli/smoke-command";
import { swapCommand } from "../../tools/cli/swap-command";
import { switchCommand } from "../../tools/cli/switch-command";
import { terraformValidateCommand } from "../../tools/cli/terraform-validate-command";
import { usageCommand } from "../../tools/cli/usage-command";
import { validateCommand } from "../../tools/cli/validate-command";
import path from "node:path";

export const COMMANDS = [
  validateCommand,
  reviewCommand,
  costCommand,
  catalogCommand,
  modelsCommand,
  newEnvironmentCommand,
  addCommand,
  switchCommand,
  removeCommand,
  swapCommand,
  preflightCommand,
  usageCommand,
  smokeCommand,
  showEnvCommand,
  benchCommand,
  explainCommand,
  lockCommand,
  overviewCommand,
  schemasCommand,
  terraformValidateCommand,
] as const;

export interface CliResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * @param name of the command
 * @param options `env` replaces the environment; `isTerminal` is off unless given
 */
export async function cli(
  [name, ...args]: readonly string[],
  options: {
    cwd?: string;
    env?: Record<string, string>;
    isTerminal?: boolean;
    ask?: (question: string) => Promise<boolean>;
    /** `seen` is what the command has written so far. */
    onInterrupt?: (listener: () => void, seen: () => Omit<CliResult, "status">) => () => void;
  } = {},
): Promise<CliResult> {
  const command = COMMANDS.find((one) => one.name === name);
  if (command === undefined) throw new Error(`no command ${name}`);
  const output = { stdout: "", stderr: "" };
  const status = await run(command, args, {
    cwd: options.cwd ?? process.cwd(),
    env: options.env ?? {},
    isTerminal: options.isTerminal ?? false,
    now: () => new Date("2026-11-22T12:00:00Z"),
    programFolder: path.resolve(__dirname, "../.."),
    stdout: (text) => void (output.stdout += text),
    stderr: (text) => void (output.stderr += text),
    ...(options.ask !== undefined && { ask: options.ask }),
    ...(options.onInterrupt && { onInterrupt: (listener) => options.onInterrupt!(listener, () => output) }),
  });
  return { status, ...output };
}
