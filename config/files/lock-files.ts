/** The providers' lock files on disk. */
import { existsSync } from "node:fs";
import path from "node:path";
import { lockFileName, LOCKS_FOLDER, PROVIDER_NAMES, type ProviderLocks } from "../provider-locks";
import { inProject, readEntry, type Surroundings } from "./source";

/** The folder that keeps them, as seen from where one stands. */
export function locksFolder(surroundings: Pick<Surroundings, "cwd">): string {
  return inProject(LOCKS_FOLDER, surroundings);
}

/** What a project keeps; undefined outside of one. */
export function keptLocks(surroundings: Pick<Surroundings, "cwd">): ProviderLocks | undefined {
  const { cwd } = surroundings;
  if (!existsSync(path.resolve(cwd, inProject("cdktf.json", surroundings)))) return undefined;
  const folder = locksFolder(surroundings);
  const entries = PROVIDER_NAMES.map(
    (provider) => [provider, readEntry(path.resolve(cwd, folder, lockFileName(provider)))] as const,
  );
  return {
    folder: folder.split(path.sep).join("/"),
    entries: Object.fromEntries(entries) as ProviderLocks["entries"],
  };
}
