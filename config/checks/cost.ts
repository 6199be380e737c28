/** Checks on what costs are computed from: a low estimate above its high one. All else is a matter of shape. */
import type { Estimate } from "../model";
import type { Path, YamlFile } from "../parse";
import type { AccountFile } from "../schema";
import type { LlmConfigFile } from "../schema-llm-config";
import type { AsRead, CheckedFile } from "../shape";
import { keyPath } from "../shape";
import { reportAt } from "./check";
import type { CheckContext } from "./check";

/** Volumes of the layers. */
export function checkUsage({ file, asRead }: CheckedFile<LlmConfigFile>, context: CheckContext): void {
  for (const [name, layer] of Object.entries(asRead.layers ?? {})) {
    const { inputMTokPerMonth, outputMTokPerMonth } = layer?.usage ?? {};
    const path = ["layers", name, "usage"];
    checkEstimate(inputMTokPerMonth, file, [...path, "inputMTokPerMonth"], context);
    checkEstimate(outputMTokPerMonth, file, [...path, "outputMTokPerMonth"], context);
  }
}

/** Published figures. */
export function checkPublishedCosts({ file, asRead }: CheckedFile<AccountFile>, context: CheckContext): void {
  const { monthlyEstimateUsd, gpuNodePoolUsdPerHour } = asRead.cost ?? {};
  checkEstimate(monthlyEstimateUsd, file, ["cost", "monthlyEstimateUsd"], context);
  checkEstimate(gpuNodePoolUsdPerHour, file, ["cost", "gpuNodePoolUsdPerHour"], context);
}

function checkEstimate(
  estimate: AsRead<Estimate> | undefined,
  file: YamlFile,
  path: Path,
  { report }: CheckContext,
): void {
  const { low, high } = estimate ?? {};
  if (low === undefined || high === undefined || low <= high) return;
  reportAt(report, file, [...path, "low"], {
    code: "low-above-high",
    severity: "error",
    message: `the low estimate of ${keyPath(path)}, ${low}, is above the high one, ${high}`,
    help: "exchange the two, or give one number twice",
  });
}
