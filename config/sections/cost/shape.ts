import * as z from "zod/mini";
import { amount, estimate, MAX_AMOUNT } from "../../cost/shape";
import { object, optional, registry, text } from "../../files/schema-parts";
import { DAY } from "../../values";

const POSITIVE = { error: "a number above 0, at most 1,000,000,000" };
const threshold = (description: string) =>
  z.number(POSITIVE).check(z.positive(POSITIVE), z.maximum(MAX_AMOUNT, POSITIVE)).register(registry, { description });

const SOURCE = { error: "text that says where the figure stands" };
const source = z
  .string(SOURCE)
  .check(z.minLength(1, SOURCE))
  .register(registry, { description: "Document that has the figure." });

export const shape = object("Figures that the organisation has published, each with its source.", {
  monthlyEstimateUsd: optional(object("Expected cost of all layers together, USD a month.", { ...estimate, source })),
  creditsUsd: optional(
    object("Credits to begin with, USD.", {
      amount: amount("USD."),
      since: optional(
        text("Day from which what measured usage has cost is taken off them, YYYY-MM-DD; without it nothing is.", DAY),
      ),
      source,
    }),
  ),
  selfHostingAboveUsdPerMonth: optional(
    object("Cost above which self-hosting pays, USD a month.", {
      amount: threshold("USD a month."),
      source,
    }),
  ),
  gpuNodePoolUsdPerHour: optional(object("A GPU node pool, busy or idle, USD an hour.", { ...estimate, source })),
});
