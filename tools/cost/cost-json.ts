/** The reports as plain data for programs. Money is USD as a number; what is not known is null, with what is missing. */
import type { Cost, LayerCost, ModelCost } from "../../config/cost/monthly-cost";
import type { Balance } from "../../config/cost/spend";
import type { CostChange } from "../../config/cost/cost-change";
import type { Estimate } from "../../config/model";
import type { CostReport, Measured, ModelPrices, Outlook } from "./cost-report";
import { rounded } from "../text/figures";
import { HOURS_PER_MONTH } from "../../config/cost/outlook";

/** Finer than any amount on a bill, coarse enough that sums print without noise. */
const USD_DIGITS = 6;

/** The keys are contract. */
export function reportJson({ options, cost, changes, published, limit, ...report }: CostReport) {
  const estimate = published.monthlyEstimateUsd;
  const gpu = published.gpuNodePoolUsdPerHour;
  return {
    environment: report.environment,
    today: options.today,
    whatIf: { scale: options.scale, layers: options.reroutes },
    layers: cost.layers.map(layerJson),
    models: cost.models.map(modelJson),
    total: costJson(cost.total),
    coveredByCredits: costJson(cost.covered),
    notCoveredByCredits: costJson(cost.notCovered),
    layersWithoutVolumes: report.layersWithoutVolumes,
    change:
      changes === undefined
        ? null
        : {
            layers: changes.layers.map(({ layer, before, after, change }) => ({
              layer,
              before: before?.model ?? null,
              after: after?.model ?? null,
              ...changeJson(change),
            })),
            total: changeJson(changes.total),
          },
    published: {
      monthlyEstimateUsd: estimate ? { ...estimateJson(estimate, 1), source: estimate.source } : null,
      creditsUsd: published.creditsUsd ?? null,
      selfHostingAboveUsdPerMonth: published.selfHostingAboveUsdPerMonth ?? null,
      gpuNodePoolUsdPerHour: gpu ?? null,
      idleGpuNodePoolUsdPerMonth: gpu ? estimateJson(gpu, HOURS_PER_MONTH) : null,
      idleDeploymentUsdPerMonth: 0,
    },
    answer: report.answer?.basis ?? null,
    measured: report.measured ? measuredJson(report.measured) : null,
    spend: report.spend ? { ...report.spend, cost: costJson(report.spend.cost) } : null,
    creditsLeft: report.balance ? balanceJson(report.balance) : null,
    outlooks: report.outlooks.map(outlookJson),
    priceMoves: report.moves,
    pricesAsOf: report.pricesAsOf,
    prices: report.prices.map(pricesJson),
    limit:
      limit === undefined ? null : { ...limit, highUsd: limit.highUsd === undefined ? null : money(limit.highUsd) },
  };
}

function layerJson({ cost, usage, ...layer }: LayerCost) {
  return { ...layer, usage: usage ?? null, ...costJson(cost) };
}

function modelJson({ cost, ...model }: ModelCost) {
  return { ...model, ...costJson(cost) };
}

/** Of what may be less nobody knows the low bound. */
function balanceJson({ usd, isAtMost }: Balance) {
  return { low: isAtMost ? null : money(usd.low), high: money(usd.high) };
}

function measuredJson({ deployments, total, covered, ...measured }: Measured) {
  return {
    ...measured,
    deployments: deployments.map(({ measured: counted, monthly, byLayer, longAbove, ...one }) => ({
      ...one,
      longRequestsAboveInputTokens: longAbove ?? null,
      measured: costJson(counted),
      monthly: costJson(monthly),
      byLayer: byLayer.map(({ layer, monthly: cost }) => ({ layer, ...costJson(cost) })),
    })),
    total: costJson(total),
    coveredByCredits: costJson(covered),
  };
}

function costJson(cost: Cost) {
  return {
    kind: cost.kind,
    lowUsd: cost.kind === "unknown" ? null : money(cost.usd.low),
    highUsd: cost.kind === "unknown" ? null : money(cost.usd.high),
    missing: cost.kind === "known" ? [] : cost.missing,
  };
}

function changeJson(change: CostChange) {
  return {
    lowUsd: change.kind === "unknown" ? null : money(change.usd.low),
    highUsd: change.kind === "unknown" ? null : money(change.usd.high),
    missing: change.kind === "unknown" ? change.missing : [],
  };
}

function outlookJson({ basis, monthly, runway, selfHosting }: Outlook) {
  return {
    basis,
    monthly: costJson(monthly),
    runway: runway ?? null,
    selfHosting: selfHosting ?? null,
  };
}

function pricesJson({ model, note, quotes }: ModelPrices) {
  return {
    model,
    note: note ?? null,
    reason: quotes.some(({ isUsed }) => isUsed) ? null : "no price in config/catalog/prices.yaml",
    quotes: quotes.map(({ quote, sources, isUsed }) => ({
      isUsed,
      inputUsdPerMTok: quote.input,
      cachedInputUsdPerMTok: quote.cachedInput ?? null,
      outputUsdPerMTok: quote.output ?? null,
      longContext: quote.longContext ?? null,
      sources,
    })),
  };
}

function estimateJson({ low, high }: Estimate, factor: number) {
  return { low: money(low * factor), high: money(high * factor) };
}

function money(usd: number): number {
  return rounded(usd, USD_DIGITS);
}
