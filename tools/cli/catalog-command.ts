/** `aucert-foundry catalog` */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { loadCatalog } from "../../config/catalog/catalog";
import { modelsIn } from "../../config/catalog/catalog-text";
import { loadPrices } from "../../config/cost/prices";
import type { Environment } from "../../config/environment";
import { inProject } from "../../config/files/source";
import { ToolError } from "../../config/findings/diagnostic";
import { nearest, orMeant } from "../../config/findings/nearest";
import { codeOf, listed, PROGRAM } from "../../config/text";
import { parseEndpoint, PUBLIC_ARM } from "../azure/endpoint";
import { PUBLIC_PRICES } from "../azure/price-list";
import { ATTEMPT_MS, RETRY_DELAY_MS, withConnection } from "../azure/session";
import { answersText, parseAnswers } from "../catalog/answers";
import { askAzure, type Asked } from "../catalog/ask-azure";
import { type CatalogTexts, MODELS_FILE, PRICES_FILE, refresh, type Refresh } from "../catalog/refresh";
import { type Format, FORMATS, renderRefresh } from "../catalog/render-refresh";
import { retiringModels, retiringText } from "../catalog/retiring";
import { catalogProblems } from "../check-catalog";
import { versionedJson } from "../text/json-form";
import { ENV_OPTION, formatOption, type OptionValues, TODAY_OPTION, todayOf } from "./args";
import { SESSION_OPTIONS, sessionOf, timeoutOf } from "./azure-session";
import type { Command } from "./command";
import { soundEnvironment, soundEnvironments } from "./environment";
import type { Io } from "./io";

/** What `catalog` does, by the word behind it: ask Azure and bring the files up to date, or list what retires soon. */
const ACTIONS = ["refresh", "retiring"] as const;
type Action = (typeof ACTIONS)[number];

export const catalogCommand: Command = {
  name: "catalog",
  summary: "bring the facts on models and prices up to date with Azure, or list what retires soon",
  options: {
    env: { ...ENV_OPTION, help: "the environment whose region is asked (needed when there are several)" },
    format: {
      ...formatOption(...FORMATS, "json"),
      help: "output (default: text; markdown for refresh, json for retiring)",
    },
    "dry-run": { type: "boolean", help: "say what would change, write nothing" },
    check: { type: "boolean", help: "the same, and exit 1 when anything would" },
    from: { type: "string", value: "FILE", help: "read what --save-to or preflight wrote instead of asking Azure" },
    "save-to": { type: "string", value: "FILE", help: "write what Azure answered" },
    ...SESSION_OPTIONS,
    today: { ...TODAY_OPTION, help: "of retiring: judge as of this day (default: today)" },
  },
  positionals: [ACTIONS.join("|")],
  run(values, io, [word]) {
    return actionOf(word) === "refresh" ? runRefresh(values, io) : runRetiring(values, io);
  },
};

/** @returns 1 with `--check` when anything would change */
async function runRefresh(values: OptionValues, io: Io): Promise<number> {
  timeoutOf(values);
  const { format = "text" } = refusing(values, ["today"], "refresh");
  if (format === "json") throw new ToolError("arguments", "catalog refresh has the formats text and markdown");
  const environment = soundEnvironment(values, io);
  const texts = { [MODELS_FILE]: read(MODELS_FILE, io), [PRICES_FILE]: read(PRICES_FILE, io) };
  const { answers, unread } = await answersOf(values, environment, texts, io);
  const result = refresh(texts, answers);
  const problems = catalogProblems((file) => result.texts[file as keyof CatalogTexts] ?? read(file, io));
  if (problems !== "") throw new ToolError("catalogue", `Azure's answers do not fit the catalogue\n\n${problems}`);
  const { "save-to": saveTo } = values;
  const isWriting = values["dry-run"] !== true && values.check !== true;
  const outputs = [
    ...(typeof saveTo === "string" ? [[path.resolve(io.cwd, saveTo), answersText(answers)] as const] : []),
    ...(isWriting ? changedFiles(texts, result, io) : []),
  ];
  writeAll(outputs);
  io.stdout(
    renderRefresh({ ...result, left: [...unread, ...result.left], takenOn: answers.takenOn }, format as Format),
  );
  if (isWriting && result.words.length > 0) io.stderr(NEXT);
  return values.check === true && result.words.length > 0 ? 1 : 0;
}

