/** What a command may touch of the world; a test passes its own. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether stdout is a terminal. */
  readonly isTerminal: boolean;
  readonly now: () => Date;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

/** Whether to colour what goes to stdout. @see https://no-color.org */
export function wantsColour({ env, isTerminal }: Io): boolean {
  return isTerminal && !env.NO_COLOR && env.TERM !== "dumb";
}
