/** A local stand-in for the metrics of Azure Monitor, with its habits: 10 series unless asked for more, and no word of the others. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { ACCOUNT, LLM_CONFIG } from "./config";
import { fakeArm, type FakeArm, type Route, send, SUBSCRIPTION, TOKEN } from "./arm";
import { cli, type CliResult } from "./cli";
import { environmentFolder } from "./preflight";

export const METRICS_PATH = "/accounts/aucert-test/providers/Microsoft.Insights/metrics";

/** Totals of the last days up to yesterday; null is what Azure has as null, undefined what it leaves out. */
export type Totals = readonly (number | null | undefined)[];
/** By metric, deployment, and for requests by status. */
export type Counted = Readonly<Record<string, Readonly<Record<string, Totals | Readonly<Record<string, Totals>>>>>>;

const DAY_MS = 86_400_000;

/** The metrics route of an account that has counted this. */
export function metricsRoute(counted: Counted): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const query = new URL(request.url ?? "", "http://fake").searchParams;
    const dimensions = (query.get("$filter") ?? "").split(" and ").map((part) => part.replace(/ eq '\*'$/, ""));
    const [start = "", end = ""] = (query.get("timespan") ?? "").split("/");
    const value = (query.get("metricnames") ?? "").split(",").map((metric) => ({
      id: `/subscriptions/${SUBSCRIPTION}/metrics/${metric}`,
      name: { value: metric, localizedValue: metric },
      unit: "Count",
      errorCode: "Success",
      timeseries: seriesOf(counted[metric] ?? {}, dimensions, start, end).slice(0, Number(query.get("top") ?? 10)),
    }));
    send(response, 200, { cost: 0, timespan: query.get("timespan"), interval: query.get("interval"), value });
  };
}

function seriesOf(byDeployment: Counted[string], dimensions: readonly string[], start: string, end: string) {
  return Object.entries(byDeployment).flatMap(([deployment, totals]) => {
    const byStatus = Array.isArray(totals) ? { "200": totals as Totals } : (totals as Record<string, Totals>);
    return Object.entries(byStatus).map(([status, values]) => ({
      metadatavalues: dimensions.map((dimension) => ({
        name: { value: dimension.toLowerCase(), localizedValue: dimension.toLowerCase() },
        value: dimension === "StatusCode" ? status : deployment,
      })),
      data: values.flatMap((total, index) => {
        const time = new Date(Date.parse(end) - (values.length - index) * DAY_MS).toISOString();
        if (total === undefined || time < new Date(start).toISOString()) return [];
        return [total === null ? { timeStamp: time } : { timeStamp: time, total }];
      }),
    }));
  });
}

/** Four days of two deployments, one of them with refused and failed calls. */
export const FULL_USAGE: Counted = {
  InputTokens: { "gpt-5.4": [1000, 2000, 0, 4000], "Kimi-K2.6": [10, 20, 30, 40] },
  OutputTokens: { "gpt-5.4": [100, 200, 0, 400], "Kimi-K2.6": [1, 2, 3, 4] },
  ModelRequests: {
    "gpt-5.4": { "200": [5, 6, 0, 7], "429": [1, 0, 0, 2], "503": [0, 1, 0, 0] },
    "Kimi-K2.6": { "200": [1, 1, 1, 1] },
  },
};

/** Two models, so that one may be idle. */
export const USAGE_FILES = {
  "account.yaml": ACCOUNT,
  "llm-config.yaml": LLM_CONFIG,
  "models.yaml": `version: 1
defaults: { capacity: 250 }
models:
  - name: gpt-5.4
  - name: Kimi-K2.6
`,
};

export interface UsageRun extends CliResult {
  readonly arm: FakeArm;
  readonly cwd: string;
}

const servers: FakeArm[] = [];

/** For `afterEach`. */
export async function closeServers(): Promise<void> {
  await Promise.all(servers.splice(0).map((server) => server.close()));
}

/** Runs `usage` against the stand-in. */
export async function usageOn(route: Route, args: readonly string[] = [], cwd?: string): Promise<UsageRun> {
  const arm = await fakeArm({ [METRICS_PATH]: route });
  servers.push(arm);
  const folder = cwd ?? environmentFolder(USAGE_FILES);
  const result = await cli(["usage", "--arm-endpoint", arm.url, "--days", "4", ...args], {
    cwd: folder,
    env: { ARM_SUBSCRIPTION_ID: SUBSCRIPTION, AZURE_ACCESS_TOKEN: TOKEN },
  });
  return { ...result, arm, cwd: folder };
}
