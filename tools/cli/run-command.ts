/** The CLI as a function: arguments in, exit code out. */
import { ToolError } from "../../config/findings/diagnostic";
import { printableLines } from "../../config/findings/terminal";
import { helpText, parseOptions } from "./args";
import type { Command } from "./command";
import type { Io } from "./io";

/**
 * Runs one command.
 * @returns 0 fine, 1 findings of severity error, 2 could not run
 */
export async function run(command: Command, args: readonly string[], io: Io): Promise<number> {
  const { name, summary, options, positionals: names } = command;
  try {
    const { values, positionals } = parseOptions(name, args, options, names);
    if (!values.help) return await command.run(values, io, positionals);
    io.stdout(`${summary}\n\n${helpText(name, options, names)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    io.stderr(`${printableLines(error.message)}\n`);
    return 2;
  }
}
