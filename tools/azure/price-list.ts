/**
 * Azure's list of retail prices, which takes no sign-in and gets no token.
 * @see https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices
 */
import type { HttpClient, Pipeline } from "@azure/core-rest-pipeline";
import * as z from "zod/mini";
import { attemptTimeout, MAX_RETRY_DELAY_MS, RETRIES, sameOrigin } from "./connection";
import { linkedPages } from "./pages";
import { UnusableAnswer } from "./reason";

export const PUBLIC_PRICES = "https://prices.azure.com";
export const PRICES_PATH = "/api/retail/prices";
/** The version in which the values of a filter regard case. */
export const PRICES_API = "2023-01-01-preview";

/** One price of a meter in a region. Old ones stay in the list. */
export interface RetailPrice {
  readonly id: string;
  readonly name: string;
  /** USD for one unit. */
  readonly price: number;
  /** `1K` or `1M` where tokens are counted. */
  readonly unit: string;
  /** Day from which it holds, YYYY-MM-DD. */
  readonly since: string;
}

const item = z.object({
  meterId: z.string(),
  meterName: z.string(),
  retailPrice: z.number().check(z.nonnegative()),
  unitOfMeasure: z.string(),
  effectiveStartDate: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}/)),
  type: z.literal("Consumption"),
  currencyCode: z.literal("USD"),
  /** From how many units on it holds: nobody knows how many a month takes, so only what holds from the first one on counts. */
  tierMinimumUnits: z.nullish(z.literal(0)),
});

/** Where the list is asked, for which region, and how long to wait. */
export interface PriceListOptions {
  /** Scheme, host and port. */
  readonly origin: string;
  /** On this machine: plain HTTP is allowed, a proxy is not asked. */
  readonly isLoopback: boolean;
  readonly location: string;
  readonly signal: AbortSignal;
  /** Longest wait for one answer, in milliseconds. */
  readonly attemptMs: number;
  /** Wait before the first of the further attempts, in milliseconds; it grows from one to the next. */
  readonly retryDelayMs: number;
}

/**
 * The prices of Foundry's models in a region, those of token meters alone.
 * @throws RestError, UnusableAnswer
 */
export async function readPriceList({ origin, location, ...options }: PriceListOptions): Promise<RetailPrice[]> {
  const ask = await asking(origin, options);
  const filter = `serviceName eq 'Foundry Models' and armRegionName eq '${location}'`;
  const rows: unknown[] = [];
  const first = `${origin}${PRICES_PATH}?${new URLSearchParams({ "api-version": PRICES_API, $filter: filter }).toString()}`;
  for await (const { Items: items } of linkedPages(first, ask, ({ NextPageLink }) => NextPageLink)) {
    if (!Array.isArray(items)) throw new UnusableAnswer();
    rows.push(...(items as unknown[]));
  }
  const prices = rows.flatMap(priceOf);
  if (prices.length === 0 && rows.length > 0) throw new UnusableAnswer();
  return prices;
}

function priceOf(value: unknown): RetailPrice[] {
  const { data } = item.safeParse(value);
  const unit = /^1[KM]\b/.exec(data?.unitOfMeasure ?? "")?.[0];
  if (data === undefined || unit === undefined) return [];
  const { meterId: id, meterName: name, retailPrice: price, effectiveStartDate } = data;
  return [{ id, name, price, unit, since: effectiveStartDate.slice(0, "YYYY-MM-DD".length) }];
}

interface Page {
  readonly Items?: unknown;
  readonly NextPageLink?: unknown;
}

type Options = Omit<PriceListOptions, "origin" | "location">;

async function asking(origin: string, { isLoopback, signal, attemptMs, retryDelayMs }: Options) {
  const core = await import("@azure/core-rest-pipeline");
  const client: HttpClient = core.createDefaultHttpClient();
  const pipeline: Pipeline = core.createPipelineFromOptions({
    retryOptions: { maxRetries: RETRIES, retryDelayInMs: retryDelayMs, maxRetryDelayInMs: MAX_RETRY_DELAY_MS },
    userAgentOptions: { userAgentPrefix: "aucert-foundry-catalog" },
  });
  pipeline.removePolicy({ name: core.redirectPolicyName });
  if (isLoopback) pipeline.removePolicy({ name: core.proxyPolicyName });
  pipeline.addPolicy(attemptTimeout(core, attemptMs), { afterPhase: "Retry" });
  pipeline.addPolicy(sameOrigin(origin), { afterPhase: "Sign" });
  return async (url: string): Promise<Page> => {
    const request = core.createPipelineRequest({ url, abortSignal: signal });
    request.allowInsecureConnection = isLoopback;
    const response = await pipeline.sendRequest(client, request);
    if (response.status !== 200) throw new core.RestError("", { statusCode: response.status, request, response });
    return (JSON.parse(response.bodyAsText ?? "") ?? {}) as Page;
  };
}
