/** What commands that act on environments begin with. */
import path from "node:path";
import { loadCatalog } from "../../config/catalog/catalog";
import { countBySeverity, hasErrors, ToolError, withoutDatedErrors } from "../../config/findings/diagnostic";
import { renderText } from "../../config/findings/diagnostic-text";
import { loadConfiguration } from "../../config/load";
import type { Environment } from "../../config/environment";
import { configDirectory, configSource, type ConfigSource } from "../../config/files/source";
import { environmentOf, type OptionValues } from "./args";
import type { Io } from "./io";

/** The folder of environments as git knows it: from where one stands, with `/`. */
export function relativeConfigDirectory(io: Io): string {
  const directory = path.relative(io.cwd, path.resolve(io.cwd, configDirectory(io)));
  return directory.split(path.sep).join("/") || ".";
}

/**
 * The environment that `--env` names, or the only one.
 * @throws ToolError when there are several and none is named, or when the configuration has errors
 */
export function soundEnvironment(values: OptionValues, io: Io): Environment {
  const source = configSource(io);
  const name = oneEnvironment(values, source);
  const [environment] = load(source, [name], io.now().toISOString().slice(0, 10));
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
 * The environment that `--env` names, or all. Of the others only what they share with it matters.
 * @param today the day to judge by, YYYY-MM-DD
 * @throws ToolError when the configuration has errors
 */
export function soundEnvironments(values: OptionValues, io: Io, today: string): readonly Environment[] {
  const source = configSource(io);
  const only = environmentOf(values, source.environments());
  return load(source, only === undefined ? undefined : [only], today);
}

/** The named environments, or all. That time has passed is no error here. */
function load(source: ConfigSource, only: readonly string[] | undefined, today: string): readonly Environment[] {
  const { environments, findings, textOf } = loadConfiguration(source, {
    catalog: loadCatalog(),
    today,
    only,
    adjust: withoutDatedErrors,
  });
  if (!hasErrors(findings)) return environments;
  const errors = findings.filter(({ severity }) => severity === "error");
  throw new ToolError(
    "configuration",
    `${renderText(errors, { colour: false, textOf })}\nthe configuration has to be right first: ${countBySeverity(findings)}`,
  );
}