const NEXT = `written; next: ${PROGRAM} schemas, ${PROGRAM} validate, ${PROGRAM} review\n`;

function actionOf(word: string | undefined): Action {
  const known = ACTIONS.find((one) => one === word);
  if (known !== undefined) return known;
  const call = `${PROGRAM} catalog ${ACTIONS.join("|")}`;
  if (word === undefined) throw new ToolError("arguments", `catalog needs a word that says what to do: ${call}`);
  const hint = orMeant(nearest(word, ACTIONS));
  throw new ToolError("arguments", `catalog does ${listed(ACTIONS)}, not ${JSON.stringify(word)}${hint}`);
}

/** The options, none of them one that only the other action takes. */
function refusing(values: OptionValues, names: readonly string[], action: Action): OptionValues {
  const given = names.find((name) => values[name] !== undefined);
  if (given !== undefined) throw new ToolError("arguments", `catalog ${action} takes no --${given}`);
  return values;
}

/** Only what the repository holds is looked at: Azure is not asked. */
function runRetiring(values: OptionValues, io: Io): number {
  const { format } = refusing(
    values,
    ["dry-run", "check", "from", "save-to", ...Object.keys(SESSION_OPTIONS)],
    "retiring",
  );
  if (format === "markdown") throw new ToolError("arguments", "catalog retiring has the formats text and json");
  const today = todayOf(values, io);
  const models = retiringModels(soundEnvironments(values, io, today), loadCatalog(), loadPrices(), today);
  io.stdout(format === "json" ? versionedJson({ today, models }) : retiringText(models));
  return 0;
}

async function answersOf(values: OptionValues, environment: Environment, texts: CatalogTexts, io: Io): Promise<Asked> {
  const { from, "save-to": saveTo } = values;
  const { name: account, subdomain, resourceGroup, location } = environment.account;
  if (typeof from === "string") {
    if (saveTo !== undefined) {
      throw new ToolError("arguments", "--save-to needs Azure, --from does without: give one");
    }
    return {
      answers: parseAnswers(read(from, io, "."), from, { name: account, subdomain, resourceGroup, location }),
      unread: [],
    };
  }
  const session = sessionOf("catalog", values, environment, io);
  const { origin, isLoopback } = parseEndpoint(session.armEndpoint ?? PUBLIC_ARM);
  const priceList = {
    origin: isLoopback ? origin : PUBLIC_PRICES,
    isLoopback,
    attemptMs: ATTEMPT_MS,
    retryDelayMs: RETRY_DELAY_MS,
  };
  const names = modelsIn(texts[MODELS_FILE])?.models.map(({ name }) => name) ?? [];
  const today = io.now().toISOString().slice(0, 10);
  return withConnection(session, (connection) => askAzure(connection, environment, names, today, priceList));
}

/** @throws ToolError when it cannot be read */
function read(name: string, io: Io, folder?: "."): string {
  const shown = folder === undefined ? inProject(name, io) : name;
  try {
    return readFileSync(path.resolve(io.cwd, shown), "utf8");
  } catch (cause) {
    throw new ToolError("cannot-read", `cannot read ${shown} (${codeOf(cause)})`, { cause });
  }
}

function changedFiles(before: CatalogTexts, { texts }: Refresh, io: Io) {
  const names = [MODELS_FILE, PRICES_FILE] as const;
  return names
    .filter((name) => texts[name] !== before[name])
    .map((name) => [path.resolve(io.cwd, inProject(name, io)), texts[name]] as const);
}

/** Each is written beside its place first, so that what cannot be written leaves all as they are. @throws ToolError */
function writeAll(files: readonly (readonly [file: string, text: string])[]): void {
  const written: string[] = [];
  try {
    const moves = files.map(([file, text]) => {
      const temporary = `${file}.${process.pid}.tmp`;
      writeFileSync(temporary, text);
      written.push(temporary);
      return [temporary, file] as const;
    });
    for (const [from, to] of moves) renameSync(from, to);
  } catch (cause) {
    for (const temporary of written) rmSync(temporary, { force: true });
    throw new ToolError("cannot-write", `cannot write the catalogue or the answers (${codeOf(cause)})`, { cause });
  }
}
