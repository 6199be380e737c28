/** What a command wants to change, before anything is changed. */
import { named } from "../../config/findings/characters";
import { nearest, suggest } from "../../config/findings/nearest";
import type { Catalog } from "../../config/catalog/catalog";
import type { Edit } from "../../config/files/edit";
import { factsOf, type ModelEntry, type ModelFacts } from "../../config/models/facts";
import type { LlmConfigFile } from "../../config/llm/shape";
import type { EnvironmentFiles, FileName } from "../../config/read";
import type { AsRead, CheckedFile } from "../../config/files/shape";
import { compareText, listed, PROGRAM } from "../../config/text";

/** The environment that a change is made in, and what is known of models. */
export interface Target {
  readonly files: EnvironmentFiles;
  readonly catalog: Catalog;
}

/** Edits of one file. */
export interface FileEdits {
  readonly file: FileName;
  readonly edits: readonly Edit[];
}

/** A change that can be made. */
export interface Plan {
  /** What it does, a line each. */
  readonly does: readonly string[];
  readonly edits: readonly FileEdits[];
  /** A model that layers call from now on. */
  readonly calls?: string;
  /** The step after this one, which has to be possible as well. */
  readonly then?: Plan;
}

/** A change that is not made, and why: exit code 1. */
export class Refused extends Error {
  /**
   * @param message what stands in the way: a sentence on its own, lower case, no full stop
   * @param help what to do
   */
  constructor(
    message: string,
    readonly help?: string,
  ) {
    super(message);
    this.name = "Refused";
  }
}

/** What to do about a file, or a part of one, that cannot be read. */
export const MEND_FIRST = `mend it first: ${PROGRAM} validate shows what is wrong`;

export type Layer = AsRead<LlmConfigFile["layers"][string]>;

/** The model list, with the position of each entry whose name could be read. */
export class ModelList {
  private readonly entries: readonly { readonly index: number; readonly entry: ModelEntry }[];

  constructor(private readonly target: Target) {
    const { asRead } = readFile(target.files.models, "models.yaml", target);
    this.entries = (asRead.models ?? []).flatMap((entry, index) => (entry === undefined ? [] : [{ index, entry }]));
  }

  get names(): string[] {
    return this.entries.flatMap(({ entry: { name } }) => name ?? []);
  }

  indexOf(name: string): number | undefined {
    return this.entries.find(({ entry }) => entry.name === name)?.index;
  }

  has(name: string): boolean {
    return this.indexOf(name) !== undefined;
  }

  /** What is known of a model that is in the list, or as it would be if it were. */
  factsOf(name: string): ModelFacts {
    const entry = this.entries.find((one) => one.entry.name === name)?.entry;
    return factsOf(entry ?? { name }, this.target.catalog);
  }
}

/** The layers of the environment by name; undefined for one that could not be read. */
export function layersOf({ files, ...rest }: Target): ReadonlyMap<string, Layer | undefined> {
  const { asRead } = readFile(files.llm, "llm-config.yaml", { files, ...rest });
  return new Map(Object.entries(asRead.layers ?? {}));
}

/** The layers that use a model, sorted: `decision`, `reporting (fallback)`. */
export function usersOf(model: string, layers: ReadonlyMap<string, Layer | undefined>): string[] {
  return [...layers]
    .flatMap(([name, layer]) => {
      if (layer?.model === model) return [name];
      return layer?.fallbacks?.includes(model) ? [`${name} (fallback)`] : [];
    })
    .sort(compareText);
}

/** Why nothing can be done with a model that the list lacks. */
export function unlistedModel(name: string, { names }: ModelList): Refused {
  const help = suggest(nearest(name, names), `the list has ${listed(names)}`);
  return new Refused(`${named(name) || '""'} is not in the model list`, help);
}

function readFile<T>(file: CheckedFile<T> | undefined, name: FileName, { files }: Target): CheckedFile<T> {
  if (file !== undefined) return file;
  throw new Refused(`${files.folder}/${name} cannot be read`, MEND_FIRST);
}
