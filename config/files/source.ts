/** Where configuration comes from: a folder of environments. Only `config/files/` touches files. */
import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { ToolError } from "../findings/diagnostic";
import { codeOf } from "../text";

/** What stands at a place in the configuration folder. */
export type Entry =
  | { readonly kind: "file"; readonly bytes: Uint8Array }
  | { readonly kind: "too-large"; readonly size: number }
  | { readonly kind: "directory" | "missing" }
  | Unreadable;

export interface Unreadable {
  readonly kind: "unreadable";
  /** Ends the sentence `it cannot be read: …`. */
  readonly reason: string;
}

/** A configuration folder, on disk or elsewhere (a git revision, a test). */
export interface ConfigSource {
  /** The folder itself as messages show it. */
  readonly root: string;
  /** Names of the folders in it: one environment each. */
  environments(): string[];
  /** Names of what is in one environment's folder. */
  list(environment: string): string[] | Unreadable;
  read(environment: string, file: string): Entry;
  /** A file as diagnostics show it: below the folder as it was given, with `/`. */
  display(environment: string, file?: string): string;
}

/** Files larger than this are not read. */
export const MAX_FILE_BYTES = 1024 * 1024;

/** Where a command looks: where one stands and its environment variables. */
export interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * A file or folder of the project, as seen from where one stands. The project's root is the nearest folder, from there
 * upwards, with a `cdktf.json`; without one, where one stands.
 */
export function inProject(name: string, { cwd }: Pick<Surroundings, "cwd">): string {
  let root = cwd;
  while (!existsSync(path.join(root, "cdktf.json"))) {
    if (path.dirname(root) === root) return name;
    root = path.dirname(root);
  }
  return path.relative(cwd, path.join(root, name));
}

/** The folder of environments: the project's own, or the one named instead, as it was given. */
export function configDirectory(surroundings: Surroundings): string {
  return surroundings.env.FOUNDRY_CONFIG_DIR || inProject("config/environments", surroundings);
}

/** The folder that synth writes to: the project's own, or the one named instead, as it was given. */
export function outputDirectory(surroundings: Surroundings): string {
  return surroundings.env.CDKTF_OUTDIR || inProject("cdktf.out", surroundings);
}

/**
 * The configuration that a command is about.
 * @throws ToolError as `folderSource`
 */
export function configSource(surroundings: Surroundings): ConfigSource {
  return folderSource(configDirectory(surroundings), surroundings.cwd);
}

/**
 * The configuration in a folder on disk.
 * @param directory relative to `cwd`, or absolute
 * @throws ToolError when the folder is missing, is no folder, or holds no environment
 */
export function folderSource(directory: string, cwd: string): ConfigSource {
  const absolute = path.resolve(cwd, directory);
  const display = (...parts: string[]): string =>
    path
      .join(directory, ...parts)
      .split(path.sep)
      .join("/");
  const names = namesIn(absolute, display());
  const environments = names.filter((name) => !name.startsWith(".") && mayBeFolder(path.join(absolute, name)));
  if (environments.length === 0) {
    const help = names.includes("account.yaml")
      ? `it is one itself, so give the folder around it: ${display("..")}`
      : "make a folder there with account.yaml, models.yaml and llm-config.yaml";
    throw new ToolError("no-configuration", `no environment in ${display()}: ${help}`);
  }
  return {
    root: display(),
    environments: () => environments,
    list: (environment) => listFolder(path.join(absolute, environment)),
    read: (environment, file) => readEntry(path.join(absolute, environment, file)),
    display: (environment, file) => display(environment, ...(file === undefined ? [] : [file])),
  };
}

function namesIn(absolute: string, shown: string): string[] {
  try {
    return readdirSync(absolute).sort();
  } catch (cause) {
    const hint = "run from the project's root, or point FOUNDRY_CONFIG_DIR at the folder of environments";
    throw new ToolError(
      "no-configuration",
      `cannot read the configuration folder ${shown} (${codeOf(cause)}): ${hint}`,
      { cause },
    );
  }
}

/** Never followed: git has no more of a link than where it leads, so a review could not see what stands there. */
const LINK: Unreadable = { kind: "unreadable", reason: "a symbolic link" };

function listFolder(folder: string): string[] | Unreadable {
  return orUnreadable(() => (lstatSync(folder).isSymbolicLink() ? LINK : readdirSync(folder).sort()));
}

/** What stands there. */
export function readEntry(file: string): Entry {
  return orUnreadable(() => {
    const stats = lstatSync(file, { throwIfNoEntry: false });
    if (stats === undefined) return { kind: "missing" };
    if (stats.isSymbolicLink()) return LINK;
    if (stats.isDirectory()) return { kind: "directory" };
    if (!stats.isFile()) return { kind: "unreadable", reason: "not a regular file" };
    if (stats.size > MAX_FILE_BYTES) return { kind: "too-large", size: stats.size };
    return { kind: "file", bytes: readFileSync(file) };
  });
}

/** What the system's words mean. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
};

function orUnreadable<T>(read: () => T): T | Unreadable {
  try {
    return read();
  } catch (error) {
    const code = codeOf(error);
    return { kind: "unreadable", reason: REASONS[code] ?? code };
  }
}

/** Of what cannot be looked at nobody knows; reading it as an environment says why. */
function mayBeFolder(file: string): boolean {
  const found = orUnreadable(() => statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false);
  return found !== false;
}
