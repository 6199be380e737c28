/** Arguments of the commands, and what is wrong with them. */
import { parseArgs } from "node:util";
import { ToolError } from "../../config/findings/diagnostic";
import { isDate } from "../../config/values";
import { nearest, suggest } from "../../config/findings/nearest";
import { columns } from "../../config/text";
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
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;
export type OptionValues = Readonly<Record<string, string | boolean | string[] | undefined>>;

export const ENV_OPTION: OptionSpec = { type: "string", value: "NAME", help: "only this environment (default: all)" };
export const TODAY_OPTION: OptionSpec = {
  type: "string",
  value: "YYYY-MM-DD",
  help: "judge as of this day (default: today)",
};
const HELP_OPTION: OptionSpec = { type: "boolean", help: "show this help" };

export function formatOption(...formats: string[]): OptionSpec {
  return { type: "string", value: formats.join("|"), help: `output (default: ${formats[0]})`, oneOf: formats };
}

/** What a command was given. */
export interface Arguments {
  readonly values: OptionValues;
  /** What stands without an option, in order. */
  readonly positionals: readonly string[];
}

/**
 * @param positionals names of what may stand without an option, all optional
 * @throws ToolError when an option is unknown, lacks its value, or has one that is not allowed, or when too much is given
 */
export function parseOptions(
  command: string,
  args: readonly string[],
  specs: OptionSpecs,
  positionals: readonly string[] = [],
): Arguments {
  // Most runs have none, and node's parser takes a while to load.
  if (args.length === 0) return { values: {}, positionals: [] };
  const all = { ...specs, help: HELP_OPTION };
  const unknown = args.map((arg) => /^--([^=]+)/.exec(arg)?.[1]).find((name) => name !== undefined && !(name in all));
  if (unknown !== undefined) {
    const guess = nearest(unknown, Object.keys(all));
    throw new ToolError(
      "arguments",
      `${command} has no option --${unknown}${guess ? `; did you mean --${guess}?` : ""}\n\n${helpText(command, specs, positionals)}`,
    );
  }
  const parsed = parseOrThrow(command, args, all, positionals);
  const { values } = parsed;
  for (const [name, { oneOf }] of Object.entries(all)) {
    const value = values[name];
    if (oneOf !== undefined && value !== undefined && !oneOf.includes(String(value))) {
      throw new ToolError("arguments", `--${name} must be one of ${oneOf.join(", ")}, not ${String(value)}`);
    }
  }
  return parsed;
}

function parseOrThrow(
  command: string,
  args: readonly string[],
  specs: OptionSpecs,
  names: readonly string[],
): Arguments {
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
  );
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      strict: true,
      allowPositionals: names.length > 0,
    });
    if (positionals.length > names.length) throw new Error(`Unexpected argument '${positionals[names.length]}'`);
    return { values: values as OptionValues, positionals };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ToolError("arguments", `${reason}\n\n${helpText(command, specs, names)}`, { cause });
  }
}

export function helpText(command: string, specs: OptionSpecs, positionals: readonly string[] = []): string {
  const rows = Object.entries({ ...specs, help: HELP_OPTION }).map(([name, { value, help }]) => [
    `--${name}${value === undefined ? "" : ` ${value}`}`,
    help,
  ]);
  return [
    `npm run ${command} -- [options]${positionals.map((name) => ` [${name}]`).join("")}`,
    "",
    ...columns(rows).map((line) => `  ${line}`),
  ].join("\n");
}

/** The day to judge by. */
export function todayOf(values: OptionValues, { now }: Io): string {
  const { today } = values;
  if (today === undefined) return now().toISOString().slice(0, 10);
  if (typeof today === "string" && isDate(today)) return today;
  throw new ToolError("arguments", `--today must be a day as YYYY-MM-DD, not ${String(today)}`);
}

/** The environment that `--env` names, checked against those there are. */
export function environmentOf(values: OptionValues, names: readonly string[]): string | undefined {
  const { env } = values;
  if (env === undefined || names.includes(String(env))) return env as string | undefined;
  const guess = nearest(String(env), names);
  throw new ToolError(
    "arguments",
    `no environment ${String(env)}; ${suggest(guess, `there are: ${names.join(", ")}`)}`,
  );
}

/** The values of an option that may be repeated. */
export function listOf(values: OptionValues, name: string): string[] {
  const value = values[name];
  return Array.isArray(value) ? value : [];
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
