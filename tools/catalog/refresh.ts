/** The catalogue's files as Azure's answers make them. Pure: texts and answers in, texts and words out. */
import { AZURE_MODELS } from "../../config/catalog/azure-facts";
import { catalogDay } from "../../config/catalog/catalog";
import { modelsIn, type ModelsText, PRICES_FILE, pricesIn } from "../../config/catalog/catalog-text";
import { type Edit, editYaml } from "../../config/files/edit";
import { ToolError } from "../../config/findings/diagnostic";
import { daysBetween } from "../../config/days";
import { CLIENT_API, SCOPED_USAGES_API } from "../azure/api-versions";
import type { CatalogAnswers } from "./answers";
import { proposeModels } from "./models";
import { proposePrices } from "./prices";

export const MODELS_FILE = "config/catalog/models.yaml";
export { PRICES_FILE };

/** Days after which an answer that changes nothing moves the date all the same: half of those after which validate reminds. */
const CONFIRM_DAYS = 30;

/** Texts of the catalogue's files by path. */
export type CatalogTexts = Readonly<Record<typeof MODELS_FILE | typeof PRICES_FILE, string>>;

export interface Refresh {
  readonly texts: CatalogTexts;
  /** What changes, a sentence each; nothing when every text stays. */
  readonly words: readonly string[];
  /** What was left as it is, and why. */
  readonly left: readonly string[];
}

/** @throws ToolError when a file cannot be read or edited, or knows more than the answers */
export function refresh(texts: CatalogTexts, answers: CatalogAnswers): Refresh {
  const [models, prices] = [modelsIn(texts[MODELS_FILE]), pricesIn(texts[PRICES_FILE])];
  if (models === undefined || prices === undefined) {
    const file = models === undefined ? MODELS_FILE : PRICES_FILE;
    throw new ToolError("catalogue", `${file} has mistakes; any command of this program shows them`);
  }
  // Azure sells models in every region that is asked, so none were read, and not all are gone.
  if (answers.models.length === 0) {
    throw new ToolError("not-answers", `Azure's answer has no model of ${answers.location}: nothing to refresh from`);
  }
  const known = models.sources[AZURE_MODELS]?.date;
  if (known !== undefined && answers.takenOn < known) {
    throw new ToolError(
      "old-answers",
      `the answers are of ${answers.takenOn}, the catalogue of ${known}: take new ones`,
    );
  }
  const onModels = proposeModels(models, answers);
  const age = daysBetween(catalogDay(models), answers.takenOn);
  const isConfirmed = onModels.edits.length === 0 && age >= CONFIRM_DAYS && isUsed(models);
  const modelEdits = onModels.edits.length > 0 || isConfirmed ? [sourceOf(answers), ...onModels.edits] : [];
  const modelsText = edited(MODELS_FILE, texts[MODELS_FILE], modelEdits);
  const onPrices = proposePrices(prices, modelsIn(modelsText) ?? models, answers);
  const words = [...onModels.words, ...onPrices.words];
  return {
    texts: {
      [MODELS_FILE]: modelsText,
      [PRICES_FILE]: edited(PRICES_FILE, texts[PRICES_FILE], onPrices.edits),
    },
    words: isConfirmed ? [...words, `Azure confirms the rest on ${answers.takenOn}`] : words,
    left: [...onModels.left, ...onPrices.left],
  };
}

/** Whether a row names the source, as every source of the table has to be. */
function isUsed({ models }: ModelsText): boolean {
  return models.some(({ azure }) => azure !== undefined);
}

/** The entry in the table of sources: what was asked, and when. */
function sourceOf({ location, takenOn, regions, usages }: CatalogAnswers): Edit {
  // Only that version gives a scope.
  const version = usages?.some(({ scopeType }) => scopeType !== undefined) ? ` (${SCOPED_USAGES_API})` : "";
  const asked = [
    "models",
    ...(regions === undefined ? [] : ["modelCapacities"]),
    ...(usages === undefined ? [] : [`usages${version}`]),
  ];
  const path = `${asked.join(", ")} of Microsoft.CognitiveServices, asked in ${location}`;
  return { set: ["sources", AZURE_MODELS], value: { path, api: CLIENT_API, date: takenOn, kind: "azure" } };
}

function edited(file: string, text: string, edits: readonly Edit[]): string {
  const result = editYaml(file, text, edits);
  if ("text" in result) return result.text;
  const { place, message, help } = result.refused;
  throw new ToolError("not-editable", `${file}:${place.line}:${place.column}: ${message}\n${help}`);
}
