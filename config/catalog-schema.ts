/** The shape of the catalogue's own files. A test holds the committed files against it. */
import * as z from "zod";
import { isDate, LIFECYCLES } from "./model";
import { PRICE_SOURCE_KINDS } from "./prices";

const day = z.string().refine(isDate, "a day as YYYY-MM-DD");
const sourceId = z.string().regex(/^[a-z0-9-]+$/);

const source = z.strictObject({
  /** Page in Microsoft's public documentation repository, or what else was read. */
  path: z.string().min(1),
  commit: z
    .string()
    .regex(/^[0-9a-f]{40}$/)
    .optional(),
  date: day.optional(),
  kind: z.enum(["official", "official-rendered", "third-party", "inference"]),
});

const header = { version: z.literal(1), asOf: day, sources: z.record(sourceId, source) };

const model = z.strictObject({
  name: z.string().min(1),
  format: z.string().min(1),
  version: z.string().min(1),
  lifecycle: z.enum(LIFECYCLES),
  retirement: day.optional(),
  replacement: z.string().optional(),
  apis: z.array(z.enum(["chat-completions", "responses", "embeddings"])),
  contextTokens: z.int().positive().optional(),
  maxOutputTokens: z.int().positive().optional(),
  regions: z.array(z.string()).optional(),
  sources: z.partialRecord(z.enum(["format", "lifecycle", "apis", "limits", "regions"]), sourceId),
  note: z.string().optional(),
});

const quota = z.strictObject({
  model: z.string().min(1),
  /** Thousands of tokens a minute. */
  tier1: z.int().positive(),
  source: sourceId,
  confidence: z.enum(["high", "medium", "low-medium"]).optional(),
  note: z.string().optional(),
});

const region = z.strictObject({
  name: z.string().regex(/^[a-z0-9]+$/),
  displayName: z.string(),
  geography: z.string(),
});

export const catalogFiles = {
  models: z.strictObject({ ...header, models: z.array(model).min(1) }),
  limits: z.strictObject({
    ...header,
    deploymentsPerAccount: z.strictObject({ value: z.int().positive(), source: sourceId }),
    quotas: z.array(quota),
  }),
  regions: z.strictObject({ ...header, source: sourceId, regions: z.array(region).min(1) }),
};

const usdPerMTok = z.number().nonnegative();
const tokenPrices = { input: usdPerMTok, cachedInput: usdPerMTok.optional(), output: usdPerMTok.optional() };

/** The shape of prices.yaml; USD per million tokens. */
export const pricesFile = z.strictObject({
  version: z.literal(1),
  asOf: day,
  /** Best first: the order decides which quote is used. */
  sources: z.record(
    sourceId,
    z.strictObject({
      kind: z.enum(PRICE_SOURCE_KINDS),
      path: z.string().min(1),
      commit: z
        .string()
        .regex(/^[0-9a-f]{40}$/)
        .optional(),
      date: z
        .string()
        .regex(/^\d{4}-\d{2}(-\d{2})?$/)
        .optional(),
      note: z.string().optional(),
    }),
  ),
  prices: z.array(
    z.strictObject({
      model: z.string().min(1),
      versions: z.array(z.string().min(1)).min(1).optional(),
      note: z.string().optional(),
      quotes: z
        .array(
          z.strictObject({
            source: sourceId,
            ...tokenPrices,
            longContext: z.strictObject({ aboveInputTokens: z.int().positive(), ...tokenPrices }).optional(),
            remark: z.string().optional(),
            meters: z.array(z.string()).optional(),
          }),
        )
        .min(1),
    }),
  ),
});
