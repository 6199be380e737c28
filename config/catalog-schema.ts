/** The shapes of the catalogue's own files. A test holds the committed files against it. */
import * as z from "zod/mini";
import { isDate, LIFECYCLES } from "./model";
import { PRICE_SOURCE_KINDS } from "./prices";

const words = z.string().check(z.minLength(1));
const day = z.string().check(z.refine(isDate, "a day as YYYY-MM-DD"));
const commit = z.string().check(z.regex(/^[0-9a-f]{40}$/));
const sourceId = z.string().check(z.regex(/^[a-z0-9-]+$/));

const source = () =>
  z.strictObject({
    /** Page in Microsoft's public documentation repository, or what else was read. */
    path: words,
    commit: z.optional(commit),
    date: z.optional(day),
    kind: z.enum(["official", "official-rendered", "third-party", "inference"]),
  });

const header = () => ({ version: z.literal(1), asOf: day, sources: z.record(sourceId, source()) });

const model = () =>
  z.strictObject({
    name: words,
    format: words,
    version: words,
    lifecycle: z.enum(LIFECYCLES),
    retirement: z.optional(day),
    replacement: z.optional(z.string()),
    apis: z.array(z.enum(["chat-completions", "responses", "embeddings"])),
    contextTokens: z.optional(z.int().check(z.positive())),
    maxOutputTokens: z.optional(z.int().check(z.positive())),
    regions: z.optional(z.array(z.string())),
    sources: z.partialRecord(z.enum(["format", "lifecycle", "apis", "limits", "regions"]), sourceId),
    note: z.optional(z.string()),
  });

const quota = () =>
  z.strictObject({
    model: words,
    /** Thousands of tokens a minute. */
    tier1: z.int().check(z.positive()),
    source: sourceId,
    confidence: z.optional(z.enum(["high", "medium", "low-medium"])),
    note: z.optional(z.string()),
  });

const region = () =>
  z.strictObject({
    name: z.string().check(z.regex(/^[a-z0-9]+$/)),
    displayName: z.string(),
    geography: z.string(),
  });

/** The shape of each file. Made when asked for: only a review across a change of the catalogue needs it. */
export const catalogFiles = () => ({
  models: z.strictObject({ ...header(), models: z.array(model()).check(z.minLength(1)) }),
  limits: z.strictObject({
    ...header(),
    deploymentsPerAccount: z.strictObject({ value: z.int().check(z.positive()), source: sourceId }),
    quotas: z.array(quota()),
  }),
  regions: z.strictObject({ ...header(), source: sourceId, regions: z.array(region()).check(z.minLength(1)) }),
});

const usdPerMTok = z.number().check(z.nonnegative());
const tokenPrices = { input: usdPerMTok, cachedInput: z.optional(usdPerMTok), output: z.optional(usdPerMTok) };

/** The shape of prices.yaml; USD per million tokens. */
export const pricesFile = z.strictObject({
  version: z.literal(1),
  asOf: day,
  /** Best first: the order decides which quote is used. */
  sources: z.record(
    sourceId,
    z.strictObject({
      kind: z.enum(PRICE_SOURCE_KINDS),
      path: words,
      commit: z.optional(commit),
      date: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}(-\d{2})?$/))),
      note: z.optional(z.string()),
    }),
  ),
  prices: z.array(
    z.strictObject({
      model: words,
      versions: z.optional(z.array(words).check(z.minLength(1))),
      note: z.optional(z.string()),
      quotes: z
        .array(
          z.strictObject({
            source: sourceId,
            ...tokenPrices,
            longContext: z.optional(z.strictObject({ aboveInputTokens: z.int().check(z.positive()), ...tokenPrices })),
            remark: z.optional(z.string()),
            meters: z.optional(z.array(z.string())),
          }),
        )
        .check(z.minLength(1)),
    }),
  ),
});
