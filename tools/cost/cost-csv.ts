/** The report for spreadsheets: one line a figure, money in USD with six digits; a figure that is not known has no line. */
import type { Cost } from "../../config/cost/monthly-cost";
import type { Balance } from "../../config/cost/spend";
import { csvText } from "../text/csv";
import type { CostReport } from "./cost-report";
import { rounded } from "../text/figures";

const HEAD = ["environment", "figure", "name", "basis", "low", "high", "bound", "source"];

/** The columns and words are contract. */
export function costCsv(reports: readonly CostReport[]): string {
  return csvText([HEAD, ...reports.flatMap(rowsOf)]);
}

function rowsOf({ environment, outlooks, cost, measured, published, spend, balance }: CostReport): string[][] {
  const row = (figure: string, name: string, basis: string, one: Cost, source = ""): string[][] => {
    if (one.kind === "unknown") return [];
    const amounts = [one.usd.low, one.usd.high].map((usd) => String(rounded(usd, 6)));
    return [[environment, figure, name, basis, ...amounts, one.kind === "at-least" ? "at least" : "", source]];
  };
  const exactly = (low: number, high: number): Cost => ({ kind: "known", usd: { low, high } });
  const credits = published.creditsUsd;
  return [
    ...outlooks.flatMap(({ basis, monthly }) =>
      row(
        "month, USD",
        "all",
        basis,
        monthly,
        basis === "published estimate" ? published.monthlyEstimateUsd?.source : "",
      ),
    ),
    ...(measured?.deployments ?? []).flatMap(({ deployment, monthly, byLayer }) => [
      ...row("month of a deployment, USD", deployment, "measured usage", monthly),
      ...byLayer.flatMap(({ layer, monthly: part }) => row("month of a layer, USD", layer, "measured usage", part)),
    ]),
    ...cost.layers.flatMap(({ layer, cost: one }) => row("month of a layer, USD", layer, "volumes", one)),
    ...outlooks.flatMap(({ basis, runway }) => {
      if (runway === undefined || runway.kind === "unknown" || runway.kind === "endless" || runway.months.most === null)
        return [];
      const { least, most } = runway.months;
      const bound = runway.kind === "at-most" ? "at most" : "";
      return [[environment, "credits last, months", "", basis, String(least), String(most), bound, ""]];
    }),
    ...(credits ? row("credits, USD", "", "", exactly(credits.amount, credits.amount), credits.source) : []),
    ...(spend ? row("spent since, USD", spend.since, "measured usage", spend.cost) : []),
    ...(balance ? [leftRow(environment, balance)] : []),
  ];
}

/** Of what may be less nobody knows the low bound. */
function leftRow(environment: string, { usd, isAtMost }: Balance): string[] {
  const [low, high] = [isAtMost ? "" : String(rounded(usd.low, 6)), String(rounded(usd.high, 6))];
  return [environment, "credits left, USD", "", "", low, high, isAtMost ? "at most" : "", ""];
}
