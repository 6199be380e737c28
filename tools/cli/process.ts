/** The CLI's process edge. */
import { fstatSync, statSync } from "node:fs";
import { devNull } from "node:os";
import { isatty } from "node:tty";
import type { Command } from "./command";
import { run } from "./run-command";
import { writeAll } from "./write";

const STDOUT = 1;
const STDERR = 2;

/** Runs a command with the arguments of this process. */
export async function main(command: Command): Promise<void> {
  process.exitCode = await started(command).catch((error: unknown) => {
    complain(
      `a mistake in this program, not in the configuration:\n${error instanceof Error ? error.stack : String(error)}\n`,
    );
    return 2;
  });
  // All output is out. What a given-up call left behind (the Azure CLI, a socket) may not hold the process, and taking
  // its memory apart piece by piece would take 2 ms.
  process.exit();
}

function started(command: Command): Promise<number> {
  return run(command, process.argv.slice(2), {
    cwd: process.cwd(),
    env: process.env,
    isTerminal: isTerminal(),
    now: () => new Date(),
    stdout: (text) => writeAll(STDOUT, text),
    stderr: complain,
    onInterrupt: (listener) => {
      process.once("SIGINT", listener);
      return () => void process.off("SIGINT", listener);
    },
  });
}

function complain(text: string): void {
  try {
    writeAll(STDERR, text);
  } catch {
    // There is nowhere left to say it; the exit code does.
  }
}

/** Whether stdout is a terminal. Only where it may be one is `isatty` asked, which loads node's network modules. */
function isTerminal(): boolean {
  const stdout = fstatSync(STDOUT);
  return stdout.isCharacterDevice() && stdout.rdev !== statSync(devNull).rdev && isatty(STDOUT);
}
