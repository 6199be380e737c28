/**
 * What Azure Monitor counted for each deployment, day by day.
 * @see https://learn.microsoft.com/rest/api/monitor/metrics/list
 * @see https://learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-cognitiveservices-accounts-metrics (2026-07-31)
 */
import * as z from "zod/mini";
import { ACCOUNT_TYPE } from "../../config/account/rules";
import { dayPlus } from "../../config/days";
import type { Account } from "../../config/model";
import { DEPLOYMENT_NAME } from "../../config/models/rules";
import { grouped } from "../../config/text";
import { type Count, mergeUsage, type UsageDay } from "../../config/usage/usage-file";
import { answered } from "./answered";
import type { Connection } from "./connection";
import { type Answer, known } from "./facts";
import { UnusableAnswer } from "./reason";

const METRICS_API = "2023-10-01";
const DEPLOYMENT = "ModelDeploymentName";
const STATUS = "StatusCode";

/** Days that Azure keeps metrics. */
export const KEPT_DAYS = 93;

/** Series asked for. Without a number Azure sends 10 and says nothing of the others; there are no pages. */
export const MOST_SERIES = 1000;

/**
 * Twins that count the same: those that every publisher's models have, and those of OpenAI's alone. Never added up: for
 * each deployment one of them is taken.
 */
const FAMILIES = {
  tokens: ["InputTokens", "OutputTokens"],
  openAiTokens: ["ProcessedPromptTokens", "GeneratedTokens"],
  requests: ["ModelRequests"],
  openAiRequests: ["AzureOpenAIRequests"],
} as const;
type Family = keyof typeof FAMILIES;

/** Metrics that could not be read, and why. */
export interface UnreadMetrics {
  readonly metrics: readonly string[];
  readonly reason: string;
  /** For want of a right. */
  readonly isDenied: boolean;
}

export interface UsageReading {
  /** Whether Azure gave any answer, be it that there is no data. */
  readonly isAnswered: boolean;
  /** Whether it gave all of them. */
  readonly isWhole: boolean;
  readonly days: readonly UsageDay[];
  readonly unread: readonly UnreadMetrics[];
}

/** Days YYYY-MM-DD, both counted. */
export interface Span {
  readonly first: string;
  readonly last: string;
}

/** What one family counted. */
interface Counted {
  readonly days: readonly UsageDay[];
  /** Whether it counted something that belongs to no deployment. */
  readonly hasStrays: boolean;
}

/**
 * Asks for whole days.
 * @param names of deployments as the configuration spells them; Azure may spell them in another case
 * @throws ToolError when nothing more can be asked: sign-in refused, stopped by the user
 */
export async function readUsage(
  connection: Connection,
  { resourceGroup, name }: Pick<Account, "resourceGroup" | "name">,
  names: readonly string[],
  span: Span,
): Promise<UsageReading> {
  const path = `/resourceGroups/${encodeURIComponent(resourceGroup)}/providers/${ACCOUNT_TYPE}/${encodeURIComponent(name)}/providers/Microsoft.Insights/metrics`;
  const spelling = spellingOf(names);
  const ask = (family: Family, toDays: (series: readonly Series[]) => UsageDay[]): Promise<Answer<Counted>> => {
    const reading = async (): Promise<Answer<Counted>> => {
      const series = seriesOf(await connection.get(path, METRICS_API, queryOf(family, span)), family, span);
      const own = series.filter(({ deployment }) => DEPLOYMENT_NAME.accepts(deployment));
      return known({
        days: toDays(own.map((one) => ({ ...one, deployment: spelling(one.deployment) }))),
        hasStrays: series.some((one) => !own.includes(one) && [...one.totals.values()].some((total) => total > 0)),
      });
    };
    return answered(reading(), connection.signal);
  };
  const [tokens, openAiTokens, requests, openAiRequests] = await Promise.all([
    ask("tokens", tokenDays),
    ask("openAiTokens", tokenDays),
    ask("requests", requestDays),
    ask("openAiRequests", requestDays),
  ]);
  const answers = { tokens, openAiTokens, requests, openAiRequests };
  const isKnown = ({ kind }: Answer<Counted>): boolean => kind === "known";
  return {
    isAnswered: Object.values(answers).some(isKnown),
    isWhole: Object.values(answers).every(isKnown),
    days: mergeUsage(oneOf(tokens, openAiTokens), oneOf(requests, openAiRequests)),
    unread: (Object.keys(answers) as Family[]).flatMap((family) => {
      const answer = answers[family];
      const unread = (reason: string, isDenied: boolean) => [{ metrics: FAMILIES[family], reason, isDenied }];
      if (answer.kind === "unread") return unread(answer.reason, answer.isDenied);
      const isStrange = answer.kind === "known" && answer.value.hasStrays;
      return isStrange ? unread("Azure counts something that belongs to no deployment; it is left out", false) : [];
    }),
  };
}

function queryOf(family: Family, { first, last }: Span): Record<string, string> {
  const dimensions = family === "requests" || family === "openAiRequests" ? [DEPLOYMENT, STATUS] : [DEPLOYMENT];
  return {
    metricnamespace: ACCOUNT_TYPE,
    metricnames: FAMILIES[family].join(","),
    timespan: `${first}T00:00:00Z/${dayPlus(last, 1)}T00:00:00Z`,
    interval: "P1D",
    aggregation: "Total",
    top: String(MOST_SERIES),
    $filter: dimensions.map((dimension) => `${dimension} eq '*'`).join(" and "),
  };
}

