/** `aucert-foundry bench` */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import { ToolError } from "../../config/findings/diagnostic";
import { inProject } from "../../config/files/source";
import { benchCases } from "../bench/cases";
import { measure } from "../bench/measure";
import { prepare } from "../bench/prepare";
import { type Format, FORMATS, renderBench } from "../bench/render";
import { benchReport } from "../bench/report";
import { countOf, formatOption } from "./args";
import type { Command } from "./command";

const DEFAULT_ROUNDS = 10;
const MAX_ROUNDS = 99;
/** How often a small command runs for each time that a large one does. */
const SMALL_FACTOR = 3;

/** Measures, and judges nobody: a missed target is not a failure. Exit 2 when a command could not be measured. */
export const benchCommand: Command = {
  name: "bench",
  summary: "measure how long the commands take, and hold the ratios against their targets",
  options: {
    format: formatOption(...FORMATS),
    rounds: {
      type: "string",
      value: "N",
      help: `rounds of the large commands; the small ones run ${SMALL_FACTOR} times as many (default: ${DEFAULT_ROUNDS})`,
    },
  },
  run(values, io) {
    const rounds = countOf(values, "rounds", "", MAX_ROUNDS) ?? DEFAULT_ROUNDS;
    const root = path.resolve(io.cwd, inProject(".", io));
    if (!existsSync(path.join(root, "tools/build/run.cjs"))) {
      throw new ToolError("no-project", "the bench measures the project's own commands: run it in the project");
    }
    const folder = mkdtempSync(path.join(tmpdir(), "foundry-bench-"));
    try {
      const searchPath = io.env.PATH ?? "";
      prepare(folder, root, searchPath);
      const { small, large } = benchCases(root, folder, searchPath);
      const note = (line: string): void => io.stderr(`${line}\n`);
      const measurements = [...measure(small, SMALL_FACTOR * rounds, note), ...measure(large, rounds, note)];
      const machine = { node: process.version, cpu: cpus()[0]?.model.trim() ?? "unknown", cpus: cpus().length };
      io.stdout(renderBench(benchReport(measurements, machine), (values.format ?? "text") as Format));
      return measurements.some(({ failure }) => failure !== undefined) ? 2 : 0;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
