/** What commands know that look at one environment or change it, right or wrong as its files are. */
import { loadCatalog } from "../../config/catalog/catalog";
import { configSource, type ConfigSource } from "../../config/files/source";
import type { Target } from "../change/plan";
import { readRevision, type ReadRevision } from "../review/revision";
import { type OptionValues, todayOf } from "./args";
import { oneEnvironment } from "./environment";
import type { Io } from "./io";

/** What a command has to plan with. */
export interface Surveyed extends Target {
  readonly source: ConfigSource;
  readonly environment: string;
  readonly today: string;
  /** All environments as they are. */
  readonly before: ReadRevision;
}

/**
 * @param option the one that names the environment
 * @throws ToolError when it is open which environment is meant
 */
export function survey(values: OptionValues, io: Io, option = "env"): Surveyed {
  const [source, catalog, today] = [configSource(io), loadCatalog(), todayOf(values, io)];
  const environment = oneEnvironment(values, source, option);
  const before = readRevision(source, catalog, { today });
  const files = before.files.find(({ name }) => name === environment);
  if (files === undefined) throw new Error(`no environment ${environment} among those read`);
  return { source, catalog, today, environment, before, files };
}
