/** The report as titled tables and notes, which the text and markdown renderers print. */
import { type Cost, type LayerCost, missingIn, missingVolumes } from "../../config/cost/monthly-cost";
import { plural } from "../../config/text";
import type { CostReport } from "./cost-report";
import type { Section } from "./cost-section";
import { bar, changeBound, costBound, costSpan, percent, quantity, span, usd } from "../text/figures";
import type { Runway } from "../../config/cost/outlook";
import { pricesSection } from "./section-prices";
import { selfHostingSection } from "./section-self-hosting";

const MAX_NAMES = 6;

/** In the order of the questions: what it costs, how long credits last, when self-hosting pays, at what prices. */
export function sectionsOf(report: CostReport): Section[] {
  return [
    layersSection(report),
    ...(report.changes ? [changesSection(report.changes)] : []),
    modelsSection(report),
    creditsSection(report),
    selfHostingSection(report),
    pricesSection(report),
  ];
}

function layersSection({ cost, layersWithoutVolumes: bare, options }: CostReport): Section {
  // Of a total that is not known nothing is a share.
  const whole = cost.total.kind === "known" ? cost.total.usd.high : 0;
  const row = ({ stage, layer, model, cost: one }: LayerCost): string[] => {
    const share = one.kind === "unknown" || whole === 0 ? undefined : one.usd.high / whole;
    const shown = share === undefined ? "" : `${bar(share)} ${percent(share).padStart(7)}`;
    return [stage, layer, model, costBound(one, "low"), costBound(one, "high"), shown];
  };
  const total = ["", "total", "", costBound(cost.total, "low"), costBound(cost.total, "high"), ""];
  const byStage = [...cost.layers].sort((a, b) => stageNumber(a) - stageNumber(b));
  const volumes = bare.map(missingVolumes);
  const unpriced = missingIn(cost.total).filter((what) => !volumes.includes(what));
  return {
    title: "Layers, USD a month",
    table: {
      head: ["stage", "layer", "model", "low", "high", "share of high"],
      rows: [...byStage.map(row), total],
      right: [3, 4],
    },
    notes: [
      ...(options.scale === 1 ? [] : [`what if: all volumes times ${options.scale}`]),
      ...options.reroutes.map(({ layer, model }) => `what if: ${layer} is served by ${model}`),
      ...(bare.length > 0 ? [`layers without volumes: ${namesOf(bare)}; docs/cost.md says how to add them`] : []),
      ...unpriced.map((what) => `not known: ${what}`),
    ],
  };
}

/** Names up to a number that a line can hold. */
function namesOf(names: readonly string[]): string {
  const [shown, others] = [names.slice(0, MAX_NAMES), names.length - MAX_NAMES];
  return `${shown.join(", ")}${others > 0 ? ` and ${plural(others, "other")}` : ""}`;
}

function stageNumber({ stage }: LayerCost): number {
  return Number(stage.slice(1));
}

function changesSection({ layers, total }: NonNullable<CostReport["changes"]>): Section {
  const changed = layers.filter(
    ({ change }) => change.kind === "unknown" || change.usd.high !== 0 || change.usd.low !== 0,
  );
  const missing = total.kind === "unknown" ? total.missing : [];
  return {
    title: "Change against the models as configured, USD a month",
    table: {
      head: ["layer", "from", "to", "low", "high"],
      rows: [
        ...changed.map(({ layer, before, after, change }) => [
          layer,
          before?.model ?? "",
          after?.model ?? "",
          changeBound(change, "low"),
          changeBound(change, "high"),
        ]),
        ["total", "", "", changeBound(total, "low"), changeBound(total, "high")],
      ],
      right: [3, 4],
    },
    notes: missing.map((what) => `not known: ${what}`),
  };
}

function modelsSection({ cost }: CostReport): Section {
  const paid = (isCovered: boolean): string => (isCovered ? "credits" : "not covered");
  const rows = cost.models.map(({ model, layers, isCovered, cost: one }) => [
    model,
    namesOf(layers) || "none",
    paid(isCovered),
    costBound(one, "low"),
    costBound(one, "high"),
  ]);
  const isSplit = cost.models.some(({ isCovered, layers }) => !isCovered && layers.length > 0);
  const sum = (title: string, one: Cost): string[] => [title, "", "", costBound(one, "low"), costBound(one, "high")];
  return {
    title: "Models, USD a month",
    table: {
      head: ["model", "layers", "paid by", "low", "high"],
      rows: [...rows, ...(isSplit ? [sum("by credits", cost.covered), sum("not covered", cost.notCovered)] : [])],
      right: [3, 4],
    },
    notes: ["a deployment that gets no requests costs nothing (GlobalStandard)"],
  };
}

function creditsSection({ cost, published, outlooks, options }: CostReport): Section {
  const { creditsUsd: credits, monthlyEstimateUsd: estimate } = published;
  const isAllCovered = cost.layers.every(({ isCovered }) => isCovered);
  const rows = outlooks.map(({ basis, monthly, runway }) => [basis, costSpan(monthly), ...runwayText(runway)]);
  return {
    title: "Credits",
    table: { head: ["from", "USD a month", "months they last", "end in"], rows, right: [] },
    notes: [
      credits ? `credits: ${usd(credits.amount)} USD (${credits.source})` : "account.yaml has no cost.creditsUsd",
      ...(estimate ? [`published estimate: ${span(estimate, usd)} USD a month (${estimate.source})`] : []),
      ...(estimate && !isAllCovered ? ["the published estimate is counted as if credits covered all of it"] : []),
      ...(estimate && options.reroutes.length > 0 ? ["the published estimate is for the models as configured"] : []),
    ],
  };
}

function monthsText(months: number): string {
  return months === 0 ? "less than one" : quantity(months);
}

function runwayText(runway: Runway | undefined): [string, string] {
  if (runway === undefined || runway.kind === "unknown") return ["unknown", "unknown"];
  if (runway.kind === "endless") return ["no end", "never"];
  const { months, ends } = runway;
  const limit = runway.kind === "at-most" ? "at most " : "";
  const upTo = (from: string, to: string): string => (from === to ? from : `${from} to ${to}`);
  return [
    limit + upTo(monthsText(months.least), months.most === null ? "no end" : monthsText(months.most)),
    limit + upTo(ends.first ?? "over a century", ends.last ?? (months.most === null ? "never" : "over a century")),
  ];
}
