/** `aucert-foundry preflight` */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { loadCatalog } from "../../config/catalog/catalog";
import { ToolError } from "../../config/findings/diagnostic";
import type { Environment } from "../../config/environment";
import { configDirectory } from "../../config/files/source";
import { ANSWERS_FILE } from "../../config/read";
import { codeOf } from "../../config/text";
import { CHECK_GROUPS, selectChecks } from "../preflight/all-checks";
import type { Place, Source } from "../azure/facts";
import { withAzure } from "../azure/session";
import { hasFailed, type Report } from "../preflight/outcome";
import { type Format, FORMATS, renderReport, textLines, textSummary } from "../preflight/render-preflight";
import { preflight, type RunOptions } from "../preflight/run-checks";
import { isSnapshot, parseSnapshot, placeOf, snapshotSource, snapshotText, takeSnapshot } from "../azure/snapshot";
import { ENV_OPTION, formatOption, type OptionValues, TODAY_OPTION, todayOf } from "./args";
import { SESSION_OPTIONS, sessionOf, textOf, timeoutOf } from "./azure-session";
import type { Command } from "./command";
import { otherEnvironments, soundEnvironment } from "./environment";
import { type Io, isLive, wantsColour } from "./io";

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
    const others = otherEnvironments(environment.name, io);
    const options = { environment, others, catalog, today, checks };
    if (values.from !== undefined) {
      const snapshot = readSnapshot(String(values.from), io, placeOf(environment));
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

function readSnapshot(file: string, io: Io, place: Place) {
  try {
    return parseSnapshot(readFileSync(path.resolve(io.cwd, file), "utf8"), file, place);
  } catch (cause) {
    if (cause instanceof ToolError) throw cause;
    throw new ToolError("cannot-read", `cannot read the snapshot ${file} (${codeOf(cause)})`, { cause });
  }
}

function checkSave(values: OptionValues): void {
  const given = ["save", "save-to"].filter((name) => values[name] !== undefined);
  if (given.length > 1) throw new ToolError("arguments", "--save and --save-to name two places: give one");
  if (given.length > 0 && values.from !== undefined) {
    throw new ToolError("arguments", `--${given[0]} needs Azure, --from does without: give one`);
  }
}

/** Where to save, as seen from where one stands; checked before Azure is asked. */
function saveFileOf(values: OptionValues, { name }: Environment, io: Io): string | undefined {
  const own = values.save === true ? path.join(configDirectory(io), name, ANSWERS_FILE) : undefined;
  const file = textOf(values["save-to"]) ?? own;
  if (file === undefined) return undefined;
  const absolute = path.resolve(io.cwd, file);
  if (!existsSync(path.dirname(absolute))) throw new ToolError("cannot-write", `no folder for ${file}: make it first`);
  if (existsSync(absolute) && !isSnapshot(textIn(absolute))) {
    throw new ToolError("cannot-write", `${file} exists and is not a snapshot: give another name`);
  }
  return file;
}

async function save(source: Source, environment: Environment, report: Report, file: string, io: Io): Promise<void> {
  if (report.outcomes.some(({ code, status }) => code === "subscription" && status === "fail")) {
    io.stderr(`nothing saved to ${file}: Azure answered nothing about the account\n`);
    return;
  }
  const snapshot = await takeSnapshot(source, placeOf(environment), io.now().toISOString().slice(0, 10));
  const absolute = path.resolve(io.cwd, file);
  const temporary = `${absolute}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, snapshotText(snapshot));
    renameSync(temporary, absolute);
  } catch (cause) {
    throw new ToolError("cannot-write", `cannot write ${file} (${codeOf(cause)})`, { cause });
  }
  io.stderr(`saved what Azure answered to ${file}\n`);
}

function textIn(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
