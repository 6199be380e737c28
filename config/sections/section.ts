/** What an optional section of account.yaml is. Off, nothing of it is built. */
import type * as z from "zod/mini";
import type { BaseFile } from "../account/shape";
import type { Catalog } from "../catalog/catalog";
import type { Report } from "../findings/report";
import type { YamlFile } from "../files/parse";
import type { AsRead } from "../files/shape";
import type { Account, Aks } from "../model";
import type { ModelsFile } from "../models/shape";
import type { Block, FieldActions, Fields, Resource } from "../resource";
import type { AdoptionTarget, AzureIds } from "./adopt/rules";

/** A section: its shape, and as much of the rest as it has. `Settings` is what it means once it is right. */
export interface Section<Shape extends z.ZodMiniType, Settings> {
  /** Keys, types and rules on values. */
  readonly shape: Shape;
  /**
   * What compares values with each other, with the rest of the file, with the catalogue or with the day.
   * @param given undefined when the section is left out or could not be read
   */
  check?(given: AsRead<z.output<Shape>> | undefined, context: SectionContext): void;
  /** @param given undefined when the section is left out */
  resolve?(given: z.output<Shape> | undefined, base: Base): Settings;
  /** What of it may exist already, with the ids to import. */
  adoptable?(given: AsRead<z.output<Shape>>, ids: AzureIds): AdoptionTarget[];
  /** What it means to turn on what the section makes, for the reviewer. */
  readonly effect?: SectionEffect;
  /** Resource providers that the subscription must have registered; Azure itself registers that of roles and locks. */
  readonly resourceProviders?: readonly string[];
  /** Parents first. */
  resources?(settings: NonNullable<Settings>, base: Base): Resource[];
  /** Fields of the account itself that the section sets, null where it does not; what a change of each does; its arguments. */
  readonly onAccount?: {
    readonly actions: FieldActions;
    fields(settings: Settings): Fields;
    block(settings: Settings): Block;
  };
}

/** What turning a section on brings, as parts of one sentence. Rights are those of docs/runbooks/deploy.md. */
export interface SectionEffect {
  /** What it costs by itself. */
  readonly cost: string;
  /** What is refused from then on. */
  readonly blocks: string;
  /** Roles that the deploy needs, where those for the account are not enough. */
  readonly roles?: string;
  /** The page on it, from the project's root. */
  readonly page: string;
}

/** The account and its cluster, which every section stands on. */
export interface Base {
  readonly account: Account;
  readonly aks: Aks;
}

/** What a check of a section needs beside the section. */
export interface SectionContext {
  /** account.yaml, for places. */
  readonly file: YamlFile;
  readonly report: Report;
  readonly catalog: Catalog;
  /** The day to judge by, YYYY-MM-DD. */
  readonly today: string;
  readonly base: AsRead<BaseFile>;
  /** Undefined when there is none, or none that could be read. */
  readonly models: AsRead<ModelsFile> | undefined;
  /** Everything of the configuration that can be adopted. */
  readonly targets: readonly AdoptionTarget[];
}
