/** Shapes of amounts and estimates. */
import * as z from "zod/mini";
import { registry } from "../files/schema-parts";

/** Far above any real amount, and low enough that no sum or product of amounts leaves the range of numbers. */
export const MAX_AMOUNT = 1e9;

const AMOUNT = { error: "a number from 0 to 1,000,000,000" };
export const amount = (description: string) =>
  z.number(AMOUNT).check(z.minimum(0, AMOUNT), z.maximum(MAX_AMOUNT, AMOUNT)).register(registry, { description });

/** The keys of an estimate. */
export const estimate = { low: amount("Low estimate."), high: amount("High estimate, at least the low one.") };