/** The configuration's spelling of a name, else that in which it came first. */
function spellingOf(names: readonly string[]): (name: string) => string {
  const spelt = new Map(names.map((name) => [name.toLowerCase(), name]));
  return (name) => {
    const known = spelt.get(name.toLowerCase());
    if (known === undefined) spelt.set(name.toLowerCase(), name);
    return known ?? name;
  };
}

/** Of each deployment what the first twin counted, or the second where the first counted nothing. */
function oneOf(general: Answer<Counted>, openAi: Answer<Counted>): UsageDay[] {
  const daysOf = (answer: Answer<Counted>): readonly UsageDay[] => (answer.kind === "known" ? answer.value.days : []);
  const isCounted = (days: readonly UsageDay[]): boolean =>
    days.some(({ inputTokens = 0, outputTokens = 0, requests = 0 }) => inputTokens + outputTokens + requests > 0);
  const names = new Set([...daysOf(general), ...daysOf(openAi)].map(({ deployment }) => deployment));
  return [...names].flatMap((name) => {
    const own = (answer: Answer<Counted>) => daysOf(answer).filter(({ deployment }) => deployment === name);
    const [first, second] = [own(general), own(openAi)];
    return !isCounted(first) && (isCounted(second) || first.length === 0) ? second : first;
  });
}

const localizable = z.object({ value: z.string() });
const metrics = z.object({
  value: z.array(
    z.object({
      name: localizable,
      errorCode: z.optional(z.nullable(z.string())),
      timeseries: z.optional(
        z.nullable(
          z.array(
            z.object({
              metadatavalues: z.array(z.object({ name: localizable, value: z.string() })),
              data: z.array(z.object({ timeStamp: z.string(), total: z.optional(z.nullable(z.number())) })),
            }),
          ),
        ),
      ),
    }),
  ),
});

/** One metric of one deployment, and of one status where it is split by that. */
interface Series {
  readonly metric: string;
  readonly deployment: string;
  readonly status: string;
  /** Days that have a number. */
  readonly totals: ReadonlyMap<string, number>;
}

/** @throws UnusableAnswer when it is not what was asked for, or may not be all of it */
function seriesOf(answer: unknown, family: Family, { first, last }: Span): Series[] {
  const parsed = metrics.safeParse(answer);
  if (!parsed.success) throw new UnusableAnswer();
  return FAMILIES[family].flatMap((metric) => {
    const found = parsed.data.value.find(({ name }) => name.value === metric);
    const { errorCode = "Success", timeseries } = found ?? {};
    if (found === undefined || !timeseries) throw new UnusableAnswer(`lacks ${metric}`);
    if (errorCode !== null && errorCode !== "Success") throw new UnusableAnswer(`says that ${metric} failed`);
    if (timeseries.length >= MOST_SERIES) {
      const count = grouped(timeseries.length);
      throw new UnusableAnswer(`has ${count} series, as many as were asked for: there may be more`);
    }
    return timeseries.map(({ metadatavalues, data }) => {
      const valueOf = (dimension: string): string =>
        metadatavalues.find(({ name }) => name.value.toLowerCase() === dimension.toLowerCase())?.value ?? "";
      const within = data.filter(({ timeStamp }) => timeStamp.slice(0, 10) >= first && timeStamp.slice(0, 10) <= last);
      return { metric, deployment: valueOf(DEPLOYMENT), status: valueOf(STATUS), totals: totalsOf(within) };
    });
  });
}

function totalsOf(data: readonly { readonly timeStamp: string; readonly total?: number | null | undefined }[]) {
  const days = data.map(({ timeStamp }) => timeStamp.slice(0, 10));
  if (new Set(days).size < days.length) throw new UnusableAnswer("has a day more than once");
  const pairs = data.flatMap(({ timeStamp, total }) => {
    if (total === undefined || total === null) return [];
    if (!Number.isSafeInteger(Math.round(total)) || total < 0) throw new UnusableAnswer("has a count that is none");
    return [[timeStamp.slice(0, 10), Math.round(total)] as const];
  });
  return new Map(pairs);
}

const TOKEN_COUNTS: Readonly<Record<string, Count>> = {
  InputTokens: "inputTokens",
  OutputTokens: "outputTokens",
  ProcessedPromptTokens: "inputTokens",
  GeneratedTokens: "outputTokens",
};

function tokenDays(series: readonly Series[]): UsageDay[] {
  const seen = series.map(({ metric, deployment }) => `${metric} ${deployment.toLowerCase()}`);
  if (new Set(seen).size < seen.length) throw new UnusableAnswer("has a deployment more than once");
  return series.flatMap(({ metric, deployment, totals }) =>
    [...totals].map(([day, total]) => ({ day, deployment, [TOKEN_COUNTS[metric] ?? metric]: total })),
  );
}

/** A day's requests are known when those with every status are; then a status that is not there had none. */
function requestDays(series: readonly Series[]): UsageDay[] {
  const deployments = new Set(series.map(({ deployment }) => deployment));
  return [...deployments].flatMap((deployment) => {
    const own = series.filter((one) => one.deployment === deployment);
    const days = [...new Set(own.flatMap(({ totals }) => [...totals.keys()]))];
    const isSplit = own.every(({ status }) => /^\d{3}$/.test(status));
    return days
      .filter((day) => own.every(({ totals }) => totals.has(day)))
      .map((day) => {
        const sum = (pattern: RegExp): number =>
          own.reduce((total, { status, totals }) => total + (pattern.test(status) ? (totals.get(day) ?? 0) : 0), 0);
        const split = { throttled: sum(/^429$/), serverErrors: sum(/^5/) };
        return { day, deployment, requests: sum(/^/), ...(isSplit && split) };
      });
  });
}
