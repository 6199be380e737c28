/** Which model takes which part of a month's cost: bars, the largest first. */
import type { ModelCost } from "../../../config/cost/monthly-cost";
import { compareText } from "../../../config/text";
import { markup } from "../markup";
import { costWords } from "../money";
import { percent } from "../../text/figures";
import { box, fitted, type Paper, type Picture, PLAIN, STRONG, text } from "./picture";

/** So many models have a bar of their own. */
const MOST = 12;
const ROW = 34;

/** Models of which the cost is known, and what each is of all that is known; undefined where there is nothing to share. */
export function sharesOf(models: readonly ModelCost[]): { model: string; share: number; cost: ModelCost["cost"] }[] {
  const known = models.flatMap(({ model, cost }) =>
    cost.kind === "unknown" || cost.usd.high === 0 ? [] : [{ model, cost, high: cost.usd.high }],
  );
  const total = known.reduce((sum, { high }) => sum + high, 0);
  return known
    .map(({ model, cost, high }) => ({ model, cost, share: high / total }))
    .sort((a, b) => b.share - a.share || compareText(a.model, b.model));
}

export function sharePicture(shares: ReturnType<typeof sharesOf>, paper: Paper): Picture {
  const rows = shares.slice(0, MOST).map(({ model, cost, share }, index) => {
    const y = index * ROW;
    const [name] = fitted(model, paper.width * 0.55, PLAIN);
    const words = `${percent(share)}, ${costWords(cost)}`;
    const bar = box({ x: 2, y: y + 19, width: Math.max(2, share * (paper.width - 4)), height: 8 }, "bar", 2);
    return markup`<g>${name && text(2, y + 14, name)}${text(paper.width - 2, y + 14, { text: words, style: STRONG }, "end")}${bar}</g>`;
  });
  return {
    width: paper.width,
    height: rows.length * ROW,
    body: markup`${rows}`,
    alternative: shares
      .map(({ model, share, cost }) => `${model}: ${percent(share)} of what is known, ${costWords(cost)}.`)
      .join(" "),
  };
}
