/** A configuration in a git revision or in the working tree, read for a review. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Catalog } from "../../config/catalog/catalog";
import { catalogFromTexts, CATALOG_FILES } from "../../config/catalog/catalog-text";
import { ToolError } from "../../config/findings/diagnostic";
import { type LoadOptions, readConfiguration } from "../../config/load";
import { ANSWERS_FILE } from "../../config/read";
import type { ParsedTexts } from "../../config/files/syntax";
import { type ConfigSource, folderSource, inProject } from "../../config/files/source";
import type { Git } from "./git";
import { gitFiles, type GitFiles } from "./git-files";
import type { Revision } from "./context";

export interface RevisionOptions {
  readonly cwd: string;
  /** Folder of environments, relative to `cwd`. */
  readonly directory: string;
  readonly today: string;
  /** The catalogue of this program, for revisions without one of their own. */
  readonly catalog: Catalog;
  /** What has been parsed of another revision. */
  readonly texts: ParsedTexts;
}

export interface ReadRevision extends Revision {
  readonly textOf: (file: string) => string | undefined;
}

/** @param label what messages call the revision */
export function revisionAt(git: Git, revision: string, label: string, options: RevisionOptions): ReadRevision {
  const { cwd, directory } = options;
  const files = catalogFiles(options);
  const { source, contents } = gitFiles(git, revision, label, { cwd, directory, files });
  return readRevision(source, catalogOf(contents, options), options);
}

/** The files as they lie there, committed or not. A folder without environments is an empty configuration. */
export function workingTree({ cwd, directory, ...options }: RevisionOptions): ReadRevision {
  try {
    return readRevision(folderSource(directory, cwd), options.catalog, options);
  } catch (error) {
    if (!(error instanceof ToolError && error.code === "no-configuration")) throw error;
    return { files: [], findings: [], catalog: options.catalog, textOf: () => undefined };
  }
}

/** A configuration as it is read for a review. */
export function readRevision(
  source: ConfigSource,
  catalog: Catalog,
  options: Pick<LoadOptions, "today" | "texts">,
): ReadRevision {
  return { ...readConfiguration(source, { ...options, catalog }), catalog, answers: answersIn(source) };
}

/** What is no file of a usual size is no answer. */
function answersIn(source: ConfigSource): ReadonlyMap<string, string> {
  return new Map(
    source.environments().flatMap((name) => {
      const entry = source.read(name, ANSWERS_FILE);
      return entry.kind === "file" ? [[name, new TextDecoder().decode(entry.bytes)]] : [];
    }),
  );
}

/** The catalogue as it was then: a version that it pinned is what was deployed. */
function catalogOf(contents: GitFiles["contents"], { cwd, catalog }: RevisionOptions): Catalog {
  const isSame = catalogFiles({ cwd }).every((file, index) => {
    const [then, now] = [contents[index], contentOf(path.join(cwd, file))];
    return then === undefined || now === undefined ? then === now : then.equals(now);
  });
  return isSame ? catalog : (catalogFromTexts(contents.map((content) => content?.toString("utf8"))) ?? catalog);
}

function catalogFiles({ cwd }: Pick<RevisionOptions, "cwd">): string[] {
  return CATALOG_FILES.map((file) => inProject(file, { cwd }).split(path.sep).join("/"));
}

function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
