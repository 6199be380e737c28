/** `aucert-foundry validate` */
import path from "node:path";
import { loadCatalog } from "../../config/catalog/catalog";
import { hasErrors } from "../../config/findings/diagnostic";
import { loadConfiguration } from "../../config/load";
import { keptLocks } from "../../config/files/lock-files";
import { configSource } from "../../config/files/source";
import { type Format, FORMATS, renderFindings } from "../validate/render-findings";
import { ENV_OPTION, environmentOf, formatOption, todayOf, TODAY_OPTION } from "./args";
import type { Command } from "./command";
import { wantsColour } from "./io";

export const validateCommand: Command = {
  name: "validate",
  summary: "show every mistake in the configuration",
  options: {
    env: ENV_OPTION,
    format: formatOption(...FORMATS),
    quiet: { type: "boolean", help: "show errors only; as text warnings and notes are still counted" },
    today: TODAY_OPTION,
  },
  async run(values, io) {
    const source = configSource(io);
    const only = environmentOf(values, source.environments());
    const today = todayOf(values, io);
    const wanted = only === undefined ? undefined : [only];
    const options = { catalog: loadCatalog(), today, only: wanted, locks: keptLocks(io) };
    const { findings, textOf } = loadConfiguration(source, options);
    const format = (values.format ?? "text") as Format;
    // People see a path as they gave it, programs as it is from where they stand.
    const placed = format === "text" ? findings : findings.map((one) => ({ ...one, file: relative(io.cwd, one.file) }));
    const shown = { colour: wantsColour(io), textOf, errorsLast: io.isTerminal, errorsOnly: values.quiet === true };
    io.stdout(await renderFindings(placed, format, shown));
    return hasErrors(findings) ? 1 : 0;
  },
};

function relative(folder: string, file: string): string {
  return path.isAbsolute(file) ? path.relative(folder, file).split(path.sep).join("/") : file;
}
