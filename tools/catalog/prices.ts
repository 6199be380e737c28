/** Azure's price list, held against the catalogue's prices. Documented quotes stay beside what Azure says. Pure. */
import { isDeepStrictEqual } from "node:util";
import type { ModelsText, PricesText } from "../../config/catalog/catalog-text";
import { isSamePrice, type PriceData, PriceList, type Quote, type TokenPrices } from "../../config/cost/prices";
import type { Edit } from "../../config/files/edit";
import { compareText } from "../../config/text";
import { PRICES_API, PRICES_PATH, PUBLIC_PRICES } from "../azure/price-list";
import type { CatalogAnswers } from "./answers";
import { joinMeters, type Target, type TargetMeters } from "./join-meters";
import { inForceOn, modelMeter, type ModelMeter, type Part } from "./meters";
import type { Proposal } from "./proposal";

/** Id, in the table of sources, of Azure's price list. */
export const PRICE_LIST = "azure-price-list";

export function proposePrices(file: PricesText, models: ModelsText, answers: CatalogAnswers): Proposal {
  if (answers.meters === undefined) return UNCHANGED;
  // Azure sells models in every region that is asked: no price means that none was found or read, and not that all are gone.
  const meters = inForceOn(answers.meters, answers.takenOn).flatMap((meter) => modelMeter(meter) ?? []);
  if (meters.length === 0) {
    return { ...UNCHANGED, left: [`prices: Azure's answer has no price of models in ${answers.location}`] };
  }
  const { joined, left } = joinMeters(meters, targetsIn(file, models), answers.models);
  const prices = new PriceList(file as PriceData);
  const changes = joined.map((one) => changeOf(one, file, prices, answers.takenOn));
  const edits = [...changes.flatMap(({ edit }) => edit ?? []), ...newRows(changes, file)];
  return {
    edits: edits.length === 0 ? [] : [sourceOf(answers, file), ...edits],
    words: changes.flatMap(({ words }) => words ?? []),
    left: [...left, ...changes.flatMap((one) => one.left ?? [])],
  };
}

const UNCHANGED: Proposal = { edits: [], words: [], left: [] };

/** Stands before all other sources: it is the newest of Azure's own, and the order decides which quote is used. */
function sourceOf({ location, takenOn }: CatalogAnswers, { sources }: PricesText): Edit {
  const note = `prices in ${location}`;
  const value = {
    name: "Azure price list",
    kind: "azure-meters",
    path: `${PUBLIC_PRICES}${PRICES_PATH}`,
    api: PRICES_API,
    date: takenOn,
    note,
  };
  return { set: ["sources", PRICE_LIST], value, order: [PRICE_LIST, ...Object.keys(sources)] };
}

/** The rows of the price file, and the models that have none yet. */
function targetsIn({ prices }: PricesText, { models }: ModelsText): Target[] {
  const versionsOf = (name: string): string[] => models.flatMap((one) => (one.name === name ? [one.version] : []));
  const rows = prices.map(({ model, versions, quotes }, index) => ({
    model,
    versions: versions ?? versionsOf(model),
    meters: quotes.flatMap((quote) => quote.meters ?? []),
    index,
  }));
  const names = new Set(models.map(({ name }) => name));
  const without = [...names].filter((name) => !prices.some(({ model }) => model === name));
  return [...rows, ...without.map((model) => ({ model, versions: versionsOf(model), meters: [], index: undefined }))];
}

interface Change {
  readonly edit?: Edit;
  readonly newRow?: { readonly model: string; readonly quotes: readonly Quote[] };
  readonly words?: string;
  readonly left?: string;
}

