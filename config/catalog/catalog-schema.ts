/**
 * The shapes of the catalogue's own files, held against them before a bundle is made of them. Each `error` text completes
 * the sentence "… must be …".
 */
import * as z from "zod/mini";
import { isDate } from "../values";
import { LIFECYCLE } from "../models/rules";
import { PRICE_SOURCE_KINDS } from "../cost/price-sources";

const TEXT = { error: "text" };
const DAY = { error: "a day as YYYY-MM-DD, in quotes or not" };
const SOURCE_ID = { error: "the id of a source: lower-case letters, digits and hyphens" };
const COMMIT = { error: "the full name of a commit" };
const COUNT = { error: "a whole number above 0" };
const PRICE = { error: "a number of USD per million tokens, at least 0" };
const MAPPING = { error: "a mapping" };
const LIST = { error: "a list" };
const SOME = { error: "a list of at least one" };

const words = z.string(TEXT).check(z.minLength(1, TEXT));
const texts = z.array(z.string(TEXT), LIST);
const day = z.string(DAY).check(z.refine(isDate, DAY));
const commit = z.string(COMMIT).check(z.regex(/^[0-9a-f]{40}$/, COMMIT));
const sourceId = z.string(SOURCE_ID).check(z.regex(/^[a-z0-9-]+$/, SOURCE_ID));
const count = z.int(COUNT).check(z.positive(COUNT));
const version = z.literal(1, { error: "1, the version of this file format" });

const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, { error: `one of ${values.join(", ")}` });

const source = () =>
  z.strictObject(
    {
      /** Page in Microsoft's public documentation repository, or what else was read. */
      path: words,
      commit: z.optional(commit),
      date: z.optional(day),
      kind: oneOf(["official", "official-rendered", "third-party", "inference"]),
    },
    MAPPING,
  );

const header = () => ({ version, asOf: day, sources: z.record(sourceId, source(), MAPPING) });

const model = () =>
  z.strictObject(
    {
      name: words,
      format: words,
      version: words,
      lifecycle: oneOf(LIFECYCLE.words),
      retirement: z.optional(day),
      replacement: z.optional(words),
      apis: z.array(oneOf(["chat-completions", "responses", "embeddings"]), LIST),
      contextTokens: z.optional(count),
      maxOutputTokens: z.optional(count),
      regions: z.optional(texts),
      sources: z.partialRecord(oneOf(["format", "lifecycle", "apis", "limits", "regions"]), sourceId, MAPPING),
      note: z.optional(words),
    },
    MAPPING,
  );

const quota = () =>
  z.strictObject(
    {
      model: words,
      /** Thousands of tokens a minute. */
      tier1: count,
      source: sourceId,
      confidence: z.optional(oneOf(["high", "medium", "low-medium"])),
      note: z.optional(words),
    },
    MAPPING,
  );

const REGION = { error: "a region's programmatic name, such as westus" };
const region = () =>
  z.strictObject(
    { name: z.string(REGION).check(z.regex(/^[a-z0-9]+$/, REGION)), displayName: words, geography: words },
    MAPPING,
  );

/** The shape of each file but the prices. Made when asked for: few runs need it. */
export const catalogFiles = () => ({
  models: z.strictObject({ ...header(), models: z.array(model(), LIST).check(z.minLength(1, SOME)) }, MAPPING),
  limits: z.strictObject(
    {
      ...header(),
      deploymentsPerAccount: z.strictObject({ value: count, source: sourceId }, MAPPING),
      quotas: z.array(quota(), LIST),
    },
    MAPPING,
  ),
  regions: z.strictObject(
    { ...header(), source: sourceId, regions: z.array(region(), LIST).check(z.minLength(1, SOME)) },
    MAPPING,
  ),
});

const MONTH = { error: "a day as YYYY-MM-DD, or a month as YYYY-MM" };
const priceSource = () =>
  z.strictObject(
    {
      name: words,
      kind: oneOf(PRICE_SOURCE_KINDS),
      path: words,
      commit: z.optional(commit),
      date: z.optional(z.string(MONTH).check(z.regex(/^\d{4}-\d{2}(-\d{2})?$/, MONTH))),
      note: z.optional(words),
    },
    MAPPING,
  );

const quote = () => {
  const price = z.number(PRICE).check(z.nonnegative(PRICE));
  const prices = { input: price, cachedInput: z.optional(price), output: z.optional(price) };
  return z.strictObject(
    {
      source: sourceId,
      ...prices,
      longContext: z.optional(z.strictObject({ aboveInputTokens: count, ...prices }, MAPPING)),
      remark: z.optional(words),
      meters: z.optional(texts),
    },
    MAPPING,
  );
};

/** The shape of prices.yaml; USD per million tokens. */
export const pricesFile = () =>
  z.strictObject(
    {
      version,
      asOf: day,
      /** Best first: the order decides which quote is used. */
      sources: z.record(sourceId, priceSource(), MAPPING),
      prices: z.array(
        z.strictObject(
          {
            model: words,
            versions: z.optional(z.array(words, LIST).check(z.minLength(1, SOME))),
            note: z.optional(words),
            quotes: z.array(quote(), LIST).check(z.minLength(1, SOME)),
          },
          MAPPING,
        ),
        LIST,
      ),
    },
    MAPPING,
  );

/** The shape of every file of the catalogue, by the file's name without ending. */
export const catalogShapes = (): Readonly<Record<string, z.ZodMiniType>> => ({
  ...catalogFiles(),
  prices: pricesFile(),
});
