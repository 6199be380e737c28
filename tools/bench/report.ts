/** From measurements to medians and ratios with their targets. Pure. */
import { SCALE } from "./cases";
import type { Measurement } from "./measure";

export interface CaseResult {
  readonly name: string;
  readonly title: string;
  readonly runs: number;
  /** Absent where nothing was measured. */
  readonly medianMs?: number;
  readonly minMs?: number;
  readonly maxMs?: number;
  /** Median of the largest resident sizes, in MB (2^20 bytes). */
  readonly peakMb?: number;
  /** Why there is no figure. */
  readonly note?: string;
}

export type Target = { readonly atMost: number } | { readonly atLeast: number };

export interface Ratio {
  readonly name: string;
  readonly title: string;
  readonly target: Target;
  /** Null where a case has no figure. */
  readonly value: number | null;
  readonly met: boolean | null;
}

export interface BenchReport {
  readonly version: 1;
  /** What it ran on: node's version, processor, how many. */
  readonly machine: { readonly node: string; readonly cpu: string; readonly cpus: number };
  readonly cases: readonly CaseResult[];
  readonly ratios: readonly Ratio[];
}

const SYNTH_TO_CDKTF = 1.3;
const STOCK_TO_SYNTH = 5;
const TOOL_TO_NODE = 3;
const SCALE_TIME = 1.5;
const SCALE_MEMORY = 1.3;
const GROWTH = 1.5;

export function benchReport(measurements: readonly Measurement[], machine: BenchReport["machine"]): BenchReport {
  const cases = measurements.map(caseResult);
  return { version: 1, machine, cases, ratios: ratiosOf(cases) };
}

/** The middle one; of an even number the mean of the two in the middle. Undefined for none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

function caseResult({ name, title, runsMs, peaksMb, missing, failure }: Measurement): CaseResult {
  const note = missing ?? failure;
  const medianMs = median(runsMs);
  const peakMb = median(peaksMb);
  if (note !== undefined || medianMs === undefined) return { name, title, runs: 0, note: note ?? "not measured" };
  return {
    name,
    title,
    runs: runsMs.length,
    medianMs: round(medianMs, 1),
    minMs: round(Math.min(...runsMs), 1),
    maxMs: round(Math.max(...runsMs), 1),
    ...(peakMb !== undefined && { peakMb: round(peakMb, 1) }),
  };
}

function ratiosOf(cases: readonly CaseResult[]): Ratio[] {
  const byName = new Map(cases.map((one) => [one.name, one]));
  const ms = (name: string): number | undefined => byName.get(name)?.medianMs;
  const mb = (name: string): number | undefined => byName.get(name)?.peakMb;
  const tools = ["validate", "review", "cost"].map((name) =>
    ratio(`${name}-to-node`, `${name} to an empty node process`, { atMost: TOOL_TO_NODE }, ms(name), ms("node")),
  );
  const scale = SCALE.flatMap(({ name }) => [
    ratio(
      `time-${name}`,
      `synth to the bare loop, time, ${words(name)}`,
      { atMost: SCALE_TIME },
      ms(`synth-${name}`),
      ms(`bare-${name}`),
    ),
    ratio(
      `memory-${name}`,
      `synth to the bare loop, memory, ${words(name)}`,
      { atMost: SCALE_MEMORY },
      mb(`synth-${name}`),
      mb(`bare-${name}`),
    ),
  ]);
  return [
    ratio("synth-to-cdktf", 'synth to require("cdktf")', { atMost: SYNTH_TO_CDKTF }, ms("synth"), ms("cdktf")),
    ratio("stock-to-synth", "the template's way to synth", { atLeast: STOCK_TO_SYNTH }, ms("stock"), ms("synth")),
    ...tools,
    ...scale,
    ratio(
      "growth-per-deployment",
      "cost of a deployment at 1,000 to that at 100",
      { atMost: GROWTH },
      perDeployment(1000, ms),
      perDeployment(100, ms),
    ),
  ];
}

/** What each deployment beyond the first five adds, so that starting the process does not count. */
function perDeployment(deployments: number, ms: (name: string) => number | undefined): number | undefined {
  const [few, many] = [ms("synth-deployments-5"), ms(`synth-deployments-${deployments}`)];
  return few === undefined || many === undefined ? undefined : (many - few) / (deployments - 5);
}

function ratio(
  name: string,
  title: string,
  target: Target,
  above: number | undefined,
  below: number | undefined,
): Ratio {
  if (above === undefined || below === undefined) return { name, title, target, value: null, met: null };
  const exact = above / below;
  const met = "atMost" in target ? exact <= target.atMost : exact >= target.atLeast;
  return { name, title, target, value: round(exact, 2), met };
}

/** `deployments-1000` as `1000 deployments`. */
function words(name: string): string {
  return name
    .split("-")
    .reverse()
    .join(" ")
    .replace(/^1 (\w+)s$/, "1 $1");
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
