/** `npm run bench` */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { ToolError } from "../../config/findings/diagnostic";
import { benchCases } from "../bench/cases";
import { measure } from "../bench/measure";
import { prepare } from "../bench/prepare";
import { FORMATS, renderBench } from "../bench/render";
import type { Format } from "../bench/render";
import { benchReport } from "../bench/report";
import { formatOption } from "./args";
import type { Command } from "./command";

const DEFAULT_ROUNDS = 15;
const MAX_ROUNDS = 99;
/** The whole run, with what it prepares and removes, stays below five minutes. */
const LIMIT_SECONDS = 270;

/** Measures, and judges nobody: a missed target is not a failure. Exit 2 when a command could not be measured. */
export const benchCommand: Command = {
  name: "bench",
  summary: "measure how long the commands take, and hold the ratios against their targets",
  options: {
    format: formatOption(...FORMATS),
    rounds: { type: "string", value: "N", help: `repetitions of each quick command (default: ${DEFAULT_ROUNDS})` },
  },
  run(values, io) {
    const rounds = roundsOf(values.rounds);
    const scripts = scriptsIn(io.cwd);
    const folder = mkdtempSync(path.join(tmpdir(), "foundry-bench-"));
    try {
      prepare(folder, io.cwd);
      const cases = benchCases({ root: io.cwd, folder, scripts, searchPath: io.env.PATH ?? "" });
      const measurements = measure(cases, { rounds, limitSeconds: LIMIT_SECONDS }, (line) => io.stderr(`${line}\n`));
      const machine = { node: process.version, cpu: cpus()[0]?.model.trim() ?? "unknown", cpus: cpus().length };
      io.stdout(renderBench(benchReport(measurements, machine), (values.format ?? "text") as Format));
      return measurements.some(({ failure }) => failure !== undefined) ? 2 : 0;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function roundsOf(value: unknown): number {
  const rounds = Number(value ?? DEFAULT_ROUNDS);
  if (Number.isInteger(rounds) && rounds >= 1 && rounds <= MAX_ROUNDS) return rounds;
  throw new ToolError("arguments", `--rounds must be a whole number from 1 to ${MAX_ROUNDS}, not ${String(value)}`);
}

/** @throws ToolError when the folder is not the project's root */
function scriptsIn(root: string): Record<string, string> {
  const file = path.join(root, "package.json");
  if (!existsSync(file) || !existsSync(path.join(root, "tools/build/run.cjs"))) {
    throw new ToolError("no-project", "the bench measures the project's own commands: run it from the project's root");
  }
  return (JSON.parse(readFileSync(file, "utf8")) as { scripts?: Record<string, string> }).scripts ?? {};
}
