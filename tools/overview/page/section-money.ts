import { missingIn } from "../../../config/cost/monthly-cost";
import { HOURS_PER_MONTH } from "../../../config/cost/outlook";
import { plural } from "../../../config/text";
import { percent, quantity, span } from "../../text/figures";
import type { OverviewFacts } from "../facts";
import { type Markup, markup } from "../markup";
import { costWords, dollars, type Money, moneyOf, runwayWords } from "../money";
import { creditsPicture } from "../pictures/credits-picture";
import { type Amount, amountWords, scalePicture } from "../pictures/scale-picture";
import { sharePicture, sharesOf } from "../pictures/share-picture";
import { day, figure, folded, section, table } from "./parts";

/** The money. */
export function moneySection(facts: OverviewFacts): Markup {
  const money = moneyOf(facts);
  return section(
    "money",
    "The money",
    takeaway(money),
    monthPart(money),
    creditsPart(facts, money),
    sharePart(money),
    scalePart(facts, money),
  );
}

function takeaway({ views, published }: Money): Markup {
  const [view] = views;
  const month = view === undefined ? "What a month costs is not known" : `We expect ${costWords(view.monthly)} a month`;
  const threshold = published.selfHostingAboveUsdPerMonth;
  const far =
    threshold === undefined || view?.selfHosting === undefined
      ? ""
      : `, ${span(view.selfHosting.share, percent)} of the ${dollars(threshold.amount)} above which running models ourselves would pay`;
  return markup`${month}${far}; with no calls it is $0.`;
}

function monthPart({ views, byVolumes, published }: Money): Markup {
  const missing = missingIn(byVolumes.total);
  const rows = views.map(({ basis, monthly, runway }) => [
    basis === "published estimate"
      ? `published: ${published.monthlyEstimateUsd?.source ?? ""}`
      : "computed: volumes of llm-config.yaml times prices",
    costWords(monthly),
    published.creditsUsd === undefined ? "no credits given" : runwayWords(runway),
  ]);
  return markup`
<h3>The expected month</h3>
${rows.length > 0 ? table({ caption: "USD a month, all layers together", head: ["From", "A month", "Credits then last"], rows }) : undefined}
<p>There is no measured usage yet${missing.length > 0 ? `, and to compute the month from volumes ${plural(missing.length, "figure")} ${missing.length === 1 ? "is" : "are"} missing` : ""}.</p>
${missing.length > 0 ? folded("What is missing", markup`<ul>${missing.map((what) => markup`<li>${what}</li>`)}</ul>`) : undefined}`;
}

function creditsPart({ today }: OverviewFacts, { views, published }: Money): Markup {
  const credits = published.creditsUsd;
  if (credits === undefined)
    return markup`<h3>Credits</h3><p>None are given in account.yaml, so how long they last is not known.</p>`;
  const view = views.find(({ runway }) => runway?.kind === "known" || runway?.kind === "at-most");
  const runway = view?.runway;
  if (view === undefined || runway === undefined || (runway.kind !== "known" && runway.kind !== "at-most")) {
    return markup`<h3>Credits</h3><p>${dollars(credits.amount)} (${credits.source}); how long they last is not known.</p>`;
  }
  const { least, most } = runway.months;
  return markup`
<h3>Credits</h3>
${figure(
  (paper) => creditsPicture(credits.amount, runway, today, paper),
  markup`${dollars(credits.amount)} to begin with (${credits.source}), from ${day(today)} on, at ${costWords(view.monthly)} a month. They pay only for models that Azure sells directly. What is left is not read from Azure.`,
)}
${folded(
  "Credits as a table",
  table({
    caption: "When the credits end",
    head: ["At", "A month", "Months", "End"],
    right: [2],
    rows:
      view.monthly.kind === "unknown"
        ? []
        : [
            [
              "the high estimate",
              dollars(view.monthly.usd.high),
              String(least),
              runway.ends.first ?? "beyond a century",
            ],
            [
              "the low estimate",
              dollars(view.monthly.usd.low),
              most === null ? "no end" : String(most),
              runway.ends.last ?? "no end",
            ],
          ],
  }),
)}`;
}

function sharePart({ byVolumes }: Money): Markup {
  const shares = sharesOf(byVolumes.models);
  if (shares.length === 0)
    return markup`<h3>The share of each model</h3><p>Not known: no layer has volumes and a price.</p>`;
  return markup`
<h3>The share of each model</h3>
${figure((paper) => sharePicture(shares, paper), markup`Of what is known, at the high estimate. Idle deployments cost $0.`)}
${folded(
  "Shares as a table",
  table({
    caption: "USD a month by model",
    head: ["Model", "Layers", "A month", "Not known"],
    rows: byVolumes.models.map(({ model, layers, cost }) => [
      model,
      layers.length > 0 ? layers.join(", ") : "none",
      costWords(cost),
      missingIn(cost).length > 0 ? missingIn(cost).join(", ") : "nothing",
    ]),
  }),
)}`;
}

function scalePart({ environment }: OverviewFacts, { views, published, idlePool }: Money): Markup {
  const threshold = published.selfHostingAboveUsdPerMonth;
  const gpu = published.gpuNodePoolUsdPerHour;
  const [view] = views;
  const amounts: Amount[] = [
    { name: "Our deployments, idle", usd: { low: 0, high: 0 } },
    ...(view === undefined || view.monthly.kind === "unknown"
      ? []
      : [{ name: "The expected month", usd: view.monthly.usd, isLeast: view.monthly.kind === "at-least" }]),
    ...(idlePool ? [{ name: "A GPU pool, idle", usd: idlePool }] : []),
    ...(threshold
      ? [{ name: "Self-hosting pays above", usd: { low: threshold.amount, high: threshold.amount }, isThreshold: true }]
      : []),
  ];
  const factor = view?.selfHosting?.timesVolume.least;
  const far =
    factor === undefined || factor === null
      ? undefined
      : markup` Volumes would have to grow ${quantity(factor)} times before it is worth a look.`;
  const pool =
    gpu === undefined
      ? undefined
      : markup` A GPU pool costs ${span(gpu, dollars)} an hour, busy or idle: ${HOURS_PER_MONTH} hours a month (${gpu.source}).`;
  return markup`
<h3>How far self-hosting is</h3>
${figure((paper) => scalePicture(amounts, paper), markup`USD a month; each line to the right is ten times as much, and $0 stands left of it.${far}${pool}`)}
${folded(
  "The same as a table",
  table({
    caption: `USD a month, ${environment.name}`,
    head: ["What", "A month"],
    rows: amounts.map((amount) => [amount.name, amountWords(amount)]),
  }),
)}`;
}
