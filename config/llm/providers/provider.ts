/** What a provider of models is: one that `LLM_PROVIDER` may name. */
import type * as z from "zod/mini";
import type { Path, YamlFile } from "../../files/parse";
import type { AsRead } from "../../files/shape";
import type { Report } from "../../findings/report";
import type { Account, Layer, Provider } from "../../model";
import type { LlmApi } from "../rules";

export interface ProviderKind<Shape extends z.ZodMiniType> {
  /** Its settings in llm-config.yaml. */
  readonly shape: Shape;
  /** Whether it can be in use without settings. */
  readonly needsNoSettings?: boolean;
  check?(settings: AsRead<z.output<Shape>>, context: ProviderContext): void;
  /** @returns undefined when it is not configured */
  resolve(settings: z.output<Shape> | undefined, base: ProviderBase): Omit<Provider, "name"> | undefined;
}

/** What providers are made from beside their settings. */
export interface ProviderBase {
  readonly account: Account;
  readonly layers: readonly Layer[];
}

/** What a check of a provider needs beside its settings. */
export interface ProviderContext {
  readonly file: YamlFile;
  readonly report: Report;
  /** Where the settings stand. */
  readonly path: Path;
  /** The API of each layer by its name; undefined when they, or one's API, could not be read. */
  readonly layers: ReadonlyMap<string, LlmApi | undefined> | undefined;
  /** Whether the account takes API keys; undefined when that could not be read. */
  readonly localAuth: boolean | undefined;
}
