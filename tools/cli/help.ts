/** `aucert-foundry help`, and what it says of a command that it lacks. */
import { scripts, version } from "../../package.json";
import { ToolError } from "../../config/findings/diagnostic";
import { nearest, orMeant } from "../../config/findings/nearest";
import { columns, PROGRAM } from "../../config/text";
import { catalogDay } from "../../config/catalog/catalog";
import { helpText } from "./args";
import { COMMAND_GROUPS } from "./commands";

const COMMANDS = COMMAND_GROUPS.flatMap(({ commands }) => commands);

/**
 * @param args of the program, when they name none of its commands
 * @returns what to print
 * @throws ToolError for a command or an option that there is not
 */
export function help(args: readonly string[]): string {
  const [first = "help", name, surplus] = args;
  const isVersion = first === "--version";
  if (!isVersion && !["help", "--help", "-h"].includes(first)) throw unknown(first);
  const extra = isVersion ? name : surplus;
  if (extra !== undefined) throw new ToolError("arguments", `unexpected argument ${JSON.stringify(extra)}`);
  if (isVersion) return `aucert-foundry ${version}, catalogue of ${catalogDay()}\n`;
  if (name === undefined || name === "help") return overview();
  const command = COMMANDS.find((one) => one.name === name);
  if (command === undefined) throw unknown(name);
  return `${command.summary}\n\n${helpText({ ...command, call: `${PROGRAM} ${name}` })}\n`;
}

function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const groups = COMMAND_GROUPS.map(({ title, commands }) => {
    const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
    return [title, ...lines].join("\n");
  });
  const more = columns([
    [`${PROGRAM} COMMAND --help`, "the options of a command"],
    [`${PROGRAM} --version`, "version, and day of the catalogue"],
  ]);
  return `${[`${PROGRAM} COMMAND [options]`, ...groups, more.join("\n")].join("\n\n")}\n`;
}

function unknown(word: string): ToolError {
  const kind = word.startsWith("-") ? "option" : "command";
  const names = kind === "option" ? ["--help", "--version"] : [...COMMANDS.map(({ name }) => name), "help"];
  const isScript = Object.hasOwn(scripts, word);
  const hint = isScript ? `: it is \`npm run ${word}\`` : orMeant(nearest(word, names));
  return new ToolError("arguments", `there is no ${kind} ${word}${hint}\n${PROGRAM} shows all commands`);
}
