/** A folder of environments in, typed environments and everything that is wrong with them out. */
import type { Catalog } from "./catalog";
import { hasErrors, sortDiagnostics } from "./diagnostic";
import type { Diagnostic } from "./diagnostic";
import { dataBytes, llmEnv, MAX_DATA_BYTES } from "./llm-env";
import { isEnvironmentName } from "./model";
import type { ParsedTexts } from "./parse";
import { readEnvironment } from "./read";
import type { EnvironmentFiles } from "./read";
import { resolveEnvironment } from "./resolve";
import { maskSecrets } from "./secrets";
import type { Environment } from "./model";
import type { ConfigSource } from "./source";
import { grouped, plural } from "./text";
import { validate } from "./validate";

export interface Configuration {
  /** The environments; empty when any finding is an error. */
  readonly environments: readonly Environment[];
  /** Everything that is wrong, sorted by place. */
  readonly findings: readonly Diagnostic[];
  /** The text of a file that was read, by the path diagnostics give. */
  readonly textOf: (file: string) => string | undefined;
}

export interface LoadOptions {
  readonly catalog: Catalog;
  /** The day to judge by, YYYY-MM-DD. */
  readonly today: string;
  /** What another read has parsed before. */
  readonly texts?: ParsedTexts;
  /** Lets time alone not be an error, as synth wants it. */
  readonly adjust?: (findings: readonly Diagnostic[]) => Diagnostic[];
}

/** A folder of environments as it was read, whether or not it is right. */
export interface ReadConfiguration extends Pick<Configuration, "findings" | "textOf"> {
  readonly files: readonly EnvironmentFiles[];
}

/** Reads and judges without resolving. Never throws for what stands in the files. */
export function readConfiguration(source: ConfigSource, options: LoadOptions): ReadConfiguration {
  const { catalog, today, adjust } = options;
  const findings: Diagnostic[] = [];
  const textByFile = new Map<string, string>();
  const report = (finding: Diagnostic): void => void findings.push(finding);
  const files = source.environments().map((name) => {
    if (!isEnvironmentName(name)) report(badEnvironmentName(name, source.display(name)));
    const keepText = (file: string, text: string): void => void textByFile.set(file, text);
    return readEnvironment(source, name, { report, keepText, texts: options.texts });
  });
  findings.push(...validate(files, catalog, today));
  const shown = withoutEchoes(findings).map(withoutSecrets);
  return { files, findings: sortDiagnostics(adjust?.(shown) ?? shown), textOf: (file) => textByFile.get(file) };
}

/** Never throws for what stands in the files. */
export function loadConfiguration(source: ConfigSource, options: LoadOptions): Configuration {
  const { files, findings, textOf } = readConfiguration(source, options);
  const resolved = hasErrors(findings) ? [] : files.map((one) => resolveEnvironment(one, options.catalog));
  const environments = resolved.filter((environment) => environment !== undefined);
  const tooLarge = files.flatMap((one, index) => configMapSize(one, environments[index]));
  return {
    environments: tooLarge.length > 0 ? [] : environments,
    findings: sortDiagnostics([...findings, ...tooLarge]),
    textOf,
  };
}

/** A key in the wrong place breaks other rules, too; that it is there is all that needs to be said of it. */
function withoutEchoes(findings: readonly Diagnostic[]): Diagnostic[] {
  const placeOf = ({ file, line, column }: Diagnostic): string => `${file}:${line}:${column}`;
  const secrets = new Set(findings.filter(({ code }) => code === "secret").map(placeOf));
  return findings.filter((finding) => finding.code === "secret" || !secrets.has(placeOf(finding)));
}

/** No message repeats what looks like a key, wherever it stood. */
function withoutSecrets(finding: Diagnostic): Diagnostic {
  const { message, help } = finding;
  return { ...finding, message: maskSecrets(message), ...(help !== undefined && { help: maskSecrets(help) }) };
}

/** The one rule on the ConfigMap as a whole, which only a whole configuration has. */
function configMapSize({ llm }: EnvironmentFiles, environment: Environment | undefined): Diagnostic[] {
  const bytes = environment === undefined ? 0 : dataBytes(llmEnv(environment.llm));
  if (llm === undefined || bytes <= MAX_DATA_BYTES) return [];
  const message = `the ConfigMap would have ${plural(bytes, "byte")} of data; Kubernetes takes ${grouped(MAX_DATA_BYTES)}`;
  const help = "use fewer or shorter layers, fallbacks or providers";
  return [{ code: "config-map-too-large", severity: "error", message, help, ...llm.file.place(["layers"], "key") }];
}

function badEnvironmentName(name: string, folder: string): Diagnostic {
  const message = `${JSON.stringify(name)} cannot be the name of an environment: stacks and files are named after it`;
  const help = "use 1 to 32 lower-case letters, digits and hyphens, with a letter or digit at both ends";
  return { code: "environment-name", severity: "error", message, help, file: folder, line: 1, column: 1 };
}
