/** The CLI's process edge. */
import { fstatSync } from "node:fs";
import { isatty } from "node:tty";
import type { Command } from "./command";
import { run } from "./run";
import { writeAll } from "./write";

/** Grace for what still runs when the command is done. */
const LINGER_MS = 100;
const STDOUT = 1;
const STDERR = 2;

/** Runs a command with the arguments of this process. */
export async function main(command: Command): Promise<void> {
  process.exitCode = await run(command, process.argv.slice(2), {
    cwd: process.cwd(),
    env: process.env,
    isTerminal: isTerminal(),
    now: () => new Date(),
    stdout: (text) => writeAll(STDOUT, text),
    stderr: (text) => writeAll(STDERR, text),
    onInterrupt: (listener) => {
      process.once("SIGINT", listener);
      return () => void process.off("SIGINT", listener);
    },
  });
  // What a given-up call left behind (the Azure CLI, a socket) may not hold the process.
  setTimeout(() => process.exit(), LINGER_MS).unref();
}

function isTerminal(): boolean {
  // Asking the terminal itself loads node's network modules; a file or a pipe is none.
  return fstatSync(STDOUT).isCharacterDevice() && isatty(STDOUT);
}
