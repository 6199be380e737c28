/** The CLI's process edge. */
import path from "node:path";
import type { Command } from "./command";
import type { Io } from "./io";
import { saying, run } from "./run-command";

/** Runs a command with the arguments of this process. */
export function main(command: Command): Promise<void> {
  return mainOf((args, io) => run(command, args, io));
}

/** Runs something with the arguments of this process. */
export async function mainOf(action: (args: readonly string[], io: Io) => number | Promise<number>): Promise<void> {
  goWhereOneStands();
  process.exitCode = await saying(() => action(process.argv.slice(2), IO), IO).catch((error: unknown) => {
    const reason = error instanceof Error ? error.stack : String(error);
    process.stderr.write(`a mistake in this program, not in the configuration:\n${reason}\n`);
    return 2;
  });
  // What a given-up call left behind (the Azure CLI, a socket) may not hold the process once all output is out.
  process.stderr.write("", () => process.stdout.write("", () => process.exit()));
}

/** npm runs a script in the project's root, whichever of its folders one stands in: a path that was given starts there. */
function goWhereOneStands(): void {
  const { INIT_CWD: folder, npm_package_json: file } = process.env;
  if (folder === undefined || file === undefined || path.dirname(file) !== process.cwd()) return;
  if (folder.startsWith(process.cwd() + path.sep)) process.chdir(folder);
}

const IO: Io = {
  get cwd() {
    return process.cwd();
  },
  env: process.env,
  isTerminal: process.stdout.isTTY,
  now: () => new Date(),
  get programFolder() {
    // The launcher puts the entry point there, `tools/cli/bin/<command>.ts`.
    return path.resolve(process.argv[1] ?? "", "../../../..");
  },
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  ...(process.stderr.isTTY && process.stdin.isTTY && { ask }),
  onInterrupt: (listener) => {
    process.once("SIGINT", listener);
    return () => void process.off("SIGINT", listener);
  },
};

/** Everything but a clear yes is a no, an end of the input too. */
async function ask(question: string): Promise<boolean> {
  const { createInterface } = await import("node:readline/promises");
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const ended = new Promise<string>((resolve) => void lines.once("close", () => resolve("")));
    return /^\s*y(es)?\s*$/i.test(await Promise.race([lines.question(`${question} [y/N] `), ended]));
  } finally {
    lines.close();
  }
}
