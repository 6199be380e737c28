/** What commands that act on one environment begin with. */
import { loadCatalog } from "../../config/catalog";
import { countBySeverity, ToolError, withoutDatedErrors } from "../../config/diagnostic";
import { renderText } from "../../config/diagnostic-text";
import { loadConfiguration } from "../../config/load";
import type { Environment } from "../../config/model";
import { DEFAULT_CONFIG_DIR, folderSource } from "../../config/source";
import { environmentOf } from "./args";
import type { OptionValues } from "./args";
import type { Io } from "./io";

/**
 * The environment that `--env` names, or the only one.
 * @throws ToolError when there are several and none is named, or when the configuration has errors
 */
export function soundEnvironment(values: OptionValues, io: Io): Environment {
  const source = folderSource(io.env.FOUNDRY_CONFIG_DIR || DEFAULT_CONFIG_DIR, io.cwd);
  const names = source.environments();
  const name = environmentOf(values, names) ?? (names.length === 1 ? names[0] : undefined);
  if (name === undefined)
    throw new ToolError("arguments", `which environment? Give --env with one of ${names.join(", ")}`);
  const today = io.now().toISOString().slice(0, 10);
  const { environments, findings, textOf } = loadConfiguration(source, {
    catalog: loadCatalog(),
    today,
    adjust: withoutDatedErrors,
  });
  const environment = environments.find((one) => one.name === name);
  if (environment !== undefined) return environment;
  const errors = findings.filter(({ severity }) => severity === "error");
  throw new ToolError(
    "configuration",
    `${renderText(errors, { colour: false, textOf })}\nthe configuration has to be right first: ${countBySeverity(findings)}`,
  );
}
