/** `aucert-foundry catalog` */
import path from "node:path";
import { loadCatalog } from "../../config/catalog/catalog";
import { modelsIn } from "../../config/catalog/catalog-text";
import { loadPrices } from "../../config/cost/prices";
import type { Environment } from "../../config/environment";
import { inProject } from "../../config/files/source";
import { writeFiles, type WrittenFile } from "../../config/files/write-files";
import { ToolError } from "../../config/findings/diagnostic";
import { nearest, orMeant } from "../../config/findings/nearest";
import { listed, PROGRAM } from "../../config/text";
import { parseEndpoint, PUBLIC_ARM } from "../azure/endpoint";
import { PUBLIC_PRICES } from "../azure/price-list";
import { ATTEMPT_MS, RETRY_DELAY_MS, withConnection } from "../azure/session";
import { answersText, isAnswers, parseAnswers } from "../catalog/answers";
import { askAzure, type Asked } from "../catalog/ask-azure";
import { type CatalogTexts, MODELS_FILE, PRICES_FILE, refresh, type Refresh } from "../catalog/refresh";
import { type Format, FORMATS, renderRefresh } from "../catalog/render-refresh";
import { retiringModels, retiringText } from "../catalog/retiring";
import { catalogProblems } from "../check-catalog";
import { versionedJson } from "../text/json-form";
import { clockDay, ENV_OPTION, formatOption, type OptionValues, TODAY_OPTION, todayOf } from "./args";
import { SESSION_OPTIONS, sessionOf, textOf, timeoutOf } from "./azure-session";
import type { Command } from "./command";
import { soundEnvironment, soundEnvironments } from "./environment";
import type { Io } from "./io";
import { checkSave, checkSaveFile, textIn } from "./save-file";

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
      help: "text, or markdown (refresh), or json (retiring)",
    },
    "dry-run": { type: "boolean", help: "refresh: say what would change, write nothing" },
    check: { type: "boolean", help: "refresh: the same, and exit 1 when anything would" },
    from: {
      type: "string",
      value: "FILE",
      help: "refresh: read what --save-to or preflight wrote instead of asking Azure",
    },
    "save-to": { type: "string", value: "FILE", help: "refresh: write what Azure answered" },
    ...SESSION_OPTIONS,
    today: { ...TODAY_OPTION, help: "retiring: judge as of this day (default: today)" },
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
  const isWriting = values["dry-run"] !== true && values.check !== true;
  const saveTo = textOf(values["save-to"]);
  checkSave(values);
  if (saveTo !== undefined && !isWriting) {
    throw new ToolError("arguments", `--save-to writes, --${values.check ? "check" : "dry-run"} does not: give one`);
  }
  const environment = soundEnvironment(values, io);
  if (saveTo !== undefined) checkSaveFile(saveTo, io, { kind: "what this command saves", is: isAnswers });
  const texts = { [MODELS_FILE]: read(MODELS_FILE, io), [PRICES_FILE]: read(PRICES_FILE, io) };
  const { answers, unread } = await answersOf(values, environment, texts, io);
  const result = refresh(texts, answers);
  const problems = catalogProblems((file) => result.texts[file as keyof CatalogTexts] ?? read(file, io));
  if (problems !== "") throw new ToolError("catalogue", `Azure's answers do not fit the catalogue\n\n${problems}`);
  const saved = saveTo === undefined ? [] : [{ path: saveTo, text: answersText(answers) }];
  if (isWriting) writeFiles([...saved, ...changedFiles(texts, result, io)], io.cwd);
  io.stdout(
    renderRefresh({ ...result, left: [...unread, ...result.left], takenOn: answers.takenOn }, format as Format),
  );
  if (isWriting && result.words.length > 0) io.stderr(NEXT);
  return values.check === true && result.words.length > 0 ? 1 : 0;
}

const NEXT = `written; next: ${PROGRAM} schemas, npm run accept, ${PROGRAM} validate, ${PROGRAM} review\n`;

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
  // What is retired is what this is about, with a day or without.
  const environments = soundEnvironments(values, io, today, ["retired"]);
  const models = retiringModels(environments, loadCatalog(), loadPrices(), today);
  io.stdout(format === "json" ? versionedJson({ today, models }) : retiringText(models));
  return 0;
}

async function answersOf(values: OptionValues, environment: Environment, texts: CatalogTexts, io: Io): Promise<Asked> {
  const { from } = values;
  const { name: account, subdomain, resourceGroup, location } = environment.account;
  if (typeof from === "string") {
    const text = textIn(path.resolve(io.cwd, from), from);
    const answers = parseAnswers(text, from, { name: account, subdomain, resourceGroup, location });
    return { answers, unread: answers.meters === undefined ? ["prices: the answer has no price list"] : [] };
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
  return withConnection(session, (connection) => askAzure(connection, environment, names, clockDay(io), priceList));
}

/** @throws ToolError when it cannot be read */
function read(name: string, io: Io): string {
  const shown = inProject(name, io);
  return textIn(path.resolve(io.cwd, shown), shown);
}

function changedFiles(before: CatalogTexts, { texts }: Refresh, io: Io): WrittenFile[] {
  const names = [MODELS_FILE, PRICES_FILE] as const;
  return names
    .filter((name) => texts[name] !== before[name])
    .map((name) => ({ path: inProject(name, io), text: texts[name] }));
}
