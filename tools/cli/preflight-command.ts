/** `aucert-foundry preflight` */
import path from "node:path";
import { loadCatalog } from "../../config/catalog/catalog";
import type { Environment } from "../../config/environment";
import { configDirectory } from "../../config/files/source";
import { writeFiles } from "../../config/files/write-files";
import { ANSWERS_FILE } from "../../config/read";
import { CHECK_GROUPS, selectChecks } from "../preflight/all-checks";
import type { Source } from "../azure/facts";
import { withAzure } from "../azure/session";
import { hasFailed, type Report } from "../preflight/outcome";
import { type Format, FORMATS, renderReport, textLines, textSummary } from "../preflight/render-preflight";
import { preflight, type RunOptions } from "../preflight/run-checks";
import { isSnapshot, parseSnapshot, placeOf, snapshotSource, snapshotText, takeSnapshot } from "../azure/snapshot";
import { clockDay, ENV_OPTION, formatOption, type OptionValues, TODAY_OPTION, todayOf } from "./args";
import { SESSION_OPTIONS, sessionOf, textOf, timeoutOf } from "./azure-session";
import type { Command } from "./command";
import { otherEnvironments, soundEnvironment } from "./environment";
import { type Io, isLive, wantsColour } from "./io";
import { checkSave, checkSaveFile, textIn } from "./save-file";

export const preflightCommand: Command = {
  name: "preflight",
  summary: "ask Azure, read-only, whether the configuration can be applied",
  options: {
    env: { ...ENV_OPTION, help: "the environment (needed when there are several)" },
    format: formatOption(...FORMATS),
    only: { type: "string", value: "LIST", help: `only these checks, or groups of them: ${CHECK_GROUPS.join(", ")}` },
    skip: { type: "string", value: "LIST", help: "all but these checks or groups" },
    save: { type: "boolean", help: `write what Azure answered beside the environment's files, as ${ANSWERS_FILE}` },
    "save-to": { type: "string", value: "FILE", help: "write it elsewhere" },
    from: { type: "string", value: "FILE", help: "read what was saved instead of asking Azure" },
    ...SESSION_OPTIONS,
    today: TODAY_OPTION,
  },
  async run(values, io) {
    const today = todayOf(values, io);
    const checks = selectChecks(textOf(values.only), textOf(values.skip));
    timeoutOf(values);
    checkSave(values);
    const catalog = loadCatalog();
    const environment = soundEnvironment(values, io);
    const saveTo = saveFileOf(values, environment, io);
    const format = (values.format ?? "text") as Format;
    const others = otherEnvironments(environment.name, io, today);
    const options = { environment, others, catalog, today, checks };
    if (values.from !== undefined) {
      const file = String(values.from);
      const snapshot = parseSnapshot(textIn(path.resolve(io.cwd, file), file), file, placeOf(environment));
      const source = snapshotSource(snapshot);
      return exitCode(await show({ ...options, source, snapshotDay: snapshot.takenOn }, format, io));
    }
    const session = sessionOf("preflight", values, environment, io);
    return withAzure(session, environment, async (source) => {
      const report = await show({ ...options, source }, format, io);
      if (saveTo !== undefined) await save(source, environment, report, saveTo, io);
      return exitCode(report);
    });
  },
};

function exitCode({ outcomes }: Report): number {
  return hasFailed(outcomes) ? 1 : 0;
}

/** Runs the checks and shows them: on a terminal line by line as they are known, else all at the end. */
async function show(options: RunOptions, format: Format, io: Io): Promise<Report> {
  const isStreaming = isLive(io) && format === "text";
  const wipe = (): void => (isStreaming ? io.stdout("\r\u001b[2K") : undefined);
  const toLine = textLines(wantsColour(io));
  try {
    const report = await preflight({
      ...options,
      onCheck: ({ code }) => (isStreaming ? io.stdout(`\r\u001b[2K  … ${code}`) : undefined),
      onOutcome: (outcome) => {
        wipe();
        if (isStreaming) io.stdout(toLine(outcome));
      },
    });
    wipe();
    if (format !== "text") io.stdout(renderReport(report, format));
    else io.stdout(`${isStreaming ? "" : report.outcomes.map(toLine).join("")}${textSummary(report)}`);
    return report;
  } catch (error) {
    wipe();
    throw error;
  }
}

/** Where to save, as seen from where one stands; checked before Azure is asked. */
function saveFileOf(values: OptionValues, { name }: Environment, io: Io): string | undefined {
  const own = values.save === true ? path.join(configDirectory(io), name, ANSWERS_FILE) : undefined;
  const file = textOf(values["save-to"]) ?? own;
  if (file !== undefined) checkSaveFile(file, io, { kind: "a snapshot", is: isSnapshot });
  return file;
}

async function save(source: Source, environment: Environment, report: Report, file: string, io: Io): Promise<void> {
  if (report.outcomes.some(({ code, status }) => code === "subscription" && status === "fail")) {
    io.stderr(`nothing saved to ${file}: Azure answered nothing about the account\n`);
    return;
  }
  const snapshot = await takeSnapshot(source, placeOf(environment), clockDay(io));
  writeFiles([{ path: file, text: snapshotText(snapshot) }], io.cwd);
  io.stderr(`saved what Azure answered to ${file}\n`);
}
