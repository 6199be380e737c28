/**
 * Prices of models as GlobalStandard, every known source side by side. The data is in `catalog/prices.yaml`; only commands
 * that need prices import this file.
 */
import pricesYaml from "../catalog/prices.yaml";
import type { PriceSourceKind } from "./price-sources";

/** Where quotes come from. */
export interface PriceSource {
  /** What people call it. */
  readonly name: string;
  readonly kind: PriceSourceKind;
  /** Where it was found. */
  readonly path: string;
  readonly commit?: string;
  /** Day or month of the prices, YYYY-MM-DD or YYYY-MM. */
  readonly date?: string;
  readonly note?: string;
}

/** USD per million tokens. Undefined means that the source gives none, never zero. */
export interface TokenPrices {
  readonly input: number;
  readonly cachedInput?: number;
  readonly output?: number;
}

/** What one source says of one model. */
export interface Quote extends TokenPrices {
  readonly source: string;
  /** Prices of whole requests with more input tokens than this. */
  readonly longContext?: TokenPrices & { readonly aboveInputTokens: number };
  readonly remark?: string;
}

/** What all sources say of one model. */
export interface PriceRow {
  readonly model: string;
  /** Model versions that the row is for; undefined: all. */
  readonly versions?: readonly string[];
  readonly quotes: readonly Quote[];
  readonly note?: string;
}

/** What the price file holds. */
export interface PriceData {
  /** Day on which the facts were gathered, YYYY-MM-DD. */
  readonly asOf: string;
  readonly sources: Readonly<Record<string, PriceSource>>;
  readonly prices: readonly PriceRow[];
}

/** Prices looked up by model. Knows which of several quotes is used. */
export class PriceList {
  private readonly rank: ReadonlyMap<string, number>;

  constructor(private readonly data: PriceData) {
    this.rank = new Map(Object.keys(data.sources).map((id, index) => [id, index]));
  }

  get asOf(): string {
    return this.data.asOf;
  }

  get models(): string[] {
    return [...new Set(this.data.prices.map(({ model }) => model))];
  }

  /** The row of a model in a version, its quotes best first: in the order of the sources' table. */
  find(model: string, version?: string): PriceRow | undefined {
    const row = this.data.prices.find(
      (one) => one.model === model && (version === undefined || (one.versions?.includes(version) ?? true)),
    );
    return row && { ...row, quotes: [...row.quotes].sort((a, b) => this.rankOf(a) - this.rankOf(b)) };
  }

  /** The quote that costs are computed with; undefined when no source but a guide has the model. */
  best(model: string, version?: string): Quote | undefined {
    return this.find(model, version)?.quotes.find(({ source }) => this.source(source).kind !== "guide");
  }

  source(id: string): PriceSource {
    const source = this.data.sources[id];
    if (source === undefined) throw new Error(`the price list names a source ${id} that it does not describe`);
    return source;
  }

  private rankOf({ source }: Quote): number {
    return this.rank.get(source) ?? Number.POSITIVE_INFINITY;
  }
}

/** The project's own price list. */
export function loadPrices(): PriceList {
  return new PriceList(pricesYaml as PriceData);
}

/** Whether two quotes give the same numbers, as far as both give any. */
export function isSamePrice(a: Quote, b: Quote): boolean {
  const isSame = (one?: number, other?: number): boolean => one === undefined || other === undefined || one === other;
  const areSame = (one: TokenPrices, other: TokenPrices): boolean =>
    one.input === other.input && isSame(one.cachedInput, other.cachedInput) && isSame(one.output, other.output);
  return areSame(a, b) && (!a.longContext || !b.longContext || areSame(a.longContext, b.longContext));
}
