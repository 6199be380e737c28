import type { Path, YamlFile } from "../files/parse";
import { type AsRead, keyPath } from "../files/shape";
import { error, type Report } from "../findings/report";
import type { Estimate } from "../model";

/** A low estimate may not be above its high one. */
export function checkEstimate({ low, high }: AsRead<Estimate> = {}, file: YamlFile, path: Path, report: Report): void {
  if (low === undefined || high === undefined || low <= high) return;
  const message = `the low estimate of ${keyPath(path)}, ${low}, is above the high one, ${high}`;
  const problem = error("low-above-high", message, "exchange the two, or give one number twice");
  report(file.place([...path, "low"]), problem);
}