function changeOf({ target, meters, way }: TargetMeters, file: PricesText, prices: PriceList, today: string): Change {
  const row = target.index === undefined ? undefined : file.prices[target.index];
  const quotes = (row?.quotes ?? []) as readonly Quote[];
  const at = quotes.findIndex(({ source }) => source === PRICE_LIST);
  const own = quotes[at];
  if (meters.length === 0) return marked(target, own, at, today);
  const clash = clashOf(meters);
  if (clash !== undefined) return { left: `${target.model}: ${clash}` };
  const used = prices.best(target.model, target.versions[0]);
  const quote = quoteOf(meters, way, quotes);
  if (typeof quote === "string") return { left: `${target.model}: ${quote}` };
  if (own !== undefined && isDeepStrictEqual(quote, own)) return {};
  const isConfirmed = quotes.some(
    (one) => one !== own && file.sources[one.source]?.kind === "azure-meters" && isSamePrice(one, quote),
  );
  if (own === undefined && isConfirmed) return {};
  const instead = used === undefined ? ", so far without a price" : ` instead of ${inWords(used)}`;
  const join = `${way === "id" ? BY_ID : "meters by name"}: ${(quote.meters ?? []).join(", ")}`;
  const words = `${target.model} costs ${inWords(quote)} a million tokens${instead} (${join})`;
  if (target.index === undefined) return { newRow: { model: target.model, quotes: [quote] }, words };
  const path = ["prices", target.index, "quotes"];
  const value = quote as never;
  const edit: Edit = own === undefined ? { insert: path, before: 0, value } : { set: [...path, at], value };
  return { edit, words };
}

/** How the meters of a price were found, where it was not by their names. */
const BY_ID = "meters by id";

/** A price that Azure has told before and tells no more stays, with a mark; a remark of somebody else's stays, too. */
function marked({ model, index }: Target, own: Quote | undefined, at: number, today: string): Change {
  if (own === undefined || index === undefined || ![undefined, BY_ID].includes(own.remark)) return {};
  const edit: Edit = { set: ["prices", index, "quotes", at, "remark"], value: `not in the price list of ${today}` };
  return { edit, words: `${model} is not in the price list any more: its price is kept and marked` };
}

/** Two prices for one thing: nobody knows which. */
function clashOf(meters: readonly ModelMeter[]): string | undefined {
  for (const meter of meters) {
    const other = meters.find(
      (one) => one.part === meter.part && one.isLong === meter.isLong && one.perMillion !== meter.perMillion,
    );
    if (other?.name === meter.name) return `the meter ${meter.name} has different prices, so none is used`;
    if (other !== undefined)
      return `the meters ${meter.name} and ${other.name} have different prices, so neither is used`;
  }
  return undefined;
}

type WrittenQuote = Quote & { readonly meters?: readonly string[] };

/** @returns a sentence's end when the meters do not make a whole quote */
function quoteOf(meters: readonly ModelMeter[], way: "id" | "name", quotes: readonly Quote[]): WrittenQuote | string {
  const short = tokenPrices(meters.filter(({ isLong }) => !isLong));
  const long = tokenPrices(meters.filter(({ isLong }) => isLong));
  if (short === undefined) return "the price list names no price of its input, so none is taken";
  // Only documentation says from where on a request is long.
  const above = quotes.find(({ longContext }) => longContext !== undefined)?.longContext?.aboveInputTokens;
  if (above !== undefined && long === undefined) {
    return "the price list names no price of long requests, which the catalogue has, so none is taken";
  }
  return {
    source: PRICE_LIST,
    ...short,
    ...(above !== undefined && long !== undefined && { longContext: { aboveInputTokens: above, ...long } }),
    meters: [...new Set(meters.map(({ name }) => name))],
    ...(way === "id" && { remark: BY_ID }),
  };
}

const PARTS: readonly Part[] = ["input", "cachedInput", "output"];

function tokenPrices(meters: readonly ModelMeter[]): TokenPrices | undefined {
  const prices = PARTS.flatMap((part) => {
    const meter = meters.find((one) => one.part === part);
    return meter === undefined ? [] : [[part, meter.perMillion] as const];
  });
  return prices[0]?.[0] === "input" ? (Object.fromEntries(prices) as unknown as TokenPrices) : undefined;
}

function inWords({ input, cachedInput, output }: TokenPrices): string {
  const parts = [
    `${input} in`,
    ...(cachedInput === undefined ? [] : [`${cachedInput} cached`]),
    ...(output === undefined ? [] : [`${output} out`]),
  ];
  return parts.join(", ");
}

/** From the last place to the first, so that each path is right when its turn comes. */
function newRows(changes: readonly Change[], { prices }: PricesText): Edit[] {
  const rows = changes.flatMap(({ newRow }) => newRow ?? []).sort((a, b) => compareText(b.model, a.model));
  return rows.map((row) => {
    const before = prices.findIndex(({ model }) => compareText(model, row.model) > 0);
    return { insert: ["prices"], value: row as never, before: before === -1 ? prices.length : before };
  });
}
