/** Reads the files of one environment: bytes, text, YAML, shape. */
import type * as z from "zod/mini";
import type { Code } from "./codes";
import type { Diagnostic } from "./diagnostic";
import { grouped, plural } from "./text";
import { nearest } from "./nearest";
import { parseYaml } from "./parse";
import type { ParsedTexts, Path, Report } from "./parse";
import { accountFile, modelsFile } from "./schema";
import { llmConfigFile } from "./schema-llm-config";
import type { AccountFile, ModelsFile } from "./schema";
import type { LlmConfigFile } from "./schema-llm-config";
import { checkShape } from "./shape";
import type { CheckedFile } from "./shape";
import { MAX_FILE_BYTES } from "./source";
import type { ConfigSource, Entry } from "./source";

export const FILE_NAMES = ["account.yaml", "models.yaml", "llm-config.yaml"] as const;
export type FileName = (typeof FILE_NAMES)[number];

/** The files of one environment as far as they could be read. */
export interface EnvironmentFiles {
  readonly name: string;
  /** The environment's folder as diagnostics show it. */
  readonly folder: string;
  readonly account?: CheckedFile<AccountFile>;
  readonly models?: CheckedFile<ModelsFile>;
  readonly llm?: CheckedFile<LlmConfigFile>;
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
  const stray = source
    .list(name)
    .filter((file) => !(FILE_NAMES as readonly string[]).includes(file) && !file.startsWith("."));
  const claimed = new Set<string>();
  const read = <T>(fileName: FileName, schema: z.ZodMiniType<T>, isText: (path: Path) => boolean) => {
    const path = source.display(name, fileName);
    const entry = source.read(name, fileName);
    const lookalike = entry.kind === "missing" ? lookalikeOf(fileName, stray) : undefined;
    if (lookalike !== undefined) claimed.add(lookalike);
    const text = textOf(entry, path, lookalike, report);
    if (text === undefined) return undefined;
    keepText(path, text);
    const file = parseYaml(path, text, isText, report, texts);
    return file && checkShape(file, schema, report);
  };
  const account = read("account.yaml", accountFile, isNeverText);
  const models = read("models.yaml", modelsFile, isModelVersion);
  const llm = read("llm-config.yaml", llmConfigFile, isNeverText);
  for (const file of stray) {
    if (!claimed.has(file)) report(strayFile(source.display(name, file)));
  }
  return {
    name,
    folder: source.display(name),
    ...(account && { account }),
    ...(models && { models }),
    ...(llm && { llm }),
  };
}

function lookalikeOf(fileName: FileName, names: readonly string[]): string | undefined {
  return (
    nearest(fileName, names) ?? names.find((name) => name.toLowerCase().startsWith(fileName.slice(0, -"yaml".length)))
  );
}

function strayFile(file: string): Diagnostic {
  const message = `nothing reads this: an environment is ${FILE_NAMES.join(", ")}`;
  return {
    code: "stray-file",
    severity: "warning",
    message,
    help: "move or delete it",
    file,
    line: 1,
    column: 1,
  };
}

/** The entry as text without byte order mark; reports why there is none. */
function textOf(entry: Entry, file: string, lookalike: string | undefined, report: Report): string | undefined {
  const fail = (code: Code, message: string, help: string): undefined =>
    void report({ code, severity: "error", message, help, file, line: 1, column: 1 });
  switch (entry.kind) {
    case "missing":
      return fail(
        "missing-file",
        "the file is missing",
        lookalike === undefined ? "an environment needs all three files" : `rename ${lookalike}`,
      );
    case "directory":
      return fail("not-a-file", "a folder stands where a file belongs", "replace it by the file");
    case "unreadable":
      return fail("not-a-file", `the file cannot be read: ${entry.reason}`, "check its kind and permissions");
    case "too-large":
      return fail(
        "file-too-large",
        `the file has ${grouped(entry.size)} bytes`,
        `keep it to ${plural(MAX_FILE_BYTES, "byte")}`,
      );
    case "file":
      return decode(entry.bytes) ?? fail("not-utf8", "the file is not UTF-8 text", "save it as UTF-8");
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
