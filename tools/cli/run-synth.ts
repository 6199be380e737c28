/** Runs synth as a process of its own, into a folder that is gone afterwards: only it may load cdktf. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ToolError } from "../../config/findings/diagnostic";
import type { Io } from "./io";

/** What synth wrote, by path below its output folder. */
export type Written = (file: string) => string | undefined;

/**
 * @param environments the names of those to write
 * @param failure the first words of the error, before what synth says
 * @throws ToolError when synth refuses the configuration or cannot run
 */
export async function runSynth<T>(
  { cwd, env, programFolder }: Pick<Io, "cwd" | "env" | "programFolder">,
  environments: readonly string[],
  failure: string,
  read: (written: Written) => T,
): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "foundry-synth-"));
  try {
    const launcher = path.join(programFolder, "tools/build/run.cjs");
    const args = [launcher, "main.ts", ...environments.flatMap((name) => ["--env", name])];
    const own = { CDKTF_OUTDIR: folder, CDKTF_CONTEXT_JSON: undefined, FOUNDRY_ENV: undefined };
    const { status, stderr } = await run(args, { cwd, env: { ...env, ...own } });
    if (status !== 0) throw new ToolError("synth", `${failure}\n\n${stderr.trim()}`);
    return read((file) => textOf(path.join(folder, file)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(args: readonly string[], surroundings: { cwd: string; env: Record<string, string | undefined> }) {
  return new Promise<{ status: number | null; stderr: string }>((resolve, reject) => {
    const child = spawn(process.execPath, args, { ...surroundings, stdio: ["ignore", "ignore", "pipe"] });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => void (stderr += text));
    child.on("error", reject).on("close", (status) => resolve({ status, stderr }));
  });
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
