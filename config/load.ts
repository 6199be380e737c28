/** A folder of environments in, typed environments and everything that is wrong with them out. */
import { checkCatalogAge } from "./catalog/check-age";
import type { Catalog } from "./catalog/catalog";
import type { Environment } from "./environment";
import type { ParsedTexts } from "./files/syntax";
import { visible } from "./findings/characters";
import { maskSecrets } from "./findings/secrets";
import type { ConfigSource } from "./files/source";
import { atMost, type Diagnostic, hasErrors, sortDiagnostics } from "./findings/diagnostic";
import { error, type Report, reportTo, startOf } from "./findings/report";
import { dataBytes, llmEnv, MAX_DATA_BYTES } from "./llm/llm-env";
import { type EnvironmentFiles, readEnvironment } from "./read";
import { checkProviderLocks, type ProviderLocks } from "./provider-locks";
import { resolveEnvironment } from "./resolve";
import { grouped, plural, shortened } from "./text";
import { ENVIRONMENT_NAME } from "./values";
import { validate } from "./validate";

export interface Configuration {
  /** The environments; empty when any finding is an error. */
  readonly environments: readonly Environment[];
  /** Everything that is wrong with them, sorted by place. */
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
  /** Names of the environments to resolve, all unless given. The others are read for what two may not share. */
  readonly only?: readonly string[] | undefined;
  /** Lock files of the providers, to be judged as well. */
  readonly locks?: ProviderLocks | undefined;
  /** The catalogue's file as diagnostics show it, where its age is to be judged as well. */
  readonly catalogFile?: string;
  /** Lets time alone not be an error, as synth wants it. */
  readonly adjust?: (findings: readonly Diagnostic[]) => Diagnostic[];
}

/** A folder of environments as it was read, whether or not it is right. */
export interface ReadConfiguration extends Pick<Configuration, "findings" | "textOf"> {
  readonly files: readonly EnvironmentFiles[];
  /** Every finding, where `findings` has of a file only the worst. */
  readonly uncut: readonly Diagnostic[];
}

/** Findings on one file that are told one by one: more than anybody mends before looking again. */
const MAX_FINDINGS = 1000;

/** Reads and judges without resolving. Never throws for what stands in the files. */
export function readConfiguration(source: ConfigSource, options: LoadOptions): ReadConfiguration {
  const { catalog, today, adjust } = options;
  const onFiles: Diagnostic[] = [];
  const textByFile = new Map<string, string>();
  const report = reportTo(onFiles);
  const files = source.environments().map((name) => {
    const fault = ENVIRONMENT_NAME.fault(name, name);
    if (fault !== undefined) {
      report(startOf(source.display(name)), error(ENVIRONMENT_NAME.code, fault.message, fault.help));
    }
    const keepText = (file: string, text: string): void => void textByFile.set(file, text);
    return readEnvironment(source, name, { report, keepText, texts: options.texts });
  });
  const all = withoutEchoes([...onFiles, ...validate(files, catalog, today)]);
  const uncut = sortDiagnostics(adjust?.(all) ?? all).map(fitToShow);
  return { files, findings: atMost(MAX_FINDINGS, uncut), uncut, textOf: (file) => textByFile.get(file) };
}

/** Never throws for what stands in the files. */
export function loadConfiguration(source: ConfigSource, options: LoadOptions): Configuration {
  return resolveConfiguration(readConfiguration(source, options), options);
}

/** What was read by these options, or by the same for other environments. */
export function resolveConfiguration(read: ReadConfiguration, options: LoadOptions): Configuration {
  const { textOf } = read;
  const { files, findings } = options.only === undefined ? read : about(options.only, read);
  const onOthers: Diagnostic[] = [];
  if (options.locks !== undefined) checkProviderLocks(options.locks, reportTo(onOthers));
  const resolved = hasErrors([...findings, ...onOthers])
    ? []
    : files.map((one) => resolveEnvironment(one, options.catalog));
  const environments = resolved.filter((environment) => environment !== undefined);
  const tooLarge: Diagnostic[] = [];
  for (const [index, one] of files.entries()) checkConfigMapSize(one, environments[index], reportTo(tooLarge));
  const { catalogFile, catalog, today } = options;
  if (catalogFile !== undefined) checkCatalogAge(catalog, catalogFile, today, reportTo(onOthers));
  return {
    environments: tooLarge.length > 0 ? [] : environments,
    findings: sortDiagnostics([...findings, ...onOthers.map(fitToShow), ...tooLarge]),
    textOf,
  };
}

/** What was read of some environments, and found about them. */
export function about(
  names: readonly string[],
  { files, findings }: ReadConfiguration,
): Pick<ReadConfiguration, "files" | "findings"> {
  const wanted = files.filter(({ name }) => names.includes(name));
  const isWithin = ({ file }: Diagnostic): boolean => wanted.some(({ folder }) => `${file}/`.startsWith(`${folder}/`));
  return {
    files: wanted,
    findings: findings.filter((one) => isWithin(one) || (one.other !== undefined && names.includes(one.other))),
  };
}

/** A key in the wrong place breaks other rules, too, and a hidden character makes a name unknown: one of two is enough. */
function withoutEchoes(findings: readonly Diagnostic[]): Diagnostic[] {
  const placeOf = ({ file, line, column }: Diagnostic): string => `${file}:${line}:${column}`;
  const placesOf = (some: readonly Diagnostic[]): ReadonlySet<string> => new Set(some.map(placeOf));
  const secrets = placesOf(findings.filter(({ code }) => code === "secret"));
  const wrong = placesOf(findings.filter(({ code, severity }) => severity === "error" && code !== "hidden-character"));
  return findings.filter((finding) => {
    if (finding.code === "hidden-character") return !wrong.has(placeOf(finding));
    return finding.code === "secret" || !secrets.has(placeOf(finding));
  });
}

/** No message repeats what looks like a key, wherever it stood, a character that nobody sees, or all of a very long name. */
function fitToShow(finding: Diagnostic): Diagnostic {
  const { message, help } = finding;
  const shown = (text: string): string => shortened(visible(maskSecrets(text)));
  return { ...finding, message: shown(message), ...(help !== undefined && { help: shown(help) }) };
}

/** The one rule on the ConfigMap as a whole, which only a whole configuration has. */
function checkConfigMapSize({ llm }: EnvironmentFiles, environment: Environment | undefined, report: Report): void {
  const bytes = environment === undefined ? 0 : dataBytes(llmEnv(environment.llm));
  if (llm === undefined || bytes <= MAX_DATA_BYTES) return;
  const message = `the ConfigMap would have ${plural(bytes, "byte")} of data; Kubernetes takes ${grouped(MAX_DATA_BYTES)}`;
  const problem = error("config-map-too-large", message, "use fewer or shorter layers, fallbacks or providers");
  report(llm.file.place(["layers"], "key"), problem);
}
