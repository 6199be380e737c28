/** The shape of what costs are computed from: volumes of a layer, and figures the organisation has published. */
import * as z from "zod";
import { object } from "./schema-parts";

/** Far above any real amount, and low enough that no sum or product of amounts leaves the range of numbers. */
const MAX_AMOUNT = 1e9;

const AMOUNT = { error: "a number from 0 to 1,000,000,000" };
const amount = (description: string) => z.number(AMOUNT).min(0, AMOUNT).max(MAX_AMOUNT, AMOUNT).meta({ description });

const POSITIVE = { error: "a number above 0, at most 1,000,000,000" };
const threshold = (description: string) =>
  z.number(POSITIVE).positive(POSITIVE).max(MAX_AMOUNT, POSITIVE).meta({ description });

const SHARE = { error: "a share, a number from 0 to 1" };
const share = (description: string) => z.number(SHARE).min(0, SHARE).max(1, SHARE).default(0).meta({ description });

const SOURCE = { error: "text that says where the figure stands" };
const source = z.string(SOURCE).min(1, SOURCE).meta({ description: "Document that has the figure." });

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
  monthlyEstimateUsd: object("Expected cost of all layers together, USD a month.", { ...estimate, source }).optional(),
  creditsUsd: object("Credits to begin with, USD.", { amount: amount("USD."), source }).optional(),
  selfHostingAboveUsdPerMonth: object("Cost above which self-hosting pays, USD a month.", {
    amount: threshold("USD a month."),
    source,
  }).optional(),
  gpuNodePoolUsdPerHour: object("A GPU node pool, busy or idle, USD an hour.", { ...estimate, source }).optional(),
});
