import { type Cost, missingIn } from "../../../config/cost/monthly-cost";
import { HOURS_PER_MONTH } from "../../../config/cost/outlook";
import { plural } from "../../../config/text";
import { percent, quantity, span } from "../../text/figures";
import type { OverviewFacts } from "../facts";
import { type Markup, markup } from "../markup";
import {
  boundWords,
  type CostFacts,
  costWords,
  dollars,
  idlePoolOf,
  type MonthView,
  runwayWords,
  viewsOf,
} from "../money";
import { creditsPicture, type Ending } from "../pictures/credits-picture";
import { type Amount, amountWords, scalePicture } from "../pictures/scale-picture";
import { sharePicture, sharesOf } from "../pictures/share-picture";
import { day, figure, folded, section, table } from "./parts";

/** The money. */
export function moneySection({ costs, today }: OverviewFacts): Markup {
  return section(
    "money",
    "The money",
    takeaway(costs),
    monthPart(costs),
    creditsPart(costs, today),
    sharePart(costs),
    scalePart(costs),
  );
}

function takeaway({ answer, published }: CostFacts): Markup {
  const month =
    answer === undefined ? "What a month costs is not known" : `We expect ${costWords(answer.monthly)} a month`;
  const threshold = published.selfHostingAboveUsdPerMonth;
  const far =
    threshold === undefined || answer?.selfHosting === undefined
      ? ""
      : `, ${boundWords(answer.monthly).least}${span(answer.selfHosting.share, percent)} of the ${dollars(threshold.amount)} above which running models ourselves would pay`;
  return markup`${month}${far}; with no calls it is $0.`;
}

function monthPart(costs: CostFacts): Markup {
  const { cost, measured, published } = costs;
  const missing = missingIn(measured?.total ?? cost.total);
  const rows = viewsOf(costs).map((view) => [
    basisWords(view, costs),
    costWords(view.monthly),
    published.creditsUsd === undefined ? "no credits given" : runwayWords(view.runway),
  ]);
  const state =
    measured === undefined
      ? `There is no measured usage yet${gapWords(missing, "volumes")}`
      : `Usage was measured from ${measured.first} to ${measured.last}${gapWords(missing, "it")}`;
  return markup`
<h3>The expected month</h3>
${rows.length > 0 ? table({ caption: "USD a month, all layers together", head: ["From", "A month", "Credits then last"], rows }) : undefined}
<p>${state}.</p>
${missing.length > 0 ? folded("What is missing", markup`<ul>${missing.map((what) => markup`<li>${what}</li>`)}</ul>`) : undefined}`;
}

/** @param source what the month would be known from */
function gapWords(missing: readonly string[], source: string): string {
  if (missing.length === 0) return "";
  const figures = `${plural(missing.length, "figure")} ${missing.length === 1 ? "is" : "are"}`;
  return `, and to know the month from ${source} ${figures} missing`;
}

function basisWords({ basis }: MonthView, { published, measured }: CostFacts): string {
  switch (basis) {
    case "published estimate":
      return `published: ${published.monthlyEstimateUsd?.source ?? ""}`;
    case "volumes":
      return "computed: volumes of llm-config.yaml times prices";
    case "measured usage":
      return `measured: a month at the rate of the days to ${measured?.last ?? ""}`;
  }
}

function creditsPart({ published, answer, balance }: CostFacts, today: string): Markup {
  const credits = published.creditsUsd;
  if (credits === undefined || balance === undefined)
    return markup`<h3>Credits</h3><p>None are given in account.yaml, so how long they last is not known.</p>`;
  const runway = answer?.runway;
  const begin = `${dollars(credits.amount)} to begin with (${credits.source})`;
  const left =
    credits.since === undefined
      ? "What is left is not known here: nothing is taken off."
      : `Of it ${balance.isAtMost ? `at most ${dollars(balance.usd.high)}` : span(balance.usd, dollars)} are left after what was measured since ${credits.since}.`;
  if (answer === undefined || answer.monthly.kind === "unknown" || runway === undefined || !("months" in runway)) {
    return markup`<h3>Credits</h3><p>${begin}. ${left} They last ${runwayWords(runway ?? { kind: "unknown", missing: [] })}.</p>`;
  }
  return markup`
<h3>Credits</h3>
${figure(
  (paper) => creditsPicture(balance.usd.high, runway, today, paper),
  markup`${begin}, from ${day(today)} on, spending ${costWords(answer.monthly)} a month. ${left} They pay only for models that Azure sells directly.`,
)}
${folded("Credits as a table", creditsTable(answer.monthly, runway))}`;
}

