/** Arguments of the commands, and what is wrong with them. */
import { parseArgs } from "node:util";
import { ToolError } from "../../config/findings/diagnostic";
import { isDate } from "../../config/values";
import { named } from "../../config/findings/characters";
import { nearest, orMeant, suggest } from "../../config/findings/nearest";
import { columns, PROGRAM } from "../../config/text";
import type { Io } from "./io";

/** One option of a command, as `--help` shows it. */
export interface OptionSpec {
  readonly type: "string" | "boolean";
  /** Placeholder of the value in the help text. */
  readonly value?: string;
  readonly help: string;
  /** Allowed values; the first is the default. */
  readonly oneOf?: readonly string[];
  /** Whether it may be given more than once. */
  readonly multiple?: boolean;
  /** One letter that stands for it. */
  readonly short?: string;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;
export type OptionValues = Readonly<Record<string, string | boolean | string[] | undefined>>;

export const ENV_OPTION: OptionSpec = { type: "string", value: "NAME", help: "only this environment (default: all)" };
export const TODAY_OPTION: OptionSpec = {
  type: "string",
  value: "YYYY-MM-DD",
  help: "judge as of this day (default: today)",
};
const HELP_OPTION: OptionSpec = { type: "boolean", short: "h", help: "show this help" };

export function formatOption(...formats: string[]): OptionSpec {
  return { type: "string", value: formats.join("|"), help: `output (default: ${formats[0]})`, oneOf: formats };
}

/** What a command was given. */
export interface Arguments {
  readonly values: OptionValues;
  /** What stands without an option, in order. */
  readonly positionals: readonly string[];
}

/** What the parser knows of a command. */
export interface Syntax {
  readonly name: string;
  /** How it is called, such as `npx aucert-foundry cost`. */
  readonly call: string;
  readonly options: OptionSpecs;
  /** Names of what may stand without an option, all optional. */
  readonly positionals?: readonly string[] | undefined;
}

/**
 * @throws ToolError when an option is unknown, repeated, lacks its value, or has one that is not allowed, or when too much is given
 */
export function parseOptions(args: readonly string[], syntax: Syntax): Arguments {
  // Most runs have none, and node's parser takes a while to load.
  if (args.length === 0) return { values: {}, positionals: [] };
  const specs: OptionSpecs = { ...syntax.options, help: HELP_OPTION };
  const { values, positionals } = parsed(args, specs, syntax);
  for (const [name, { oneOf }] of Object.entries(specs)) {
    const value = values[name];
    if (oneOf !== undefined && value !== undefined && !oneOf.includes(String(value))) {
      const hint = orMeant(nearest(String(value), oneOf));
      throw new ToolError("arguments", `--${name} must be one of ${oneOf.join(", ")}, not ${String(value)}${hint}`);
    }
  }
  return { values, positionals };
}

function parsed(args: readonly string[], specs: OptionSpecs, syntax: Syntax): Arguments {
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, { type, multiple = false, short }]) => [
      name,
      { type, multiple, ...(short !== undefined && { short }) },
    ]),
  );
  const refuse = (reason: string): never => {
    throw new ToolError("arguments", `${reason}\n\n${helpText(syntax)}`);
  };
  // Not strict: what is wrong is said in this program's words.
  const { tokens, values, positionals } = parseArgs({
    ...{ args: [...args], options, strict: false },
    ...{ allowPositionals: true, tokens: true },
  });
  const given = tokens.flatMap((token) => (token.kind === "option" ? [token] : []));
  for (const { name, rawName, value, inlineValue } of given) {
    const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
    if (spec === undefined) {
      const guess = nearest(name, Object.keys(specs));
      return refuse(`${syntax.name} has no option ${rawName}${orMeant(guess && `--${guess}`)}`);
    }
    if (spec.type === "boolean" && value !== undefined) return refuse(`--${name} takes no value`);
    const isMissing = value === undefined || value === "" || (!inlineValue && value.startsWith("-"));
    if (spec.type === "string" && isMissing) return refuse(`--${name} needs a value`);
    if (spec.multiple !== true && given.filter((other) => other.name === name).length > 1) {
      return refuse(`--${name} is given more than once; it takes one value`);
    }
  }
  const surplus = positionals[syntax.positionals?.length ?? 0];
  if (surplus !== undefined) return refuse(`unexpected argument ${JSON.stringify(surplus)}`);
  return { values: values as OptionValues, positionals };
}

