/** Reads the files of one environment: bytes, text, YAML, shape. */
import type * as z from "zod/mini";
import { parseYaml, type Path } from "./files/parse";
import { checkSecrets } from "./files/secrets-check";
import { type CheckedFile, checkShape } from "./files/shape";
import { type ConfigSource, type Entry, MAX_FILE_BYTES } from "./files/source";
import type { ParsedTexts } from "./files/syntax";
import { nearest } from "./findings/nearest";
import { error, type Problem, type Report, startOf, warning } from "./findings/report";
import { llmConfigFile, type LlmConfigFile } from "./llm/shape";
import { modelsFile, type ModelsFile } from "./models/shape";
import { accountFile, type AccountFile } from "./schema";
import { grouped, plural } from "./text";
import { type MeasuredUsage, parseUsage } from "./usage/usage-file";

export const FILE_NAMES = ["account.yaml", "models.yaml", "llm-config.yaml"] as const;
export type FileName = (typeof FILE_NAMES)[number];

/** Measured usage. */
export const USAGE_FILE = "usage.csv";
/** What Azure answered preflight. */
export const ANSWERS_FILE = "azure.json";
/** Answers of Azure that commands save beside these files; an environment is complete without them. */
export const SAVED_FILES = [USAGE_FILE, ANSWERS_FILE] as const;

/** The files of one environment as far as they could be read. */
export interface EnvironmentFiles {
  readonly name: string;
  /** The environment's folder as diagnostics show it. */
  readonly folder: string;
  readonly account?: CheckedFile<AccountFile>;
  readonly models?: CheckedFile<ModelsFile>;
  readonly llm?: CheckedFile<LlmConfigFile>;
  /** As saved; absent when nothing was, or nothing of it can be read. */
  readonly usage?: MeasuredUsage;
}

/** A model's version is text, whatever it looks like. */
const isModelVersion = (path: Path): boolean => path.length > 1 && path.at(-1) === "version";
const isNeverText = (): boolean => false;

export interface ReadOptions {
  readonly report: Report;
  /** Called with the text of each file that could be decoded, for excerpts. */
  readonly keepText: (file: string, text: string) => void;
  /** What has been parsed before. */
  readonly texts?: ParsedTexts | undefined;
}

export function readEnvironment(
  source: ConfigSource,
  name: string,
  { report, keepText, texts }: ReadOptions,
): EnvironmentFiles {
  const folder = source.display(name);
  const listed = source.list(name);
  if (!Array.isArray(listed)) {
    const message = `the folder of the environment cannot be read: ${listed.reason}`;
    report(startOf(folder), error("not-a-file", message, "check its kind and permissions"));
    return { name, folder };
  }
  const known: readonly string[] = [...FILE_NAMES, ...SAVED_FILES];
  const stray = listed.filter((file) => !known.includes(file) && !file.startsWith("."));
  const claimed = new Set<string>();
  const read = <T>(fileName: FileName, schema: z.ZodMiniType<T>, isText: (path: Path) => boolean) => {
    const path = source.display(name, fileName);
    const entry = source.read(name, fileName);
    const lookalike = entry.kind === "missing" ? lookalikeOf(fileName, stray) : undefined;
    if (lookalike !== undefined) claimed.add(lookalike);
    const text = textOf(entry, lookalike);
    if (typeof text !== "string") return void report(startOf(path), text);
    keepText(path, text);
    const file = parseYaml(path, text, isText, report, texts);
    // While all of it is there: the shape check takes out what it refuses.
    if (file !== undefined) checkSecrets(file, report);
    return file && checkShape(file, schema, report);
  };
  const account = read("account.yaml", accountFile, isNeverText);
  const models = read("models.yaml", modelsFile, isModelVersion);
  const llm = read("llm-config.yaml", llmConfigFile, isNeverText);
  const usage = readUsage(source, name, { report, keepText });
  for (const file of stray) {
    if (!claimed.has(file)) report(startOf(source.display(name, file)), STRAY);
  }
  return {
    name,
    folder,
    ...(account && { account }),
    ...(models && { models }),
    ...(llm && { llm }),
    ...(usage && { usage }),
  };
}

/** Saved usage never stands in the way of anything: what cannot be read of it is unknown. */
function readUsage(source: ConfigSource, name: string, { report, keepText }: ReadOptions): MeasuredUsage | undefined {
  const entry = source.read(name, USAGE_FILE);
  if (entry.kind === "missing") return undefined;
  const path = source.display(name, USAGE_FILE);
  const text = textOf(entry, undefined);
  if (typeof text !== "string") {
    return void report(startOf(path), { ...text, code: "usage-file", severity: "warning" });
  }
  keepText(path, text);
  return parseUsage(path, text, report);
}

function lookalikeOf(fileName: FileName, names: readonly string[]): string | undefined {
  return (
    nearest(fileName, names) ?? names.find((name) => name.toLowerCase().startsWith(fileName.slice(0, -"yaml".length)))
  );
}

const STRAY = warning(
  "stray-file",
  `nothing reads this: an environment is ${[...FILE_NAMES, ...SAVED_FILES].join(", ")}`,
  "move or delete it",
);

/** The entry as text without byte order mark, or why there is none. */
function textOf(entry: Entry, lookalike: string | undefined): string | Problem {
  switch (entry.kind) {
    case "missing": {
      const help = lookalike === undefined ? "an environment needs all three files" : `rename ${lookalike}`;
      return error("missing-file", "the file is missing", help);
    }
    case "directory":
      return error("not-a-file", "a folder stands where a file belongs", "replace it by the file");
    case "unreadable":
      return error("not-a-file", `the file cannot be read: ${entry.reason}`, "check its kind and permissions");
    case "too-large": {
      const help = `keep it to ${plural(MAX_FILE_BYTES, "byte")}`;
      return error("file-too-large", `the file has ${grouped(entry.size)} bytes`, help);
    }
    case "file":
      if (isUtf16(entry.bytes)) return error("not-utf8", "the file is UTF-16, not UTF-8 text", SAVE_AS_UTF8);
      return decode(entry.bytes) ?? error("not-utf8", "the file is not UTF-8 text", SAVE_AS_UTF8);
  }
}

const SAVE_AS_UTF8 = "save it as UTF-8";

/** Whether the first two bytes are the byte order mark of UTF-16, or one of them is a zero, as of a Latin letter in it. */
function isUtf16([first, second]: Uint8Array): boolean {
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return second !== undefined && (first === 0) !== (second === 0);
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
