/** The catalogue as it looks from one environment. */
import type { CatalogModel } from "../../config/catalog/catalog";
import type { PriceList, Quote } from "../../config/cost/prices";
import { lifeOf } from "../../config/models/life";
import { columns, compareText, plural } from "../../config/text";
import { price } from "../text/figures";
import { ModelList, type Target } from "./plan";

/** One model in one version. Undefined means that no source says. */
export interface OfferedModel extends Pick<CatalogModel, "name" | "version"> {
  readonly apis: CatalogModel["apis"];
  readonly lifecycle: string | undefined;
  readonly retirement: string | undefined;
  readonly publisher: string;
  /** The price that costs are computed with. */
  readonly price: Quote | undefined;
  /** Whether the environment's region offers it. */
  readonly isOffered: boolean | undefined;
  /** Whether the environment's list has it in this version. */
  readonly isListed: boolean;
  /** Whether calls to it fail already. */
  readonly isRetired: boolean;
}

export interface OfferOptions {
  readonly prices: PriceList;
  /** Only models that speak this API. */
  readonly api: string | undefined;
  /** The day to judge by, YYYY-MM-DD. */
  readonly today: string;
}

/** By name, of each the newest version first. */
export function offeredModels(target: Target, { prices, api, today }: OfferOptions): OfferedModel[] {
  const region = target.files.account?.asRead.account?.location;
  const list = new ModelList(target);
  const rows = [...target.catalog.names].sort(compareText).flatMap((name) => target.catalog.versionsOf(name));
  return rows
    .filter(({ apis }) => api === undefined || apis?.includes(api))
    .map(({ name, version, format, apis, lifecycle, retirement, regions }) => ({
      name,
      version,
      publisher: format,
      apis,
      lifecycle,
      retirement,
      price: prices.best(name, version),
      isOffered: region === undefined ? undefined : regions?.includes(region),
      isListed: list.has(name) && list.factsOf(name).version === version,
      isRetired: lifeOf({ lifecycle, retirement }, today).urgency === "retired",
    }));
}

/** A table without what is retired, but for what the list still has. Ends in a line feed. */
export function modelsText(models: readonly OfferedModel[], { environment, region }: Place): string {
  const shown = models.filter(({ isRetired, isListed }) => !isRetired || isListed);
  const head = [
    "model",
    "version",
    "publisher",
    "API",
    "in",
    "out",
    "stage",
    "retires",
    region ?? "region",
    environment,
  ];
  const rows = shown.map((one) => [
    one.name,
    one.version,
    one.publisher,
    one.apis === undefined ? "unknown" : one.apis.join(", ") || "none",
    price(one.price?.input),
    price(one.price?.output),
    one.lifecycle ?? "unknown",
    one.retirement ?? "-",
    one.isOffered === undefined ? "unknown" : one.isOffered ? "yes" : "no",
    one.isListed ? "listed" : "",
  ]);
  const hidden = models.length - shown.length;
  const more = hidden === 0 ? "" : `; ${plural(hidden, "retired version")} not shown`;
  return `${columns([head, ...rows], [4, 5]).join("\n")}\n\n${plural(shown.length, "version")}; prices in USD per million tokens${more}\n`;
}

interface Place {
  readonly environment: string;
  readonly region: string | undefined;
}

/** The JSON form of a model: unknown is null. */
export function modelFields(model: OfferedModel) {
  const { name, version, publisher, apis, lifecycle, retirement, price: quote, isOffered, isListed, isRetired } = model;
  return {
    name,
    version,
    publisher,
    apis: apis ?? null,
    inputUsdPerMTok: quote?.input ?? null,
    cachedInputUsdPerMTok: quote?.cachedInput ?? null,
    outputUsdPerMTok: quote?.output ?? null,
    lifecycle: lifecycle ?? null,
    retirement: retirement ?? null,
    retired: isRetired,
    offered: isOffered ?? null,
    listed: isListed,
  };
}
