/** The CLI as a function: arguments in, exit code out. */
import { ToolError } from "../../config/findings/diagnostic";
import { printableLines } from "../../config/findings/terminal";
import { helpText, parseOptions } from "./args";
import type { Command } from "./command";
import type { Io } from "./io";
import { callOf, meantBefore } from "./npm";

/**
 * Runs one command.
 * @returns 0 fine, 1 findings of severity error, 2 could not run
 */
export function run(command: Command, args: readonly string[], io: Io): Promise<number> {
  return saying(() => {
    const { name, options, summary } = command;
    const meant = meantBefore(name, options, args, io.env);
    if (meant !== undefined) {
      throw new ToolError(
        "arguments",
        `npm took an option of ${name} for its own, so nothing was done; write\n  ${meant}`,
      );
    }
    const syntax = { ...command, call: callOf(name, io.env) };
    const { values, positionals } = parseOptions(args, syntax);
    if (!values.help) return command.run(values, io, positionals);
    io.stdout(`${summary}\n\n${helpText(syntax)}\n`);
    return 0;
  }, io);
}

/** Runs something; says on stderr why it could not run, and then returns 2. */
export async function saying(action: () => number | Promise<number>, { stderr }: Pick<Io, "stderr">): Promise<number> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    stderr(`${printableLines(error.message)}\n`);
    return 2;
  }
}
