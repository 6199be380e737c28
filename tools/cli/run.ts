/** The CLI as a function: arguments in, exit code out. */
import { ToolError } from "../../config/diagnostic";
import { nearest } from "../../config/nearest";
import { helpText, parseOptions } from "./args";
import type { Command } from "./command";
import type { Io } from "./io";

/** Each command is loaded only when it is the one that runs. */
const COMMANDS: Readonly<Record<string, { summary: string; load: () => Promise<Command> }>> = {
  validate: {
    summary: "show every mistake in the configuration",
    load: async () => (await import("./validate")).validateCommand,
  },
  review: {
    summary: "say what a change of the configuration does, before it is merged",
    load: async () => (await import("./review")).reviewCommand,
  },
  smoke: {
    summary: "call every layer's model once, as a pod would",
    load: async () => (await import("./smoke")).smokeCommand,
  },
  cost: {
    summary: "show what the configuration costs, how long credits last and when self-hosting would pay",
    load: async () => (await import("./cost")).costCommand,
  },
  preflight: {
    summary: "ask Azure, read-only, whether the configuration can be applied",
    load: async () => (await import("./preflight")).preflightCommand,
  },
  bench: {
    summary: "measure how long the commands take, and hold the ratios against their targets",
    load: async () => (await import("./bench")).benchCommand,
  },
};

/**
 * Runs one command.
 * @returns 0 fine, 1 findings of severity error, 2 could not run
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const [name = "", ...args] = argv;
  try {
    const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (entry === undefined) throw new ToolError("arguments", unknownCommand(name));
    const command = await entry.load();
    const { values, positionals } = parseOptions(name, args, command.options, command.positionals);
    if (!values.help) return await command.run(values, io, positionals);
    io.stdout(`${entry.summary}\n\n${helpText(name, command.options, command.positionals)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    io.stderr(`${error.message}\n`);
    return 2;
  }
}

function unknownCommand(name: string): string {
  const names = Object.keys(COMMANDS);
  const guess = nearest(name, names);
  const known = names.map((command) => `  npm run ${command}  ${COMMANDS[command]?.summary ?? ""}`).join("\n");
  return `${name === "" ? "which command?" : `no command ${name}${guess ? `; did you mean ${guess}?` : ""}`}\n${known}`;
}
