/** `aucert-foundry usage` */
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { dayPlus } from "../../config/days";
import type { Environment } from "../../config/environment";
import { configDirectory, MAX_FILE_BYTES } from "../../config/files/source";
import { writeFiles } from "../../config/files/write-files";
import { renderText } from "../../config/findings/diagnostic-text";
import { type Diagnostic, ToolError } from "../../config/findings/diagnostic";
import { reportTo } from "../../config/findings/report";
import { USAGE_FILE } from "../../config/read";
import { codeOf, grouped, plural } from "../../config/text";
import { type MeasuredUsage, mergeUsage, parseUsage, type UsageDay, usageText } from "../../config/usage/usage-file";
import { withConnection } from "../azure/session";
import { KEPT_DAYS, readUsage, type Span, type UsageReading } from "../azure/usage-metrics";
import { type Format, FORMATS, renderUsage } from "../usage/render-usage";
import { usageReport } from "../usage/usage-report";
import { countOf, ENV_OPTION, formatOption, type OptionValues, TODAY_OPTION, todayOf } from "./args";
import { SESSION_OPTIONS, sessionOf, textOf, timeoutOf } from "./azure-session";
import type { Command } from "./command";
import { soundEnvironment } from "./environment";
import type { Io } from "./io";
import { checkSave, checkSaveFile } from "./save-file";

const DEFAULT_DAYS = 30;

export const usageCommand: Command = {
  name: "usage",
  summary: "ask Azure, read-only, what each deployment took in and gave out, day by day",
  options: {
    env: { ...ENV_OPTION, help: "the environment (needed when there are several)" },
    days: {
      type: "string",
      value: "COUNT",
      help: `whole days up to yesterday (default: ${DEFAULT_DAYS}, at most ${KEPT_DAYS})`,
    },
    format: formatOption(...FORMATS),
    save: { type: "boolean", help: `add what Azure counted to ${USAGE_FILE} of the environment` },
    "save-to": { type: "string", value: "FILE", help: "the same to another file" },
    from: { type: "string", value: "FILE", help: "show a saved file instead of asking Azure" },
    ...SESSION_OPTIONS,
    today: TODAY_OPTION,
  },
  /** @returns 1 when Azure answered only in part */
  async run(values, io) {
    const today = todayOf(values, io);
    const span = spanOf(today, countOf(values, "days", "", KEPT_DAYS) ?? DEFAULT_DAYS);
    timeoutOf(values);
    const from = textOf(values.from);
    const isSaving = values.save === true || values["save-to"] !== undefined;
    checkSave(values);
    const environment = soundEnvironment(values, io);
    const format = (values.format ?? FORMATS[0]) as Format;
    if (from !== undefined) {
      const { usage, findings } = usageIn(from, io);
      for (const one of findings) io.stderr(`${renderText([one], { colour: false, textOf: () => undefined })}\n`);
      const report = usageReport(environment, usage.days, span, { source: { file: from }, unread: [] });
      io.stdout(renderUsage(report, format));
      return 0;
    }
    const saved = isSaving ? savedBefore(values, environment, io) : undefined;
    const reading = await withConnection(sessionOf("usage", values, environment, io), (connection) =>
      readUsage(connection, environment.account, namesOf(environment), span),
    );
    failWithoutAnswer(reading, environment);
    const unread = reading.unread.map(({ metrics, reason }) => ({ what: metrics.join(", "), reason }));
    io.stdout(renderUsage(usageReport(environment, reading.days, span, { source: "Azure Monitor", unread }), format));
    if (format !== "text") for (const { what, reason } of unread) io.stderr(`not read: ${what}: ${reason}\n`);
    if (saved !== undefined) save(reading.days, saved, io);
    return reading.isWhole ? 0 : 1;
  },
};

/** Whole days: of the oldest that Azure keeps a part is gone already. */
function spanOf(today: string, days: number): Span {
  return { first: dayPlus(today, -Math.min(days, KEPT_DAYS - 1)), last: dayPlus(today, -1) };
}

function namesOf({ deployments }: Environment): string[] {
  return deployments.map(({ name }) => name);
}

/** @throws ToolError when nothing could be read: an empty table would look like an answer */
function failWithoutAnswer({ isAnswered, unread }: UsageReading, { account }: Environment): void {
  if (isAnswered) return;
  const reasons = [...new Set(unread.map(({ reason }) => `  ${reason}`))].join("\n");
  const help = unread.some(({ isDenied }) => isDenied)
    ? `\nthe signed-in identity needs the role Monitoring Reader on ${account.name}`
    : "";
  throw new ToolError(
    "azure-unread",
    `Azure gave no usage of ${account.name} in ${account.resourceGroup}\n${reasons}${help}`,
  );
}

interface SaveFile {
  /** As the user sees it. */
  readonly shown: string;
  readonly days: readonly UsageDay[];
}

/**
 * What is in the file already; looked at before Azure is asked.
 * @throws ToolError when it is no file of usage, or when something in it cannot be read and would be lost
 */
function savedBefore(values: OptionValues, { name }: Environment, io: Io): SaveFile {
  const shown = textOf(values["save-to"]) ?? path.join(configDirectory(io), name, USAGE_FILE);
  checkSaveFile(shown, io);
  if (!existsSync(path.resolve(io.cwd, shown))) return { shown, days: [] };
  const { usage, findings } = usageIn(shown, io);
  if (findings.length === 0) return { shown, days: usage.days };
  const bad = renderText(findings, { colour: false, textOf: () => undefined });
  throw new ToolError("cannot-write", `${bad}\nnothing is saved to ${shown} until that is mended: it would be lost`);
}

/** @throws ToolError when nothing in the file can be read */
function usageIn(file: string, io: Io): { readonly usage: MeasuredUsage; readonly findings: readonly Diagnostic[] } {
  const findings: Diagnostic[] = [];
  const usage = parseUsage(file, textIn(file, io), reportTo(findings));
  if (usage !== undefined) return { usage, findings };
  throw new ToolError("not-usage", renderText(findings, { colour: false, textOf: () => undefined }));
}

function textIn(file: string, io: Io): string {
  const absolute = path.resolve(io.cwd, file);
  try {
    const { size } = statSync(absolute);
    if (size > MAX_FILE_BYTES)
      throw new ToolError("cannot-read", `${file} has ${plural(size, "byte")}, more than ${grouped(MAX_FILE_BYTES)}`);
    return readFileSync(absolute, "utf8").replace(/^\ufeff/, "");
  } catch (cause) {
    if (cause instanceof ToolError) throw cause;
    throw new ToolError("cannot-read", `cannot read ${file} (${codeOf(cause)})`, { cause });
  }
}

/** @throws ToolError when the file cannot be written, or would be too large to be read again */
function save(days: readonly UsageDay[], { shown, days: before }: SaveFile, { cwd, stderr }: Io): void {
  if (days.length === 0) {
    stderr(`nothing saved to ${shown}: Azure gave no count of these days\n`);
    return;
  }
  const merged = mergeUsage(before, days);
  const added = merged.length - before.length;
  const text = usageText(merged);
  if (text.length > MAX_FILE_BYTES) {
    const help = "take the oldest days out of the file, and save again";
    throw new ToolError(
      "cannot-write",
      `${shown} would have ${plural(text.length, "byte")}, more than is read: ${help}`,
    );
  }
  writeFiles([{ path: shown, text }], cwd);
  stderr(`saved to ${shown}: ${plural(added, "line")} more, ${grouped(merged.length)} in all\n`);
}
