/** Deployed models that retire soon: which layers they serve, what Microsoft names as successor, what that costs and speaks. Pure. */
import type { Catalog } from "../../config/catalog/catalog";
import type { PriceList, TokenPrices } from "../../config/cost/prices";
import type { Environment } from "../../config/environment";
import { swapCommand } from "../../config/models/check-lifecycle";
import { lifeOf, RETIRING_WARNING_DAYS } from "../../config/models/life";
import { compareText, plural, sortedTexts } from "../../config/text";

export interface Retiring {
  readonly model: string;
  readonly version: string;
  /** Day from which calls fail, YYYY-MM-DD; null when they fail already and no source says since when. */
  readonly retirement: string | null;
  /** Whole days until then; not above 0 when it has passed, null without a day. */
  readonly daysLeft: number | null;
  /** Layers that call it, first choice or fallback, by environment; an environment without any has it deployed all the same. */
  readonly layers: Readonly<Record<string, readonly string[]>>;
  /** Null when Microsoft names none. */
  readonly successor: Successor | null;
  /** The command that takes the swap one step further. */
  readonly command: string;
}

export interface Successor {
  readonly name: string;
  /** APIs that it speaks; empty when no source says. */
  readonly apis: readonly string[];
  /** USD per million tokens; null when no source has it. */
  readonly price: TokenPrices | null;
}

/** By day, then by name. @param today the day to judge by, YYYY-MM-DD */
export function retiringModels(
  environments: readonly Environment[],
  catalog: Catalog,
  prices: PriceList,
  today: string,
): Retiring[] {
  const found = new Map<string, Retiring>();
  for (const { name: environment, deployments, llm } of environments) {
    for (const { name: model, version, ...facts } of deployments) {
      const { urgency, daysLeft = Infinity } = lifeOf(facts, today);
      if (urgency === "none" || urgency === "unknown") continue;
      const isDayKnown = urgency !== "retired" || daysLeft <= 0;
      const end = isDayKnown
        ? { retirement: facts.retirement ?? null, daysLeft }
        : { retirement: null, daysLeft: null };
      const layers = llm.layers.filter((layer) => layer.model === model || layer.fallbacks.includes(model));
      const key = `${model} ${version}`;
      const known = found.get(key);
      // The entries of two environments may give it different days.
      const nearest =
        known && orderOf(known) <= orderOf(end) ? known : retiringModel({ model, version, ...end }, catalog, prices);
      const names = sortedTexts(layers.map(({ layer }) => layer));
      found.set(key, { ...nearest, layers: { ...known?.layers, [environment]: names } });
    }
  }
  return [...found.values()].sort((a, b) => orderOf(a) - orderOf(b) || compareText(a.model, b.model));
}

/** What fails already, nobody says since when, comes first. */
function orderOf({ daysLeft }: Pick<Retiring, "daysLeft">): number {
  return daysLeft ?? -Number.MAX_VALUE;
}

function retiringModel(
  one: Pick<Retiring, "model" | "version" | "retirement" | "daysLeft">,
  catalog: Catalog,
  prices: PriceList,
): Retiring {
  const { model, version } = one;
  const name = catalog.find(model, version)?.replacement;
  const quote = name === undefined ? undefined : prices.best(name);
  const price = quote && { input: quote.input, ...(quote.output !== undefined && { output: quote.output }) };
  const successor = name === undefined ? null : { name, apis: catalog.find(name)?.apis ?? [], price: price ?? null };
  return { ...one, layers: {}, successor, command: swapCommand(model, name ?? "SUCCESSOR") };
}

/** For people: a paragraph each. */
export function retiringText(models: readonly Retiring[]): string {
  if (models.length === 0) return `no deployed model retires within ${plural(RETIRING_WARNING_DAYS, "day")}\n`;
  return models.map((one) => `${paragraphOf(one)}\n`).join("\n");
}

function paragraphOf({ model, version, retirement, daysLeft, layers, successor, command }: Retiring): string {
  const when =
    daysLeft !== null && daysLeft > 0
      ? `retires on ${retirement}, in ${plural(daysLeft, "day")}`
      : `was retired${retirement === null ? "" : ` on ${retirement}`}`;
  const used = Object.entries(layers).map(
    ([environment, names]) => `${environment}: ${names.join(", ") || "no layer"}`,
  );
  return [
    `${model} ${version} ${when}`,
    `  layers     ${used.join("; ")}`,
    `  successor  ${successor === null ? "none named" : successorText(successor)}`,
    `  swap       ${command}`,
  ].join("\n");
}

function successorText({ name, apis, price }: Successor): string {
  const speaks = apis.length === 0 ? "API unknown" : apis.join(", ");
  const out = price?.output === undefined ? "" : `, $${price.output} out`;
  return `${name} (${speaks}; ${price === null ? "price unknown" : `$${price.input} in${out} per million tokens`})`;
}
