/** What npm makes of a command line: an option that it reads itself never reaches the command. */
import { PROGRAM } from "../text/program";
import type { OptionSpecs } from "./args";

type Variables = Readonly<Record<string, string | undefined>>;

/** How a command is called: as npm was asked to, or by the program. One with a colon in its name is only an npm script. */
export function callOf(command: string, env: Variables): string {
  return isScript(env) || command.includes(":") ? `npm run ${command} --` : `${PROGRAM} ${command}`;
}

function isScript({ npm_command: command }: Variables): boolean {
  return command === "run" || command === "run-script";
}

/**
 * Options of a command that npm has taken for its own. `--yes` is not looked at: npx sets it for itself.
 * @param args what has reached the command
 * @returns the command line that was meant; undefined when npm has taken nothing
 * @see https://docs.npmjs.com/cli/v11/using-npm/config#environment-variables
 */
export function meantBefore(
  command: string,
  options: OptionSpecs,
  args: readonly string[],
  env: Variables,
): string | undefined {
  if (!isScript(env) && env.npm_command !== "exec") return undefined;
  const words = [...args];
  const taken = Object.entries(options).flatMap(([name, { type, value }]) => {
    const text = name === "yes" ? "" : (env[`npm_config_${name.replaceAll("-", "_")}`] ?? "");
    if (text === "") return [];
    if (type === "boolean") return [`--${name}`];
    // npm reads `--name value` as a switch, and lets the value through as a word.
    return [`--${name} ${text === "true" ? (words.shift() ?? value) : text}`];
  });
  return taken.length === 0 ? undefined : [callOf(command, env), ...taken, ...words].join(" ");
}
