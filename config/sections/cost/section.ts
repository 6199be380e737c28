import { checkEstimate } from "../../cost/check-estimate";
import type { Section } from "../section";
import type { PublishedCosts } from "./rules";
import { shape } from "./shape";

export const cost: Section<typeof shape, PublishedCosts | undefined> = {
  shape,
  check: (given, { file, report }) => {
    for (const key of ["monthlyEstimateUsd", "gpuNodePoolUsdPerHour"] as const) {
      checkEstimate(given?.[key], file, ["cost", key], report);
    }
  },
  resolve: (given) => given,
};