export function helpText({ call, options, positionals = [] }: Syntax): string {
  const rows = Object.entries({ ...options, help: HELP_OPTION }).map(([name, { value, short, help }]) => [
    `${short === undefined ? "" : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`,
    help,
  ]);
  return [
    `${call} [options]${positionals.map((name) => ` [${name}]`).join("")}`,
    "",
    ...columns(rows).map((line) => `  ${line}`),
  ].join("\n");
}

/** The day it is, whatever `--today` says. */
export function clockDay({ now }: Io): string {
  return now().toISOString().slice(0, 10);
}

/** The day to judge by. */
export function todayOf(values: OptionValues, io: Io): string {
  const { today } = values;
  if (today === undefined) return clockDay(io);
  if (typeof today === "string" && isDate(today)) return today;
  throw new ToolError("arguments", `--today must be a day as YYYY-MM-DD, not ${String(today)}`);
}

/** The environment that `--env` names, checked against those there are. */
export function environmentOf({ env }: OptionValues, names: readonly string[]): string | undefined {
  return typeof env === "string" ? knownEnvironment(env, names) : undefined;
}

/** @throws ToolError when there is no such environment */
export function knownEnvironment(env: string, names: readonly string[]): string {
  if (names.includes(env)) return env;
  const guess = nearest(env, names);
  throw new ToolError(
    "arguments",
    `no environment ${named(env) || '""'}; ${suggest(guess, `there are: ${names.join(", ")}`)}`,
  );
}

/** The values of an option that may be repeated. */
export function listOf(values: OptionValues, name: string): string[] {
  const value = values[name];
  return Array.isArray(value) ? value : [];
}

/**
 * What was given without an option, all of which is needed.
 * @throws ToolError when something is missing
 */
export function wordsOf<Names extends readonly string[]>(
  command: string,
  positionals: readonly string[],
  names: readonly [...Names],
): { [Index in keyof Names]: string } {
  const missing = names.slice(positionals.length);
  if (missing.length === 0) return positionals as unknown as { [Index in keyof Names]: string };
  throw new ToolError(
    "arguments",
    `${command} needs ${missing.join(" and ")}: ${PROGRAM} ${command} ${names.join(" ")}`,
  );
}

/**
 * The value of an option that takes a number.
 * @param expected what the number must be, for the message
 * @throws ToolError when it is no number, or not such a number
 */
export function numberOf(
  values: OptionValues,
  name: string,
  expected: string,
  isAllowed: (value: number) => boolean,
): number | undefined {
  const text = values[name];
  if (text === undefined) return undefined;
  const value = /^\d+(\.\d+)?$/.test(String(text)) ? Number(text) : NaN;
  if (isAllowed(value)) return value;
  throw new ToolError("arguments", `--${name} must be ${expected}, such as 10 or 2.5, not ${String(text)}`);
}

/**
 * The value of an option that counts something.
 * @throws ToolError when it is no whole number from 1 to `most`
 */
export function countOf(values: OptionValues, name: string, unit: string, most: number): number | undefined {
  const text = values[name];
  if (text === undefined) return undefined;
  const count = /^\d+$/.test(String(text)) ? Number(text) : 0;
  if (count >= 1 && count <= most) return count;
  throw new ToolError("arguments", `--${name} must be a whole number${unit} from 1 to ${most}, not ${String(text)}`);
}
