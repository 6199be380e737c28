/** Runs the CLI in this process, on a temporary folder or the project itself. */
import { run } from "../../tools/cli/run";

export interface CliResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param options `env` replaces the environment; `isTerminal` is off unless given */
export async function cli(
  args: readonly string[],
  options: {
    cwd?: string;
    env?: Record<string, string>;
    isTerminal?: boolean;
    onInterrupt?: (listener: () => void) => () => void;
  } = {},
): Promise<CliResult> {
  const output = { stdout: "", stderr: "" };
  const status = await run(args, {
    cwd: options.cwd ?? process.cwd(),
    env: options.env ?? {},
    isTerminal: options.isTerminal ?? false,
    now: () => new Date("2026-11-22T12:00:00Z"),
    stdout: (text) => void (output.stdout += text),
    stderr: (text) => void (output.stderr += text),
    ...(options.onInterrupt !== undefined && { onInterrupt: options.onInterrupt }),
  });
  return { status, ...output };
}
