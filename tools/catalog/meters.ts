/**
 * Rows of Azure's price list as prices of models. A meter's name is an abbreviation made by people, such as
 * `5.6 luna ShortCo Cd Inp Std Gl 1M Tokens`: what it prices stands in words that come again, and the rest names the model.
 * Pure.
 * @see https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices
 */
import { isDeepStrictEqual } from "node:util";
import type { Meter } from "./answers";

/** What a meter counts. */
export type Part = "input" | "cachedInput" | "output";

export interface ModelMeter extends Meter {
  readonly part: Part;
  /** Whether it is for requests longer than the limit above which a model has another price. */
  readonly isLong: boolean;
  /** USD for a million tokens. */
  readonly perMillion: number;
  /** What of its name is left for the model, in lower case, its words separated by blanks. */
  readonly rest: string;
}

const INPUT = ["inp", "inpt", "input"];
const OUTPUT = ["out", "outp", "outpt", "opt", "output"];
const CACHED = ["cached", "cchd", "ccchd", "cd"];
const GLOBAL = ["gl", "glbl", "global"];
const LONG = ["longco", "longctx"];
/** Say nothing that other meters do not say too. */
const FILLERS = ["1k", "1m", "tokens", "token", "std", "shortco", "txt"];
/** Another deployment type, another kind of tokens, or no tokens at all. */
const OTHERS = [
  ...["dz", "dzone", "datazone", "zone", "regnl", "regional", "batch", "btch", "pp", "priority", "prty", "flex"],
  ...["ft", "finetuned", "training", "trng", "hosting", "hstng", "grader", "aud", "audio", "img", "image", "rt", "rtm"],
  ...["realtime", "provisioned", "write", "wr", "session", "hour"],
];

/** Tokens of one unit; a unit that is not here is none of tokens. */
const UNITS: Readonly<Record<string, number>> = { "1K": 1000, "1M": 1_000_000 };

/** A meter of tokens as GlobalStandard; undefined for every other. */
export function modelMeter(meter: Meter): ModelMeter | undefined {
  const words = wordsOf(meter.name);
  const has = (some: readonly string[]): boolean => words.some((word) => some.includes(word));
  const tokens = UNITS[meter.unit];
  if (tokens === undefined || !has(GLOBAL) || has(OTHERS) || (has(INPUT) && has(OUTPUT))) return undefined;
  const known = [...INPUT, ...OUTPUT, ...CACHED, ...GLOBAL, ...LONG, ...FILLERS];
  return {
    ...meter,
    part: has(OUTPUT) ? "output" : has(CACHED) ? "cachedInput" : "input",
    isLong: has(LONG),
    perMillion: rounded((meter.price * 1_000_000) / tokens),
    rest: words.filter((word) => !known.includes(word)).join(" "),
  };
}

/** Without what binary fractions add: prices have at most so many digits. */
function rounded(price: number): number {
  return Number(price.toFixed(6));
}

function wordsOf(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[\s_-]+/)
    .filter((word) => word !== "");
}

/** Families that meters leave out of a model's name. */
const LEFT_OUT = ["gpt", "cohere"];

/**
 * Whether a meter's name means the model.
 * @param versions of the model: a date behind the name is the version's month and day, with or without the year
 */
export function isNameOf(rest: string, model: string, versions: readonly string[]): boolean {
  const words = wordsOf(model);
  const names = [words, ...(LEFT_OUT.includes(words[0] ?? "") ? [words.slice(1)] : [])].map((some) => some.join(" "));
  const dates = versions.flatMap((version) => {
    const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(version) ?? [];
    return year === undefined ? [] : [`${month}${day}`, `${month}${day}${year}`];
  });
  return names.some((name) => rest === name || dates.some((date) => rest === `${name} ${date}`));
}

/** Of every meter the newest price that holds on a day, or all that hold since the same day: they clash. */
export function inForceOn(meters: readonly Meter[], day: string): Meter[] {
  const newest = new Map<string, Meter[]>();
  for (const meter of meters) {
    const known = newest.get(meter.id) ?? [];
    const since = known[0]?.since ?? "";
    if (meter.since > day || meter.since < since) continue;
    if (meter.since > since) newest.set(meter.id, [meter]);
    else if (!known.some((one) => isDeepStrictEqual(one, meter))) known.push(meter);
  }
  return [...newest.values()].flat();
}
