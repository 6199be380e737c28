/** The shape of the catalogue's own files. A test holds the committed files against it. */
import { z } from "zod";
import { isDate, LIFECYCLES } from "./model";

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
