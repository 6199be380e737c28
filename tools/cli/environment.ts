/** What commands that act on environments begin with. */
import path from "node:path";
import { loadCatalog } from "../../config/catalog/catalog";
import type { Code } from "../../config/findings/codes";
import { countBySeverity, type Diagnostic, ToolError, withoutDatedErrors } from "../../config/findings/diagnostic";
import { renderText } from "../../config/findings/diagnostic-text";
import { loadConfiguration, readConfiguration, resolveConfiguration } from "../../config/load";
import type { Environment } from "../../config/environment";
import type { ProviderName } from "../../config/llm/providers/providers";
import type { LlmConfig } from "../../config/model";
import { configDirectory, configSource, type ConfigSource, type Surroundings } from "../../config/files/source";
import { environmentOf, type OptionValues, todayOf } from "./args";
import type { Io } from "./io";

/** The folder of environments as git knows it: from where one stands, with `/`. */
export function relativeConfigDirectory(io: Surroundings): string {
  const directory = path.relative(io.cwd, path.resolve(io.cwd, configDirectory(io)));
  return directory.split(path.sep).join("/") || ".";
}

/**
 * The environment that `--env` names, or the only one.
 * @param tolerated errors that do not stop the command
 * @throws ToolError when there are several and none is named, or when the configuration has errors
 */
export function soundEnvironment(values: OptionValues, io: Io, tolerated: readonly Code[] = []): Environment {
  const source = configSource(io);
  const name = oneEnvironment(values, source);
  const [environment] = load(source, [name], todayOf(values, io), tolerated);
  if (environment === undefined) throw new Error(`no environment ${name} among those loaded`);
  return environment;
}

/**
 * The name of the environment that an option names, or of the only one.
 * @throws ToolError when there are several and none is named
 */
export function oneEnvironment(values: OptionValues, source: ConfigSource, option = "env"): string {
  const names = source.environments();
  const name = environmentOf({ env: values[option] }, names) ?? (names.length === 1 ? names[0] : undefined);
  if (name !== undefined) return name;
  throw new ToolError("arguments", `which environment? Give --${option} with one of ${names.join(", ")}`);
}

/**
 * The provider that `--provider` names.
 * @throws ToolError when it is not configured
 */
export function configuredProvider({ provider }: OptionValues, { providers }: LlmConfig): ProviderName | undefined {
  if (provider === undefined || providers.some(({ name }) => name === provider))
    return provider as ProviderName | undefined;
  const names = providers.map(({ name }) => name).join(", ");
  throw new ToolError("arguments", `${String(provider)} is not configured in llm-config.yaml; there is: ${names}`);
}

/**
 * The environment that `--env` names, or all. Of the others only what they share with it matters.
 * @param today the day to judge by, YYYY-MM-DD
 * @param tolerated errors that do not stop the command
 * @throws ToolError when the configuration has errors
 */
export function soundEnvironments(
  values: OptionValues,
  io: Io,
  today: string,
  tolerated: readonly Code[] = [],
): readonly Environment[] {
  const source = configSource(io);
  const only = environmentOf(values, source.environments());
  return load(source, only === undefined ? undefined : [only], today, tolerated);
}

/**
 * The environments but one, each by itself: one that has errors is told, and does not stop anything.
 * @param today the day to judge by, YYYY-MM-DD
 */
export function otherEnvironments(name: string, io: Io, today: string): readonly Environment[] {
  const options = { catalog: loadCatalog(), today, adjust: withoutDatedErrors };
  const read = readConfiguration(configSource(io), options);
  const others = read.files.filter((files) => files.name !== name);
  return others.flatMap(({ name: one }) => {
    const { environments } = resolveConfiguration(read, { ...options, only: [one] });
    if (environments.length === 0) io.stderr(`${one} has mistakes, so it is not counted against the quota\n`);
    return environments;
  });
}

/** The named environments, or all. That time has passed is no error here. */
function load(
  source: ConfigSource,
  only: readonly string[] | undefined,
  today: string,
  tolerated: readonly Code[] = [],
): readonly Environment[] {
  const { environments, findings, textOf } = loadConfiguration(source, {
    catalog: loadCatalog(),
    today,
    only,
    adjust: (all) =>
      withoutDatedErrors(all).map((one) => (tolerated.includes(one.code) ? { ...one, severity: "warning" } : one)),
  });
  refuseErrors(findings, textOf);
  return environments;
}

/** @throws ToolError when one of the findings is an error */
export function refuseErrors(findings: readonly Diagnostic[], textOf: (file: string) => string | undefined): void {
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  throw new ToolError(
    "configuration",
    `${renderText(errors, { colour: false, textOf })}\nthe configuration has to be right first: ${countBySeverity(findings)}`,
  );
}
