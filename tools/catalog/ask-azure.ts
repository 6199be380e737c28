/** Asks Azure what a refresh of the catalogue needs. */
import { ToolError } from "../../config/findings/diagnostic";
import type { Environment } from "../../config/environment";
import { SKU } from "../../config/models/rules";
import { compareText, plural, sortedTexts } from "../../config/text";
import { CLIENT_API } from "../azure/api-versions";
import { answered } from "../azure/answered";
import { programmatic } from "../azure/arm-answers";
import type { Connection } from "../azure/connection";
import { known, type OfferedModel } from "../azure/facts";
import { liveSource } from "../azure/live";
import { type PriceListOptions, readPriceList } from "../azure/price-list";
import { UnusableAnswer } from "../azure/reason";
import type { CatalogAnswers, OfferedIn } from "./answers";
import { isWanted } from "./models";

/** Questions on the way at once: as many as ARM answers without a wait. */
const AT_ONCE = 4;

export interface Asked {
  readonly answers: CatalogAnswers;
  /** What could not be read, and why. */
  readonly unread: readonly string[];
}

/**
 * @param names of the models that the catalogue has
 * @param takenOn the day, YYYY-MM-DD
 * @throws ToolError when Azure's list of models cannot be read: then there is nothing to refresh from
 */
export async function askAzure(
  connection: Connection,
  environment: Environment,
  names: readonly string[],
  takenOn: string,
  priceList: Omit<PriceListOptions, "location" | "signal">,
): Promise<Asked> {
  const { location } = environment.account;
  const { signal } = connection;
  const source = liveSource(connection, environment);
  const [models, usages, prices] = await Promise.all([
    source.ask("models"),
    source.ask("usages"),
    answered(readPriceList({ ...priceList, location, signal }).then(known), signal),
  ]);
  if (models.kind !== "known") {
    const reason = models.kind === "unread" ? models.reason : "there is none";
    throw new ToolError("azure-unread", `Azure's list of models of ${location} could not be read: ${reason}`);
  }
  const wanted = models.value.filter((model) => isWanted(model, names) && model.skus.some(({ name }) => name === SKU));
  const regions = await askRegions(connection, wanted);
  return {
    answers: {
      takenOn,
      location,
      models: models.value,
      regions: regions.rows,
      ...(usages.kind === "known" && { usages: usages.value }),
      ...(prices.kind === "known" && { meters: prices.value }),
    },
    unread: [
      ...(usages.kind === "unread" ? [`scopes of quota: ${usages.reason}`] : []),
      ...(regions.reason === undefined
        ? []
        : [`regions of ${plural(regions.unread, "model version")}: ${regions.reason}`]),
      ...(prices.kind === "unread" ? [`prices: ${prices.reason}`] : []),
    ],
  };
}

interface Regions {
  readonly rows: OfferedIn[];
  /** How many could not be read. */
  readonly unread: number;
  readonly reason: string | undefined;
}

async function askRegions(connection: Connection, models: readonly OfferedModel[]): Promise<Regions> {
  const queue = [...models];
  const rows: OfferedIn[] = [];
  let [unread, reason] = [0, undefined as string | undefined];
  const work = async (): Promise<void> => {
    for (let model = queue.shift(); model !== undefined; model = queue.shift()) {
      const answer = await answered(regionsOf(connection, model).then(known), connection.signal);
      if (answer.kind === "known") {
        rows.push({ name: model.name, version: model.version, regions: answer.value });
        continue;
      }
      unread += 1;
      if (answer.kind !== "unread") continue;
      reason ??= answer.reason;
      // For want of a right the others would be refused as well.
      if (answer.isDenied) unread += queue.splice(0).length;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { rows: sorted(rows), unread, reason };
}

/** By name and version, whichever answer came first. */
function sorted(rows: readonly OfferedIn[]): OfferedIn[] {
  return [...rows].sort((a, b) => compareText(a.name, b.name) || compareText(a.version, b.version));
}

/**
 * A capacity is known by its SKU and its region: left out for want of one, its region would count as gone.
 * The client refuses publishers with a blank in their name, so this is asked without it.
 * @see https://learn.microsoft.com/rest/api/aiservices/accountmanagement/model-capacities/list
 * @throws RestError, UnusableAnswer
 */
async function regionsOf({ list }: Connection, { name, format, version }: OfferedModel): Promise<string[]> {
  const query = { modelFormat: format, modelName: name, modelVersion: version };
  const items = await list("/providers/Microsoft.CognitiveServices/modelCapacities", CLIENT_API, query);
  const regions = (items as CapacityItem[]).flatMap(({ location, properties }) => {
    const sku = properties?.skuName;
    if (typeof sku === "string" && sku !== SKU) return [];
    const region = typeof location === "string" && programmatic(location);
    if (sku !== SKU || !region) throw new UnusableAnswer("has a capacity without its region or its SKU");
    return region;
  });
  return sortedTexts([...new Set(regions)]);
}

interface CapacityItem {
  readonly location?: unknown;
  readonly properties?: { readonly skuName?: unknown } | null;
}
