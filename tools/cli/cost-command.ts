/** `aucert-foundry cost` */
import { loadCatalog } from "../../config/catalog/catalog";
import { ToolError } from "../../config/findings/diagnostic";
import { loadPrices } from "../../config/cost/prices";
import { type CostOptions, costReport, type CostReport } from "../cost/cost-report";
import { usd } from "../text/figures";
import { type Format, FORMATS, renderCost } from "../cost/render-cost";
import { checkReroutes, parseReroutes } from "../cost/what-if";
import { ENV_OPTION, formatOption, listOf, numberOf, type OptionValues, TODAY_OPTION, todayOf } from "./args";
import type { Command } from "./command";
import { soundEnvironments } from "./environment";
import type { Io } from "./io";

/** Exit 1 when a high estimate passes `--max-monthly`. */
export const costCommand: Command = {
  name: "cost",
  summary: "show what the configuration costs, how long credits last and when self-hosting would pay",
  options: {
    env: ENV_OPTION,
    format: formatOption(...FORMATS),
    layer: {
      type: "string",
      value: "LAYER=MODEL",
      help: "what if another model served this layer (may be repeated)",
      multiple: true,
    },
    scale: { type: "string", value: "FACTOR", help: "what if all volumes were so many times larger" },
    credits: { type: "string", value: "USD", help: "credits that are left (default: account.yaml)" },
    "max-monthly": { type: "string", value: "USD", help: "exit 1 when a high estimate passes this" },
    today: TODAY_OPTION,
  },
  run(values, io) {
    const options = optionsOf(values, io);
    const environments = soundEnvironments(values, io, options.today);
    const catalog = loadCatalog();
    const prices = loadPrices();
    checkReroutes(options.reroutes, environments, catalog, prices);
    const reports = environments.map((environment) => costReport(environment, prices, catalog, options));
    io.stdout(renderCost(reports, (values.format ?? FORMATS[0]) as Format));
    return exitCodeOf(reports, io);
  },
};

function optionsOf(values: OptionValues, io: Io): CostOptions {
  return {
    today: todayOf(values, io),
    reroutes: parseReroutes(listOf(values, "layer")),
    scale: numberOf(values, "scale", "a number above 0, at most 1,000,000", (value) => value > 0 && value <= 1e6) ?? 1,
    creditsUsd: numberOf(values, "credits", "an amount of USD", (value) => value >= 0 && value <= 1e9),
    maxMonthlyUsd: numberOf(values, "max-monthly", "an amount of USD", (value) => value >= 0 && value <= 1e9),
  };
}

/** @throws ToolError when a limit was given and too little is known to hold anything against it */
function exitCodeOf(reports: readonly CostReport[], { stderr }: Io): number {
  let exitCode = 0;
  for (const { environment, limit } of reports) {
    if (limit?.verdict !== "passed" || limit.highUsd === undefined) continue;
    const amounts = `${usd(limit.highUsd)} USD a month, passes --max-monthly ${usd(limit.maxMonthlyUsd)}`;
    stderr(`${environment}: the high estimate by the ${limit.basis}, ${amounts}\n`);
    exitCode = 1;
  }
  const unknown = reports.filter(({ limit }) => limit?.verdict === "unknown").map(({ environment }) => environment);
  if (exitCode === 0 && unknown.length > 0) {
    const remedy = "give every layer volumes (docs/cost.md), or cost.monthlyEstimateUsd in account.yaml";
    throw new ToolError("cost-unknown", `--max-monthly: no high estimate for ${unknown.join(", ")}; ${remedy}`);
  }
  return exitCode;
}
