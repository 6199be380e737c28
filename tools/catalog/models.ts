/** Azure's list of models, held against the catalogue's file: what it says otherwise, more, or no longer. Pure. */
import { isDeepStrictEqual } from "node:util";
import {
  AZURE_MODELS,
  type AzureFacts,
  inForce,
  NO_RETIREMENT,
  type SaidTwice,
} from "../../config/catalog/azure-facts";
import type { ModelsText } from "../../config/catalog/catalog-text";
import { defined } from "../../config/defined";
import type { Edit } from "../../config/files/edit";
import { DEPLOYMENT_NAME, MODEL_VERSION, SKU } from "../../config/models/rules";
import { compareText, listed, plural, sortedTexts } from "../../config/text";
import { isSameName, type OfferedModel, type OfferedSku } from "../azure/facts";
import { retirementOf, scopeOf, stageOf, usageOf } from "../azure/offer";
import type { CatalogAnswers } from "./answers";
import type { Proposal } from "./proposal";
import { differenceInWords, firstKnown } from "./words";

type Row = ModelsText["models"][number];

/** What Azure calls a model that answers in text or in vectors. */
const OF_USE = ["chatCompletion", "completion", "responses", "embeddings"];

export function proposeModels(file: ModelsText, answers: CatalogAnswers): Proposal {
  const changes = file.models.flatMap((row, index) => changeOf(row, index, answers) ?? []);
  const { rows, left } = newRows(file, answers);
  const otherwise = answers.models.flatMap((model) => writtenOtherwise(model, file) ?? []);
  return {
    edits: [...changes.map(({ edit }) => edit), ...insertions(file, rows)],
    words: [
      ...rows.map(({ name, version, azure }) => `${name} ${version} is new in Azure's list${until(azure)}`),
      ...changes.flatMap(({ words }) => words),
      ...firstKnown([...changes, ...rows.map(({ azure }) => ({ before: undefined, after: azure }))]),
    ],
    left: [...otherwise, ...left],
  };
}

/** A change of name or format would replace what runs: that is for people to decide. */
function writtenOtherwise(model: OfferedModel, { models }: ModelsText): string | undefined {
  const row = models.find(({ name }) => isSameName(name, model.name));
  if (row === undefined || !isOffered(model) || (row.name === model.name && row.format === model.format))
    return undefined;
  const azure = `${model.name} of format ${model.format}`;
  return `Azure has ${azure}, the catalogue ${row.name} of format ${row.format}: correct it by hand if Azure is right`;
}

function isOffered({ skus }: OfferedModel): boolean {
  return skus.some(({ name }) => name === SKU);
}

function until({ lifecycle, retirement }: AzureFacts): string {
  const day = retirement === undefined || retirement === NO_RETIREMENT ? undefined : `retires ${retirement}`;
  return [lifecycle, day].map((word) => (word === undefined ? "" : `, ${word}`)).join("");
}

/** What becomes of a row; undefined when all of it stays. */
function changeOf(row: Row, index: number, answers: CatalogAnswers) {
  const documented = documentedOf(row);
  const before = row.azure as AzureFacts | undefined;
  const listed = answers.models.find((model) => isRow(model, row));
  const after = withProvenance(factsAfter(row, before, documented, listed, answers), before, answers);
  if (after === before) return undefined;
  const path = ["models", index, "azure"];
  return {
    before,
    after: after ?? NO_FACTS,
    edit: after === undefined ? { remove: path } : { set: path, value: after as never },
    words: differenceInWords(`${row.name} ${row.version}`, documented, before, after),
  };
}

const NO_FACTS: AzureFacts = { asOf: "" };

function documentedOf({ lifecycle, retirement, regions }: Row): SaidTwice {
  return {
    ...(lifecycle !== undefined && { lifecycle }),
    ...(retirement !== undefined && { retirement }),
    ...(regions !== undefined && { regions }),
  };
}

function isRow(model: OfferedModel, row: Pick<Row, "name" | "version">): boolean {
  return isSameName(model.name, row.name) && model.version === row.version;
}

type Facts = Omit<AzureFacts, "asOf">;

/** Where the facts come from, if they are others than before. Facts that Azure no longer says otherwise go. */
function withProvenance(facts: Facts, before: AzureFacts | undefined, { takenOn }: CatalogAnswers) {
  const isSame = isDeepStrictEqual({ ...facts, ...provenanceOf(before) }, before ?? {});
  if (isSame) return before;
  return Object.keys(facts).length === 0 ? undefined : { source: AZURE_MODELS, asOf: takenOn, ...facts };
}

function provenanceOf(before: AzureFacts | undefined) {
  return before === undefined ? {} : { source: AZURE_MODELS, asOf: before.asOf };
}

