/** A configuration in a git revision or in the working tree, read for a review. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Catalog } from "../../config/catalog/catalog";
import { catalogFromTexts, CATALOG_FILES, PRICES_FILE, pricesIn } from "../../config/catalog/catalog-text";
import { ToolError } from "../../config/findings/diagnostic";
import { type PriceData, PriceList } from "../../config/cost/prices";
import { type LoadOptions, readConfiguration } from "../../config/load";
import { ANSWERS_FILE } from "../../config/read";
import type { ParsedTexts } from "../../config/files/syntax";
import { type ConfigSource, folderSource, inProject } from "../../config/files/source";
import type { Git } from "./git";
import { gitFiles } from "./git-files";
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
  const names = [...CATALOG_FILES, PRICES_FILE];
  const files = names.map((name) => inProject(name, { cwd }).split(path.sep).join("/"));
  const { source, contents } = gitFiles(git, revision, label, { cwd, directory, files });
  const texts = contents.map((content) => content?.toString("utf8"));
  const isNow = files.map((file, index) => texts[index] === textOf(path.join(cwd, file)));
  const prices = isNow.at(-1) ? undefined : pricesFromText(texts.at(-1));
  // A version that the catalogue pinned then is what was deployed.
  const catalog = isNow.slice(0, -1).every(Boolean) ? undefined : catalogFromTexts(texts.slice(0, -1));
  return { ...readRevision(source, catalog ?? options.catalog, options), ...(prices && { prices }) };
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

function pricesFromText(text: string | undefined): PriceList | undefined {
  const data = text === undefined ? undefined : pricesIn(text);
  return data && new PriceList(data as PriceData);
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
