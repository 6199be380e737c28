/** The shape of what costs are computed from: volumes of a layer, and figures the organisation has published. */
import * as z from "zod/mini";
import { object, optional, registry, withDefault } from "./schema-parts";

/** Far above any real amount, and low enough that no sum or product of amounts leaves the range of numbers. */
const MAX_AMOUNT = 1e9;

const AMOUNT = { error: "a number from 0 to 1,000,000,000" };
const amount = (description: string) =>
  z.number(AMOUNT).check(z.minimum(0, AMOUNT), z.maximum(MAX_AMOUNT, AMOUNT)).register(registry, { description });

const POSITIVE = { error: "a number above 0, at most 1,000,000,000" };
const threshold = (description: string) =>
  z.number(POSITIVE).check(z.positive(POSITIVE), z.maximum(MAX_AMOUNT, POSITIVE)).register(registry, { description });

const SHARE = { error: "a share, a number from 0 to 1" };
const share = (description: string) =>
  withDefault(z.number(SHARE).check(z.minimum(0, SHARE), z.maximum(1, SHARE)), 0).register(registry, { description });

const SOURCE = { error: "text that says where the figure stands" };
const source = z
  .string(SOURCE)
  .check(z.minLength(1, SOURCE))
  .register(registry, { description: "Document that has the figure." });

const estimate = { low: amount("Low estimate."), high: amount("High estimate, at least the low one.") };

/** `usage` of a layer. */
export const usage = object("What the layer uses in a month, in millions of tokens; without it its cost is unknown.", {
  inputMTokPerMonth: object("Input (prompt) tokens in millions a month, cached ones included.", estimate),
  outputMTokPerMonth: object("Output tokens in millions a month, reasoning included.", estimate),
  cachedShare: share("Part of the input that Azure reads from its prompt cache, 0 to 1; 0 is the dearest case."),
  longContextShare: share(
    "Part of the tokens in requests above the model's long-context limit, 0 to 1; matters only for models that have one.",
  ),
});

/** `cost` of an account. */
export const publishedCosts = object("Figures that the organisation has published, each with its source.", {
  monthlyEstimateUsd: optional(object("Expected cost of all layers together, USD a month.", { ...estimate, source })),
  creditsUsd: optional(object("Credits to begin with, USD.", { amount: amount("USD."), source })),
  selfHostingAboveUsdPerMonth: optional(
    object("Cost above which self-hosting pays, USD a month.", {
      amount: threshold("USD a month."),
      source,
    }),
  ),
  gpuNodePoolUsdPerHour: optional(object("A GPU node pool, busy or idle, USD an hour.", { ...estimate, source })),
});
