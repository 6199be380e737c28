/** Writes what the measured commands need to a folder of the bench's own. */
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { loadCatalog } from "../../config/catalog/catalog";
import { loadConfiguration } from "../../config/load";
import { BARE_LOOP } from "./bare-loop";
import { LISTS, nameOf, SCALE } from "./cases";
import { PEAK_PRELOAD } from "./measure";
import { configDirectory, configSource } from "../../config/files/source";
import { configurationFiles, plainData, type Size } from "./workload";

/**
 * @param root the project, whose installed packages the bare loop uses
 * @param searchPath where git is
 * @param scale the sizes for synth
 * @param lists those for validate and review
 */
export function prepare(folder: string, root: string, searchPath: string, scale = SCALE, lists = LISTS): void {
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"), "dir");
  writeFileSync(path.join(folder, "peak.cjs"), PEAK_PRELOAD);
  for (const size of scale) writeWorkload(path.join(folder, nameOf(size)), size);
  // Nobody's settings, such as signed commits.
  const env = { PATH: searchPath, HOME: folder };
  for (const size of lists) writeRepository(path.join(folder, nameOf(size)), size, env);
}

/** A configuration, and the bare loop beside the same as plain data. */
export function writeWorkload(folder: string, size: Size): void {
  writeConfiguration(folder, size);
  // The models are invented, so no day changes what is found.
  const options = { catalog: loadCatalog(), today: "2026-01-01" };
  const { environments } = loadConfiguration(configSource({ cwd: folder, env: {} }), options);
  if (environments.length !== size.environments) throw new Error(`the configuration in ${folder} has errors`);
  writeFileSync(path.join(folder, "data.json"), JSON.stringify(plainData(environments)));
  writeFileSync(path.join(folder, "bare.cjs"), BARE_LOOP);
}

/** A git repository in whose working tree every model has another capacity than on `main`. */
function writeRepository(folder: string, size: Size, env: Record<string, string>): void {
  writeConfiguration(folder, size);
  const git = (...args: string[]): void => void execFileSync("git", args, { cwd: folder, env });
  git("init", "--quiet", "--initial-branch", "main");
  git("add", ".");
  git("-c", "user.name=bench", "-c", "user.email=bench@localhost", "commit", "--quiet", "--message", "before");
  writeConfiguration(folder, size, 100);
}

function writeConfiguration(folder: string, size: Size, capacity?: number): void {
  for (const [name, text] of Object.entries(configurationFiles(size, capacity))) {
    const file = path.join(folder, configDirectory({ cwd: folder, env: {} }), name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
