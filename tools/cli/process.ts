/** The CLI's process edge. */
import type { Command } from "./command";
import { run } from "./run-command";

/** Runs a command with the arguments of this process. */
export async function main(command: Command): Promise<void> {
  process.exitCode = await started(command).catch((error: unknown) => {
    const reason = error instanceof Error ? error.stack : String(error);
    process.stderr.write(`a mistake in this program, not in the configuration:\n${reason}\n`);
    return 2;
  });
  // What a given-up call left behind (the Azure CLI, a socket) may not hold the process once all output is out.
  process.stderr.write("", () => process.stdout.write("", () => process.exit()));
}

function started(command: Command): Promise<number> {
  return run(command, process.argv.slice(2), {
    cwd: process.cwd(),
    env: process.env,
    isTerminal: process.stdout.isTTY,
    now: () => new Date(),
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    onInterrupt: (listener) => {
      process.once("SIGINT", listener);
      return () => void process.off("SIGINT", listener);
    },
  });
}