/** Only what Azure answered changes; what it confirms of the documentation is not written twice. */
function factsAfter(
  row: Row,
  before: AzureFacts | undefined,
  documented: SaidTwice,
  model: OfferedModel | undefined,
  answers: CatalogAnswers,
): Facts {
  const { location } = answers;
  const sku = model?.skus.find(({ name }) => name === SKU);
  const wasHere = (inForce(documented, before).regions ?? []).includes(location);
  const isGone = sku === undefined && (wasHere || before?.goneFrom?.includes(location));
  const elsewhere = (before?.goneFrom ?? []).filter((region) => region !== location);
  const goneFrom = isGone ? sortedTexts([...elsewhere, location]) : elsewhere;
  const said = model !== undefined && sku !== undefined ? factsOfOffer(model, sku, answers) : {};
  const regions = regionsAfter(row, before, documented, sku !== undefined, answers);
  return defined({
    lifecycle: differing(said.lifecycle ?? before?.lifecycle, documented.lifecycle),
    retirement: differing(said.retirement ?? before?.retirement, documented.retirement ?? NO_RETIREMENT),
    regions: isDeepStrictEqual(regions, documented.regions && sortedTexts(documented.regions)) ? undefined : regions,
    goneFrom: goneFrom.length > 0 ? goneFrom : undefined,
    capacity: said.capacity ?? before?.capacity,
    quotaScope: said.quotaScope ?? before?.quotaScope,
  });
}

/** The regions that Azure says: all of them where it was asked for all, else what is known but for the one that was asked. */
function regionsAfter(
  { name, version }: Row,
  before: AzureFacts | undefined,
  documented: SaidTwice,
  isHere: boolean,
  { regions: answered, location }: CatalogAnswers,
): readonly string[] | undefined {
  const row = answered?.find((one) => one.name === name && one.version === version);
  const isUseful = row !== undefined && row.regions.length > 0;
  const known = isUseful ? row.regions : (before?.regions ?? documented.regions);
  if (known === undefined) return undefined;
  // Of the asked region the list of models itself says it; a region that it is gone from keeps its mark instead.
  return sortedTexts([...new Set([...known, ...(isHere ? [location] : [])])]);
}

function differing(said: string | undefined, documented: string | undefined): string | undefined {
  return said === documented ? undefined : said;
}

function factsOfOffer(model: OfferedModel, sku: OfferedSku, { usages = [] }: CatalogAnswers): Facts {
  const usage = sku.usageName === undefined ? undefined : usageOf(sku.usageName, usages);
  return defined({
    lifecycle: stageOf(model),
    retirement: retirementOf({ model, sku }),
    capacity: capacityOf(sku),
    quotaScope: usage && scopeOf(usage),
  });
}

function capacityOf({ minimum, maximum, step, allowed = [] }: OfferedSku): AzureFacts["capacity"] {
  const isCount = (value: number | undefined): value is number => Number.isInteger(value) && (value ?? 0) > 0;
  const limits = defined({
    minimum: isCount(minimum) ? minimum : undefined,
    maximum: isCount(maximum) ? maximum : undefined,
    step: isCount(step) ? step : undefined,
    allowed: allowed.length > 0 && allowed.every(isCount) ? [...allowed] : undefined,
  });
  return Object.keys(limits).length === 0 ? undefined : limits;
}

/** A row of which only Azure's list says anything. */
interface NewRow {
  readonly name: string;
  readonly format: string;
  readonly version: string;
  readonly azure: AzureFacts;
}

/** New versions of models that the catalogue has, and new models that answer in text or vectors. */
function newRows(file: ModelsText, answers: CatalogAnswers): { rows: NewRow[]; left: string[] } {
  const names = file.models.map(({ name }) => name);
  const rows: NewRow[] = [];
  const unclear: string[] = [];
  for (const model of answers.models) {
    const sku = model.skus.find(({ name }) => name === SKU);
    const isSound = DEPLOYMENT_NAME.accepts(model.name) && MODEL_VERSION.accepts(model.version);
    if (sku === undefined || !isSound || file.models.some((row) => isRow(model, row))) continue;
    if (stageOf(model) === "Retired" || writtenOtherwise(model, file) !== undefined) continue;
    if (isWanted(model, names)) rows.push(newRow(model, sku, answers));
    else if (model.capabilities === undefined) unclear.push(model.name);
  }
  const what = `${plural(unclear.length, "model")} of Azure's list that the catalogue lacks`;
  const left = unclear.length === 0 ? [] : [`${what}: the answer does not say what they do (${listed(unclear)})`];
  return { rows: rows.sort(byNameAndVersion), left };
}

/** Whether the catalogue has the model, or should: it answers in text or vectors. */
export function isWanted({ name, capabilities = [] }: OfferedModel, names: readonly string[]): boolean {
  return names.includes(name) || capabilities.some((word) => OF_USE.includes(word));
}

function newRow(model: OfferedModel, sku: OfferedSku, answers: CatalogAnswers): NewRow {
  const { name, format, version } = model;
  const row = { name, format, version };
  const regions = regionsAfter(row, undefined, {}, true, answers) ?? [answers.location];
  const { lifecycle, retirement, ...limits } = factsOfOffer(model, sku, answers);
  const facts = defined({
    lifecycle,
    retirement: differing(retirement, NO_RETIREMENT),
    regions,
    ...limits,
  });
  return { ...row, azure: { source: AZURE_MODELS, asOf: answers.takenOn, ...facts } as AzureFacts };
}

type Key = Pick<Row, "name" | "version">;

function byNameAndVersion(a: Key, b: Key): number {
  return compareText(a.name, b.name) || compareText(a.version, b.version);
}

/** From the last place to the first, so that each path is right when its turn comes. */
function insertions(file: ModelsText, rows: readonly NewRow[]): Edit[] {
  return [...rows].reverse().map((row) => {
    const before = file.models.findIndex((other) => byNameAndVersion(other, row) > 0);
    return { insert: ["models"], value: row as never, before: before === -1 ? file.models.length : before };
  });
}
