/** Runs whole processes in turns and notes how long they took. */
import { spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";
import type { Case } from "./cases";

/** What one case has shown. */
export interface Measurement {
  readonly name: string;
  readonly title: string;
  /** Wall time of each run in milliseconds. */
  readonly runsMs: readonly number[];
  /** Largest resident size of each run in MB (2^20 bytes); empty where {@link PEAK_PRELOAD} is not loaded. */
  readonly peaksMb: readonly number[];
  /** What a run that failed said; the case is then not run again. */
  readonly failure?: string;
}

/** Where {@link PEAK_PRELOAD} writes. */
const PEAK_FD = 3;

/**
 * Loaded before a program: says at its end what the largest resident size of its process was, in KiB. Linux counts the
 * parent's memory at the time of the start in `maxRSS` too, so the program's own mark is read where there is one.
 * @see https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
 */
export const PEAK_PRELOAD = `
const fs = require("node:fs");
process.on("exit", () => {
  const own = fs.existsSync("/proc/self/status") && /VmHWM:\\s+(\\d+)/.exec(fs.readFileSync("/proc/self/status", "utf8"))?.[1];
  fs.writeSync(${PEAK_FD}, String(own || process.resourceUsage().maxRSS));
});
`;

interface Run {
  readonly ms: number;
  readonly peakMb?: number;
  readonly failure?: string;
}

/**
 * Runs every case once to warm up, then all of them in turns, so that whatever else the machine does meets all alike.
 * @param note called with one line on the progress
 */
export function measure(cases: readonly Case[], rounds: number, note: (line: string) => void): Measurement[] {
  const all = cases.map(({ name, title, ...command }) => ({ name, title, command, runs: [] as Run[] }));
  for (let round = 0; round <= rounds; round += 1) {
    note(round === 0 ? "warming up: every command once" : `round ${round} of ${rounds}`);
    for (const { command, runs } of all) {
      if (runs.at(-1)?.failure === undefined) runs.push(runOnce(command));
    }
  }
  return all.map(({ name, title, runs: [, ...runs], runs: every }) => {
    const failure = every.at(-1)?.failure;
    return {
      name,
      title,
      runsMs: runs.map(({ ms }) => ms),
      peaksMb: runs.flatMap(({ peakMb }) => peakMb ?? []),
      ...(failure !== undefined && { failure }),
    };
  });
}

function runOnce({ args, cwd, env }: Omit<Case, "name" | "title">): Run {
  const start = performance.now();
  const { status, stderr, output, error } = spawnSync(process.execPath, args, {
    cwd,
    env,
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    encoding: "utf8",
  });
  const ms = performance.now() - start;
  // 1 stands for findings: the command has done its work.
  if (error !== undefined || status === null || status > 1) {
    const [firstLine] = stderr.trim().split("\n");
    return { ms, failure: error?.message ?? (firstLine || `exit code ${String(status)}`) };
  }
  const peak = output[PEAK_FD];
  return { ms, ...(peak && { peakMb: Number(peak) / 1024 }) };
}
