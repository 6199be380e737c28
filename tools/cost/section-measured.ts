/** What measured usage costs, and how it stands to what somebody wrote by hand. */
import { missingUsage, WINDOW_DAYS } from "../../config/cost/measured-cost";
import { DAYS_PER_MONTH } from "../../config/days";
import { type Cost, missingIn } from "../../config/cost/monthly-cost";
import { grouped, plural, PROGRAM } from "../../config/text";
import { agoText } from "./answer";
import type { CostReport, Measured } from "./cost-report";
import type { Section } from "./cost-section";
import { costBound, costSpan, dayName, quantity, span } from "../text/figures";

/** Per deployment; where there is nothing, one line that says what to do. */
export function measuredSection(report: CostReport): Section {
  const { measured, environment, options } = report;
  const title = "Measured usage, USD a month";
  if (measured === undefined) {
    return {
      title,
      notes: [`nothing is saved: ${PROGRAM} usage --env ${environment} --save asks Azure what was used (docs/cost.md)`],
    };
  }
  const rows = measured.deployments.flatMap(({ deployment, layers, days, measured: counted, monthly, byLayer }) => {
    if (monthly.kind === "unknown") return [];
    const row = (what: string, cost: Cost): string[] => [
      deployment,
      what,
      String(days),
      costSpan(counted),
      costBound(cost, "low"),
      costBound(cost, "high"),
    ];
    if (byLayer.length > 0) return byLayer.map(({ layer, monthly: cost }) => row(layer, cost));
    return [row(layers.join(", ") || "no layer", monthly)];
  });
  return {
    title,
    ...(rows.length > 0 && {
      table: { head: ["deployment", "layers", "days", "cost in these days", "low", "high"], rows, right: [2, 3, 4, 5] },
    }),
    notes: [
      ...(rows.length > 0 ? [`total: ${costSpan(measured.total)} USD a month`] : []),
      ...notesOf(measured, options),
    ],
  };
}

function notesOf(measured: Measured, { reroutes }: CostReport["options"]): string[] {
  const { first, last, ageDays, unreadLines, gone, deployments, total } = measured;
  const gaps = deployments.filter(({ days }) => days > 0 && days < WINDOW_DAYS);
  const uncached = deployments.filter(
    ({ monthly }) => monthly.kind !== "unknown" && monthly.usd.low < monthly.usd.high,
  );
  return [
    `measured from ${dayName(first)} to ${dayName(last)}, ${agoText(ageDays)}; a month is ${DAYS_PER_MONTH} days at the rate of the measured ones`,
    ...(uncached.length > 0
      ? [
          `low and high: all of the input from the prompt cache, or none of it; which share it is, is not measured (${uncached.map(({ deployment }) => deployment).join(", ")})`,
        ]
      : []),
    ...deployments.flatMap(({ deployment, longAbove }) =>
      longAbove === undefined
        ? []
        : [
            `${deployment}: counted as if no request had more than ${grouped(longAbove)} input tokens; such cost more, and how many there were is not measured`,
          ],
    ),
    ...(gaps.length > 0 ? ["days without data are left out; they count neither as used nor as idle"] : []),
    ...deployments.flatMap(({ deployment, days, layers }) =>
      days > 0 ? [] : [`not known: ${missingUsage(deployment)}${layers.length === 0 ? ", which no layer uses" : ""}`],
    ),
    ...missingIn(total)
      .filter((what) => deployments.every(({ deployment }) => what !== missingUsage(deployment)))
      .map((what) => `not known: ${what}`),
    ...(gone.length > 0 ? [`no longer configured, and in no month: ${gone.join(", ")}`] : []),
    ...(unreadLines > 0
      ? [`${plural(unreadLines, "line")} of usage.csv cannot be read: ${PROGRAM} validate shows which`]
      : []),
    ...(reroutes.length > 0 ? ["measured usage is of the models as configured"] : []),
  ];
}

/** Deployments that have both, with the factor between them; undefined where none has. */
export function comparisonSection({ measured, cost }: CostReport): Section | undefined {
  const rows = (measured?.deployments ?? []).flatMap(({ deployment, monthly }) => {
    const byHand = cost.models.find(({ model }) => model === deployment);
    if (monthly.kind !== "known" || byHand?.cost.kind !== "known" || byHand.layers.length === 0) return [];
    const { usd: written } = byHand.cost;
    if (written.low === 0) return [];
    const factor = { low: monthly.usd.low / written.high, high: monthly.usd.high / written.low };
    return [[deployment, costSpan(monthly), costSpan(byHand.cost), `${span(factor, quantity)} times`]];
  });
  if (rows.length === 0) return undefined;
  return {
    title: "Measured beside written by hand, USD a month",
    table: { head: ["deployment", "measured", "by hand", "measured is"], rows, right: [] },
    notes: [],
  };
}
