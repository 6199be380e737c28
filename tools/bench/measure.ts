/** Runs whole processes in turns and notes how long they took. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { PEAK_FILE_ENV } from "./programs";

/** One thing to measure. */
export interface Case {
  /** A stable word, by which ratios and the JSON name it. */
  readonly name: string;
  readonly title: string;
  /** Program and arguments; undefined with the reason in `missing`. */
  readonly command?: readonly [string, ...string[]];
  readonly missing?: string;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** File that {@link PEAK_FILE_ENV} names, when the command writes one. */
  readonly peakFile?: string;
  /** Takes seconds, so it runs in every fifth round only. */
  readonly isSlow?: boolean;
}

/** What one case has shown. */
export interface Measurement {
  readonly name: string;
  readonly title: string;
  /** Wall time of each run in milliseconds. */
  readonly runsMs: readonly number[];
  /** Largest resident size of each run in MB (2^20 bytes); empty where not measured. */
  readonly peaksMb: readonly number[];
  /** Why there is no run. */
  readonly missing?: string;
  /** What a run that failed said. */
  readonly failure?: string;
}

export interface Plan {
  readonly rounds: number;
  /** No round begins that would end later than so many seconds after the start. */
  readonly limitSeconds: number;
}

const SLOW_EVERY = 5;

interface Run {
  readonly ms: number;
  readonly peakMb?: number;
  readonly failure?: string;
}

/**
 * Runs every case once to warm up, then all of them in turns, so that whatever else the machine does meets all alike.
 * @param note called with one line on the progress
 */
export function measure(
  cases: readonly Case[],
  { rounds, limitSeconds }: Plan,
  note: (line: string) => void,
): Measurement[] {
  const start = performance.now();
  const elapsedSeconds = (): number => (performance.now() - start) / 1000;
  note("warming up: every command once");
  const failures = new Map(cases.map((one) => [one.name, runOnce(one)?.failure]));
  const runs = new Map<string, Run[]>(cases.map(({ name }) => [name, []]));
  let longest = elapsedSeconds();
  for (let round = 0; round < rounds; round += 1) {
    const began = elapsedSeconds();
    const isFull = round % SLOW_EVERY === 0;
    if (round > 0 && isFull && began + longest > limitSeconds) break;
    note(`round ${round + 1} of ${rounds}, ${Math.round(began)} s so far`);
    for (const one of cases) {
      if (failures.get(one.name) !== undefined || (one.isSlow && !isFull)) continue;
      const run = runOnce(one);
      if (run !== undefined) runs.get(one.name)?.push(run);
    }
    longest = Math.max(longest, elapsedSeconds() - began);
  }
  return cases.map((one) => measurementOf(one, runs.get(one.name) ?? [], failures.get(one.name)));
}

function measurementOf({ name, title, missing }: Case, runs: readonly Run[], warmUp: string | undefined): Measurement {
  const failure = warmUp ?? runs.find((run) => run.failure !== undefined)?.failure;
  return {
    name,
    title,
    runsMs: runs.map(({ ms }) => ms),
    peaksMb: runs.flatMap(({ peakMb }) => peakMb ?? []),
    ...(missing !== undefined && { missing }),
    ...(failure !== undefined && { failure }),
  };
}

function runOnce({ command, cwd, env, peakFile }: Case): Run | undefined {
  if (command === undefined) return undefined;
  const [program, ...args] = command;
  const start = performance.now();
  const { status, stderr, error } = spawnSync(program, args, {
    cwd,
    env: { ...env, ...(peakFile !== undefined && { [PEAK_FILE_ENV]: peakFile }) },
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  const ms = performance.now() - start;
  // 1 stands for findings: the command has done its work.
  if (error !== undefined || status === null || status > 1) {
    return { ms, failure: error?.message ?? (firstLine(stderr) || `exit code ${String(status)}`) };
  }
  return { ms, ...(peakFile !== undefined && { peakMb: Number(readFileSync(peakFile, "utf8")) / 1024 }) };
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}
