/** What costs how much a month, on a logarithmic scale: each step to the right is ten times as much. */
import type { Estimate } from "../../../config/model";
import { markup } from "../markup";
import { dollars } from "../money";
import { box, line, type Paper, type Picture, px, SMALL, STRONG, text } from "./picture";
import { span } from "../../text/figures";
import { textWidth } from "./text-width";

/** One amount, or a range of them, USD a month. */
export interface Amount {
  readonly name: string;
  readonly usd: Estimate;
  /** Whether it is only a least amount. */
  readonly isLeast?: boolean;
  /** A line that others are held against. */
  readonly isThreshold?: boolean;
}

const ROW = 40;
const TOP = 22;

export function scalePicture(amounts: readonly Amount[], paper: Paper): Picture {
  const values = amounts.flatMap(({ usd: { low, high } }) => [low, high]).filter((value) => value > 0);
  const from = Math.floor(Math.log10(Math.min(...values, 10)));
  const to = Math.ceil(Math.log10(Math.max(...values, 1000)));
  const [left, right] = [26, paper.width - 26];
  /** Nothing is not on such a scale: it stands left of it. */
  const x = (value: number): number =>
    value <= 0 ? 6 : left + ((Math.log10(value) - from) / (to - from)) * (right - left);
  const bottom = TOP + amounts.length * ROW + 4;
  const powers = Array.from({ length: to - from + 1 }, (_, index) => 10 ** (from + index));
  const ticks = powers.map(
    (value) =>
      markup`${line([x(value), TOP - 4], [x(value), bottom], "axis")}${text(x(value), 13, { text: shortDollars(value), style: SMALL, isMuted: true }, "middle")}`,
  );
  const rows = amounts.map((amount, index) => {
    const y = TOP + index * ROW;
    const [start, end] = [x(amount.usd.low), x(amount.usd.high)];
    const bar = { x: start - 3, y: y + 21, width: end - start + 6, height: 9 };
    const mark = amount.isThreshold
      ? markup`<circle cx="${px(start)}" cy="${y + 25}" r="5" class="soon"/>`
      : box(bar, amount.usd.high === 0 ? "number" : "bar", 4);
    const words = { text: `${amount.name}: ${amountWords(amount)}`, style: STRONG };
    const ground = { x: 0, y: y + 2, width: textWidth(words.text, STRONG) + 4, height: 16 };
    return markup`<g>${box(ground, "paper", 2)}${text(1, y + 14, words)}${mark}</g>`;
  });
  const alternative = amounts.map((amount) => `${amount.name}: ${amountWords(amount)} a month.`).join(" ");
  return { width: paper.width, height: bottom + 4, body: markup`${ticks}${rows}`, alternative };
}

/** `at least $12` */
export function amountWords({ usd, isLeast }: Amount): string {
  return `${isLeast ? "at least " : ""}${span(usd, dollars)}`;
}

/** `$10k` */
function shortDollars(value: number): string {
  if (value >= 1_000_000) return `$${px(value / 1_000_000)}M`;
  return value >= 1000 ? `$${px(value / 1000)}k` : `$${String(value)}`;
}
