/** What npm makes of a command line: an option that it reads itself never reaches the command. */
import { nearest } from "../../config/findings/nearest";
import { PROGRAM } from "../../config/text";
import type { OptionSpecs } from "./args";

type Variables = Readonly<Record<string, string | undefined>>;

/** How a command is called: as npm was asked to, or by the program. One with a colon in its name is only an npm script. */
export function callOf(command: string, env: Variables): string {
  return isScript(env) || command.includes(":") ? `npm run ${command} --` : `${PROGRAM} ${command}`;
}

function isScript({ npm_command: command }: Variables): boolean {
  return command === "run" || command === "run-script";
}

/** An option that npm has, and the values that it was given. */
interface Taken {
  readonly name: string;
  readonly values: readonly string[];
}

/**
 * Options of a command that npm has taken for its own, nearly right ones among them.
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
  // One that has reached the command as well is not lost, whatever a .npmrc says.
  const isGiven = (name: string): boolean => args.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
  const taken = takenIn(options, env).filter(({ name }) => !isGiven(name));
  if (taken.length === 0) return undefined;
  const bare = taken.filter(({ name, values }) => options[name]?.type === "string" && values.includes("true"));
  // npm reads `--name value` as a switch and lets the value through; of several nobody knows which was whose.
  const [word] = bare.length === 1 ? args : [];
  const rest = word === undefined ? args : args.slice(1);
  const meant = taken.flatMap(({ name, values }) =>
    options[name]?.type === "boolean"
      ? [`--${name}`]
      : values.flatMap((value) => [`--${name}`, value === "true" ? (word ?? options[name]?.value ?? "") : value]),
  );
  return [callOf(command, env), ...[...meant, ...(bare.length > 1 ? [] : rest)].map(asWord)].join(" ");
}

/** `--yes` is not looked at: npx sets it for itself. */
function takenIn(options: OptionSpecs, env: Variables): Taken[] {
  const names = Object.keys(options).filter((name) => name !== "yes");
  const known = names.map(variableOf);
  return Object.entries(env).flatMap(([variable, value = ""]) => {
    if (value === "" || !variable.startsWith(PREFIX)) return [];
    const near = known.includes(variable) ? variable : nearest(variable.slice(PREFIX.length), known.map(bareName));
    const name = names.find((one) => [variableOf(one), bareName(variableOf(one))].includes(near ?? ""));
    return name === undefined ? [] : [{ name, values: value.split("\n\n") }];
  });
}

const PREFIX = "npm_config_";

function variableOf(option: string): string {
  return PREFIX + option.replaceAll("-", "_");
}

function bareName(variable: string): string {
  return variable.slice(PREFIX.length);
}

/** As a shell takes it for one word. */
function asWord(text: string): string {
  return /^[\w./:=,@+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
