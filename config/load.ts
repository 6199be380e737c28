/** A folder of environments in, typed environments and everything that is wrong with them out. */
import type { Catalog } from "./catalog";
import { hasErrors, sortDiagnostics } from "./diagnostic";
import type { Diagnostic } from "./diagnostic";
import { isEnvironmentName } from "./model";
import { readEnvironment } from "./read";
import { resolveEnvironment } from "./resolve";
import type { Environment } from "./model";
import type { ConfigSource } from "./source";
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
  /** Lets time alone not be an error, as synth wants it. */
  readonly adjust?: (findings: readonly Diagnostic[]) => Diagnostic[];
}

/** Never throws for what stands in the files. */
export function loadConfiguration(source: ConfigSource, { catalog, today, adjust }: LoadOptions): Configuration {
  const findings: Diagnostic[] = [];
  const texts = new Map<string, string>();
  const report = (finding: Diagnostic): void => void findings.push(finding);
  const files = source.environments().map((name) => {
    if (!isEnvironmentName(name)) report(badEnvironmentName(name, source.display(name)));
    return readEnvironment(source, name, report, (file, text) => texts.set(file, text));
  });
  findings.push(...validate(files, catalog, today));
  const sorted = sortDiagnostics(adjust?.(findings) ?? findings);
  const environments = hasErrors(sorted) ? [] : files.map((one) => resolveEnvironment(one, catalog));
  return {
    environments: environments.filter((environment) => environment !== undefined),
    findings: sorted,
    textOf: (file) => texts.get(file),
  };
}

function badEnvironmentName(name: string, folder: string): Diagnostic {
  const message = `${JSON.stringify(name)} cannot be the name of an environment: stacks and files are named after it`;
  const help = "use 1 to 32 lower-case letters, digits and hyphens, with a letter or digit at both ends";
  return { code: "environment-name", severity: "error", message, help, file: folder, line: 1, column: 1 };
}
