/** What the volumes that somebody wrote into llm-config.yaml cost, per layer and per model. */
import { type Cost, type LayerCost, missingIn, missingVolumes } from "../../config/cost/monthly-cost";
import { plural } from "../../config/text";
import type { CostReport } from "./cost-report";
import type { Section, Table } from "./cost-section";
import { bar, changeBound, costBound, costSpan, percent } from "../text/figures";

const MAX_NAMES = 6;

/** Layers whose cost is known; the others in one line. Undefined where nothing is written and there is no need to. */
export function layersSection({
  cost,
  layersWithoutVolumes: bare,
  options,
  measured,
}: CostReport): Section | undefined {
  const known = cost.layers.filter((layer) => layer.cost.kind !== "unknown");
  const volumes = bare.map(missingVolumes);
  const unpriced = missingIn(cost.total).filter((what) => !volumes.includes(what));
  const isNothing = known.length === 0 && bare.length === cost.layers.length;
  if (isNothing && measured !== undefined && options.reroutes.length === 0 && options.scale === 1) return undefined;
  return {
    title: "Volumes by hand: layers, USD a month",
    ...(known.length > 0 && { table: layersTable(known, cost.total) }),
    notes: [
      ...(options.scale === 1 ? [] : [`what if: all volumes times ${options.scale}`]),
      ...options.reroutes.map(({ layer, model }) => `what if: ${layer} is served by ${model}`),
      ...(known.length > 0 ? [`total: ${costSpan(cost.total)} USD a month`] : []),
      ...(isNothing
        ? ["no layer has volumes by hand: docs/cost.md says how to write them, where nothing is measured"]
        : []),
      ...(bare.length > 0 && !isNothing
        ? [`layers without volumes: ${namesOf(bare)}; docs/cost.md says how to add them`]
        : []),
      ...unpriced.map((what) => `not known: ${what}`),
    ],
  };
}

function layersTable(known: readonly LayerCost[], total: Cost): Table {
  // Of a total that is not known nothing is a share.
  const whole = total.kind === "known" ? total.usd.high : 0;
  const shareOf = ({ cost }: LayerCost): string[] => {
    if (whole === 0 || cost.kind === "unknown") return [];
    const share = cost.usd.high / whole;
    return [`${bar(share)} ${percent(share).padStart(7)}`];
  };
  const byStage = [...known].sort((a, b) => stageNumber(a) - stageNumber(b));
  return {
    head: ["stage", "layer", "model", "low", "high", ...(whole === 0 ? [] : ["share of high"])],
    rows: byStage.map((one) => [
      ...[one.stage, one.layer, one.model, costBound(one.cost, "low"), costBound(one.cost, "high")],
      ...shareOf(one),
    ]),
    right: [3, 4],
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

/** What a what-if changes, where that is known. */
export function changesSection({ layers, total }: NonNullable<CostReport["changes"]>): Section {
  const changed = layers.flatMap(({ layer, before, after, change }) => {
    if (before === undefined || after === undefined || change.kind === "unknown") return [];
    if (change.usd.high === 0 && change.usd.low === 0) return [];
    return [[layer, before.model, after.model, changeBound(change, "low"), changeBound(change, "high")]];
  });
  const missing = total.kind === "unknown" ? total.missing : [];
  return {
    title: "Change against the models as configured, USD a month",
    ...(changed.length > 0 && {
      table: { head: ["layer", "from", "to", "low", "high"], rows: changed, right: [3, 4] },
    }),
    notes: [
      ...(total.kind === "known"
        ? [`total: ${changeBound(total, "low")} to ${changeBound(total, "high")} USD a month`]
        : []),
      ...missing.map((what) => `not known: ${what}`),
    ],
  };
}

/** Undefined where no model's cost is known but for want of layers. */
export function modelsSection({ cost }: CostReport): Section | undefined {
  const known = cost.models.filter((model) => model.cost.kind !== "unknown" && model.layers.length > 0);
  if (known.length === 0) return undefined;
  const isSplit = cost.models.some(({ isCovered, layers }) => !isCovered && layers.length > 0);
  const idle = cost.models.filter(({ layers }) => layers.length === 0).map(({ model }) => model);
  return {
    title: "Volumes by hand: models, USD a month",
    table: {
      head: ["model", "layers", "paid by", "low", "high"],
      rows: known.map(({ model, layers, isCovered, cost: one }) => [
        ...[model, namesOf(layers), isCovered ? "credits" : "not covered"],
        ...[costBound(one, "low"), costBound(one, "high")],
      ]),
      right: [3, 4],
    },
    notes: [
      ...(isSplit ? [`by credits: ${costSpan(cost.covered)}; not covered: ${costSpan(cost.notCovered)}`] : []),
      ...(idle.length > 0 ? [`no layer uses ${namesOf(idle)}: a deployment that gets no requests costs nothing`] : []),
    ],
  };
}