function creditsTable(monthly: Exclude<Cost, { readonly kind: "unknown" }>, { kind, months, ends }: Ending): Markup {
  const { least } = boundWords(monthly);
  const isAtMost = kind === "at-most";
  const row = (name: string, usd: number, count: number | null, end: string | null): string[] => [
    name,
    `${least}${dollars(usd)}`,
    count === null ? (isAtMost ? "not known" : "no end") : `${isAtMost ? "at most " : ""}${count}`,
    end === null
      ? isAtMost
        ? "not known"
        : count === null
          ? "no end"
          : "beyond a century"
      : `${end}${isAtMost ? " at the latest" : ""}`,
  ];
  return table({
    caption: "When the credits end",
    head: ["At", "A month", "Months", "End"],
    right: [2],
    rows: [
      row("the high estimate", monthly.usd.high, months.least, ends.first),
      row("the low estimate", monthly.usd.low, months.most, ends.last),
    ],
  });
}

/** By what was measured where that is what the month is told from, else by volumes. */
function modelCosts({ answer, measured, cost }: CostFacts) {
  if (answer?.basis !== "measured usage" || measured === undefined) return cost.models;
  return measured.deployments.map(({ deployment, layers, monthly }) => ({ model: deployment, layers, cost: monthly }));
}

function sharePart(costs: CostFacts): Markup {
  const models = modelCosts(costs);
  const shares = sharesOf(models);
  if (shares.length === 0)
    return markup`<h3>The share of each model</h3><p>Not known: no layer has volumes and a price, and nothing was measured.</p>`;
  return markup`
<h3>The share of each model</h3>
${figure((paper) => sharePicture(shares, paper), markup`Of what is known, at the high bound. Idle deployments cost $0.`)}
${folded(
  "Shares as a table",
  table({
    caption: "USD a month by model",
    head: ["Model", "Layers", "A month", "Not known"],
    rows: models.map(({ model, layers, cost }) => [
      model,
      layers.length > 0 ? layers.join(", ") : "none",
      costWords(cost),
      missingIn(cost).length > 0 ? missingIn(cost).join(", ") : "nothing",
    ]),
  }),
)}`;
}

function scalePart({ answer, published }: CostFacts): Markup {
  const threshold = published.selfHostingAboveUsdPerMonth;
  const gpu = published.gpuNodePoolUsdPerHour;
  const idlePool = idlePoolOf(published);
  const monthly = answer === undefined || answer.monthly.kind === "unknown" ? undefined : answer.monthly;
  const amounts: Amount[] = [
    { name: "Our deployments, idle", usd: { low: 0, high: 0 } },
    ...(monthly ? [{ name: "The expected month", usd: monthly.usd, isLeast: monthly.kind === "at-least" }] : []),
    ...(idlePool ? [{ name: "A GPU pool, idle", usd: idlePool }] : []),
    ...(threshold
      ? [{ name: "Self-hosting pays above", usd: { low: threshold.amount, high: threshold.amount }, isThreshold: true }]
      : []),
  ];
  const factor = answer?.selfHosting?.timesVolume.least ?? undefined;
  const far =
    monthly === undefined || factor === undefined
      ? ""
      : ` Volumes would have to grow ${boundWords(monthly).most}${quantity(factor)} times before it is worth a look.`;
  const pool =
    gpu === undefined
      ? ""
      : ` A GPU pool costs ${span(gpu, dollars)} an hour, busy or idle: ${HOURS_PER_MONTH} hours a month (${gpu.source}).`;
  return markup`
<h3>How far self-hosting is</h3>
${figure((paper) => scalePicture(amounts, paper), markup`USD a month; each line to the right is ten times as much, and $0 stands left of it.${far}${pool}`)}
${folded(
  "The same as a table",
  table({
    caption: "USD a month",
    head: ["What", "A month"],
    rows: amounts.map((amount) => [amount.name, amountWords(amount)]),
  }),
)}`;
}
