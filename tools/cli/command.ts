import type { OptionSpecs, OptionValues } from "./args";
import type { Io } from "./io";

/** A command of the CLI. */
export interface Command {
  /** As in `aucert-foundry <name>`. */
  readonly name: string;
  /** One line of what it is for, for `--help`. */
  readonly summary: string;
  readonly options: OptionSpecs;
  /** What may stand without an option, all optional; none unless given. */
  readonly positionals?: readonly string[];
  /**
   * @returns the exit code: 0 fine, 1 findings of severity error
   * @throws ToolError when it could not run
   */
  run(values: OptionValues, io: Io, positionals: readonly string[]): number | Promise<number>;
}
