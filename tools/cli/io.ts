import type { Surroundings } from "../../config/files/source";

/** What a command may touch of the world; a test passes its own. */
export interface Io extends Surroundings {
  /** Whether stdout is a terminal. */
  readonly isTerminal: boolean;
  readonly now: () => Date;
  /** Folder of this program's own files, for a command that starts another. */
  readonly programFolder: string;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Asks who sits at the terminal, on stderr, whether something is so; absent where nobody does. */
  readonly ask?: (question: string) => Promise<boolean>;
  /**
   * Calls back on Ctrl-C instead of ending the process; a second Ctrl-C ends it.
   * @returns what takes the listener away again
   */
  readonly onInterrupt?: (listener: () => void) => () => void;
}

/** Whether a line may be written over: a terminal that understands more than plain text. */
export function isLive({ env, isTerminal }: Io): boolean {
  return isTerminal && env.TERM !== "dumb";
}

/** Whether to colour what goes to stdout. @see https://no-color.org */
export function wantsColour(io: Io): boolean {
  return isLive(io) && !io.env.NO_COLOR;
}
