/** What goes to a terminal: text that cannot steer it, and colours. A leaf: imports nothing. */

/** Control characters, signs that nobody sees or that are no usual blank, and those that end a line or turn its direction. */
const STEERING = /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** One sign for each character that could move the cursor, colour the terminal or make text look like another. */
export function printable(text: string): string {
  return text.replace(STEERING, "\ufffd");
}

/**
 * Several lines, each printable, and none a command to the workflow that runs us.
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function printableLines(text: string): string {
  return text
    .split("\n")
    .map((line) => printable(line).replace(/^(\s*):(?=:)/, "$1\ufffd"))
    .join("\n");
}

/** ANSI colours by what is said. */
const COLOURS = {
  error: 31,
  fail: 31,
  warning: 33,
  note: 36,
  pass: 32,
  help: 32,
  place: 34,
  unverified: 35,
  skipped: 90,
} as const;
export type Tone = keyof typeof COLOURS;

/** Paints text, or leaves it as it is where there are no colours. */
export function painter(hasColour: boolean): (tone: Tone, text: string) => string {
  return (tone, text) => (hasColour ? `\u001b[${COLOURS[tone]}m${text}\u001b[0m` : text);
}
