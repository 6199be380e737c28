/** From measurements to ratios with their targets. Pure. */
import { LIST_COMMANDS, LISTS, nameOf, SCALE } from "./cases";
import type { Measurement } from "./measure";
import type { Size } from "./workload";

export interface CaseResult {
  readonly name: string;
  readonly title: string;
  readonly runs: number;
  /** Of the fastest run. Absent where nothing was measured. */
  readonly minMs?: number;
  readonly medianMs?: number;
  readonly maxMs?: number;
  /** Median of the largest resident sizes, in MB (2^20 bytes). */
  readonly peakMb?: number;
  /** Why there is no figure. */
  readonly note?: string;
}

export interface Ratio {
  readonly name: string;
  readonly title: string;
  readonly target: { readonly atMost: number };
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
const TOOL_TO_NODE = 5;
/** It reads two configurations, and starts git three times. */
const REVIEW_TO_NODE = 6.5;
/** It runs synth beside, and draws. */
const OVERVIEW_TO_VALIDATE = 5;
const SCALE_TIME = 1.7;
const SCALE_MEMORY = 1.3;
/** 1 is a straight line; one step of ten in size would make it 10 for a square. */
const GROWTH = 1.5;

export function benchReport(measurements: readonly Measurement[], machine: BenchReport["machine"]): BenchReport {
  const cases = measurements.map(caseResult);
  return { version: 1, machine, cases, ratios: ratiosOf(measurements) };
}

/** The middle one; of an even number the mean of the two in the middle. Undefined for none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

function caseResult({ name, title, runsMs, peaksMb, failure }: Measurement): CaseResult {
  const [medianMs, peakMb] = [median(runsMs), median(peaksMb)];
  if (failure !== undefined || medianMs === undefined) return { name, title, runs: 0, note: failure ?? "not measured" };
  return {
    name,
    title,
    runs: runsMs.length,
    minMs: round(Math.min(...runsMs), 1),
    medianMs: round(medianMs, 1),
    maxMs: round(Math.max(...runsMs), 1),
    ...(peakMb !== undefined && { peakMb: round(peakMb, 1) }),
  };
}

function ratiosOf(measurements: readonly Measurement[]): Ratio[] {
  const whole = new Map(measurements.filter(({ failure }) => failure === undefined).map((one) => [one.name, one]));
  const ms: RunsOf = (name) => whole.get(name)?.runsMs ?? [];
  const mb: RunsOf = (name) => whole.get(name)?.peaksMb ?? [];
  const scale = SCALE.flatMap((size) => {
    const name = nameOf(size);
    const [synth, bare] = [`synth-${name}`, `bare-${name}`];
    const title = `${size.environments} × ${size.deployments} deployments: synth to the bare loop`;
    return [
      ratio(`time-${name}`, `${title}, time`, SCALE_TIME, inTurns(ms(synth), ms(bare))),
      ratio(`memory-${name}`, `${title}, memory`, SCALE_MEMORY, inTurns(mb(synth), mb(bare))),
    ];
  });
  const toNode = (name: string, target: number): Ratio =>
    ratio(`${name}-to-node`, `${name} to an empty node process`, target, inTurns(ms(name), ms("node")));
  return [
    ratio("synth-to-cdktf", 'synth to require("cdktf")', SYNTH_TO_CDKTF, inTurns(ms("synth"), ms("cdktf"))),
    toNode("validate", TOOL_TO_NODE),
    toNode("review", REVIEW_TO_NODE),
    toNode("cost", TOOL_TO_NODE),
    ratio(
      "overview-to-validate",
      "overview to validate",
      OVERVIEW_TO_VALIDATE,
      inTurns(ms("overview"), ms("validate")),
    ),
    ...scale,
    growth("synth", SCALE, "environment", ms),
    ...LIST_COMMANDS.map((command) => growth(command, LISTS, "model", ms)),
  ];
}

/** What each run of a case has shown; empty where it was not measured. */
type RunsOf = (name: string) => readonly number[];

/** The middle one of the rounds' ratios: two programs of one round meet the same load. */
function inTurns(above: readonly number[], below: readonly number[]): number | undefined {
  return median(above.flatMap((value, round) => (below[round] === undefined ? [] : value / below[round])));
}

/** What one more costs between the two larger sizes, to what it costs between the two smaller: starting does not count. */
function growth(command: string, sizes: readonly Size[], unit: string, ms: RunsOf): Ratio {
  const points = sizes.map((size) => ({
    count: size.environments * size.deployments,
    ms: median(ms(`${command}-${nameOf(size)}`)),
  }));
  const slope = (from: number, to: number): number => {
    const [a, b] = [points[from], points[to]];
    return a?.ms === undefined || b?.ms === undefined ? NaN : (b.ms - a.ms) / (b.count - a.count);
  };
  const title = `${command}: cost of one more ${unit}, among many to among few`;
  return ratio(`growth-${command}`, title, GROWTH, slope(1, 2) / slope(0, 1));
}

function ratio(name: string, title: string, atMost: number, value = NaN): Ratio {
  if (Number.isNaN(value)) return { name, title, target: { atMost }, value: null, met: null };
  return { name, title, target: { atMost }, value: round(value, 2), met: value <= atMost };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
