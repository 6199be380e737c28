/** The CLI's process edge: `node tools/build/run.cjs tools/cli/main.ts validate`. Nobody imports it. */
import { run } from "./run";

/** Grace for what still runs when the command is done. */
const LINGER_MS = 100;

// A reader that closes the pipe early (`| head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

void run(process.argv.slice(2), {
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
}).then((exitCode) => {
  process.exitCode = exitCode;
  // What a given-up call left behind (the Azure CLI, a socket) may not hold the process once all output is out.
  process.stdout.write("", () => void setTimeout(() => process.exit(), LINGER_MS).unref());
});
